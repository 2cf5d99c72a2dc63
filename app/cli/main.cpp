#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <string>

#include "app/cli/command.h"
#include "app/cli/convert_command.h"
#include "app/cli/info_command.h"

namespace {

/// A command that another of our programs runs, because it needs libraries that are slow to load.
struct Elsewhere {
  const char* command;
  const char* program;
  const char* summary;
};
constexpr Elsewhere kElsewhere[] = {
    {"simulate", "cortiscope-compute", "Make a synthetic subject and networks with a known answer"},
    {"fit", "cortiscope-compute", "Fit FactorTopy to a subject's responses"},
    {"evaluate", "cortiscope-compute", "Score a fit on its test images, and against a known truth"},
    {"figure", "cortiscope-draw", "Draw maps on the cortex as PNG, SVG or PDF"},
};

std::filesystem::path sibling(const char* program) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / program;
}

/// For the help of `cortiscope` itself: names what the siblings offer.
void add_commands_elsewhere(CLI::App& program) {
  for (const Elsewhere& entry : kElsewhere) program.add_subcommand(entry.command, entry.summary);
}

}  // namespace

int main(int argc, char** argv) {
  for (const Elsewhere& entry : kElsewhere) {
    if (argc < 2 || std::string(argv[1]) != entry.command) continue;
    const std::string path = sibling(entry.program).string();
    execv(path.c_str(), argv);
    std::fprintf(stderr,
                 "cortiscope: %s: cannot be started (install all of Cortiscope's programs)\n",
                 path.c_str());
    return 1;
  }
  return cortiscope::run_program(
      argc, argv,
      {cortiscope::add_info_command, cortiscope::add_convert_command, add_commands_elsewhere});
}
