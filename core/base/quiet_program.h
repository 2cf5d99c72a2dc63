#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// How a program ended.
struct ProgramEnd {
  bool is_late = false;  ///< it was killed because its time was up
  int exit_code = 0;     ///< if no signal ended it
  int signal = 0;        ///< the signal that ended it; 0: none
};

/// Runs a program without output, and waits for it. Signals that reach this process meanwhile do not
/// disturb it.
///
/// @param words    its path and its arguments
/// @param seconds  it is killed after this time on the clock
/// @throws Error  kInternal: it cannot be started
ProgramEnd run_quietly(std::vector<std::string> words, double seconds);

}  // namespace cortiscope
