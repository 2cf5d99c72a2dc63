#include "app/cli/sibling.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cassert>
#include <cstdlib>

#include "core/base/error.h"

namespace cortiscope {

const std::vector<CommandElsewhere>& commands_elsewhere() {
  static const std::vector<CommandElsewhere> all = {
      {"simulate", "cortiscope-compute",
       "Make a synthetic subject and networks with a known answer"},
      {"fit", "cortiscope-compute", "Fit FactorTopy to a subject's responses"},
      {"evaluate", "cortiscope-compute", "Score a fit on its test images, and against a truth"},
      {"bench", "cortiscope-draw", "", "paint"},
      {"bench", "cortiscope-compute", "Measure speed and memory"},
      {"figure", "cortiscope-draw", "Draw maps on the cortex as PNG, SVG or PDF"},
  };
  return all;
}

std::filesystem::path sibling(const std::string& program) {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path() / program;
}

void let_threads_sleep() { setenv("OMP_WAIT_POLICY", "passive", /*overwrite=*/0); }

void run_elsewhere(const std::string& command, const std::vector<std::string>& arguments) {
  std::string program;
  for (const CommandElsewhere& entry : commands_elsewhere()) {
    if (command == entry.command && !*entry.part) program = sibling(entry.program).string();
  }
  assert(!program.empty());
  std::vector<std::string> words = {program, command};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  let_threads_sleep();
  pid_t child = 0;
  if (posix_spawn(&child, program.c_str(), nullptr, nullptr, pointers.data(), environ) != 0) {
    throw Error(ErrorKind::kInternal, program, "cannot be started",
                "install all of Cortiscope's programs");
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
    throw Error(ErrorKind::kInternal, "cortiscope " + command, "did not succeed",
                "its own message stands above");
  }
}

}  // namespace cortiscope
