#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "app/cli/convert_command.h"
#include "app/cli/demo_command.h"
#include "app/cli/info_command.h"
#include "app/cli/sibling.h"

namespace {

/// For the help of `cortiscope` itself: names what the siblings offer.
void add_commands_elsewhere(CLI::App& program) {
  for (const auto& entry : cortiscope::commands_elsewhere()) {
    if (!*entry.part) program.add_subcommand(entry.command, entry.summary);
  }
}

/// Whether the command line asks for the window: no word at all, or files and folders to open.
bool wants_window(const std::vector<std::string>& words) {
  if (words.empty()) return true;
  std::error_code ignored;
  return words[0].rfind('-', 0) != 0 && std::filesystem::exists(words[0], ignored);
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  for (const auto& entry : cortiscope::commands_elsewhere()) {
    if (words.empty() || words[0] != entry.command) continue;
    if (*entry.part && (words.size() < 2 || words[1] != entry.part)) continue;
    return cortiscope::become(entry.program, words);
  }
  if (wants_window(words)) {
    if (cortiscope::has_display()) return cortiscope::become(cortiscope::kWindowProgram, words);
    std::fprintf(stderr,
                 "cortiscope: there is no display to open a window on (cortiscope --help lists the "
                 "commands that need none)\n");
    return 2;
  }
  return cortiscope::run_program(argc, argv,
                                 {cortiscope::add_demo_command, cortiscope::add_info_command,
                                  cortiscope::add_convert_command, add_commands_elsewhere});
}
