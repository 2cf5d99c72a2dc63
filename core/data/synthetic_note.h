#pragma once

#include <string>

namespace cortiscope {

/// The note displayed with simulated data; empty if none are simulated.
inline std::string synthetic_note(bool subject, bool network) {
  if (subject && network) return "synthetic subject and network";
  if (subject) return "synthetic subject";
  return network ? "synthetic network" : "";
}

}  // namespace cortiscope
