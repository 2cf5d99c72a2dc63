#include <unistd.h>

#include <cstdio>
#include <string>

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

}  // namespace

int main(int argc, char** argv) {
  for (const auto& entry : cortiscope::commands_elsewhere()) {
    if (argc < 2 || std::string(argv[1]) != entry.command) continue;
    if (*entry.part && (argc < 3 || std::string(argv[2]) != entry.part)) continue;
    const std::string path = cortiscope::sibling(entry.program).string();
    cortiscope::let_threads_sleep();
    execv(path.c_str(), argv);
    std::fprintf(stderr,
                 "cortiscope: %s: cannot be started (install all of Cortiscope's programs)\n",
                 path.c_str());
    return 1;
  }
  return cortiscope::run_program(argc, argv,
                                 {cortiscope::add_demo_command, cortiscope::add_info_command,
                                  cortiscope::add_convert_command, add_commands_elsewhere});
}
