#include "app/cli/other_programs.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "core/base/program_folder.h"

namespace cortiscope {
namespace {

/// A null-terminated list of arguments, as C takes it.
std::vector<char*> pointers_to(std::vector<std::string>& words) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

bool has_display() {
  for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) {
    const char* value = std::getenv(name);
    if (value && *value) return true;
  }
  return false;
}

int become_window(const std::vector<std::string>& words) {
  std::vector<std::string> all = {(program_folder() / "cortiscope-window").string()};
  all.insert(all.end(), words.begin(), words.end());
  std::vector<char*> pointers = pointers_to(all);
  execv(pointers[0], pointers.data());
  std::fprintf(stderr,
               "cortiscope: %s: cannot be started (this build may be of the command line alone; "
               "cortiscope --help lists the commands)\n",
               pointers[0]);
  return 1;
}

}  // namespace cortiscope
