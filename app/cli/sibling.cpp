#include "app/cli/sibling.h"

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cassert>
#include <cstdio>
#include <cstdlib>

#include "core/base/error.h"
#include "core/base/library_environment.h"
#include "core/base/program_folder.h"

namespace cortiscope {
namespace {

/// As C takes a list of arguments.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

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

std::filesystem::path sibling(const std::string& program) { return program_folder() / program; }

bool has_display() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
    const char* value = std::getenv(name);
    if (value && *value) return true;
  }
  return false;
}

int become(const std::string& program, const std::vector<std::string>& words) {
  std::vector<std::string> all = {sibling(program).string()};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> pointers = pointers_to(all);
  if (program == kWindowProgram) {
    set_window_environment();
  } else {
    let_threads_sleep();
  }
  execv(pointers[0], pointers.data());
  std::fprintf(stderr, "cortiscope: %s: cannot be started (install all of Cortiscope's programs)\n",
               pointers[0]);
  return 1;
}

void run_elsewhere(const std::string& command, const std::vector<std::string>& arguments) {
  std::string program;
  for (const CommandElsewhere& entry : commands_elsewhere()) {
    if (command == entry.command && !*entry.part) program = sibling(entry.program).string();
  }
  assert(!program.empty());
  std::vector<std::string> words = {program, command};
  words.insert(words.end(), arguments.begin(), arguments.end());
  const std::vector<char*> pointers = pointers_to(words);
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
