#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cortiscope {

/// A command that another of our programs runs, because it needs libraries that are slow to load.
struct CommandElsewhere {
  const char* command;
  const char* program;
  const char* summary;
  const char* part = "";  ///< only `COMMAND PART`, where another program has the other parts
};

/// Every such command, its parts before it.
const std::vector<CommandElsewhere>& commands_elsewhere();

/// Where a program of ours lies: beside the running one.
std::filesystem::path sibling(const std::string& program);

/// Goes on as another of our programs: returns only where it cannot be started, after saying so.
/// @param words  its arguments, without its name
/// @return  the exit code
int become(const std::string& program, const std::vector<std::string>& words);

/// Whether there is a screen to open a window on.
bool has_display();

/// The program of the window.
inline constexpr const char* kWindowProgram = "cortiscope-window";

/// Runs `cortiscope COMMAND ARGUMENTS...` of a sibling and waits for it. Its output goes where
/// ours does.
/// @throws Error  kInternal: it cannot be started, or ended with another exit code than 0
void run_elsewhere(const std::string& command, const std::vector<std::string>& arguments);

}  // namespace cortiscope
