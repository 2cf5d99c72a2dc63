#pragma once

#include <string>

namespace cortiscope {

/// What is said wherever something simulated is shown; empty where nothing is.
inline std::string synthetic_note(bool subject, bool network) {
  if (subject && network) return "synthetic subject and network";
  if (subject) return "synthetic subject";
  return network ? "synthetic network" : "";
}

}  // namespace cortiscope
