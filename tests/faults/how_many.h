#pragma once

#include <cstdlib>
#include <string>

namespace cortiscope {

/// How many faults of a kind to provoke: few on every machine that tests, all where
/// CORTISCOPE_FAULTS=long is set.
inline int how_many(int few, int all) {
  const char* wanted = std::getenv("CORTISCOPE_FAULTS");
  return wanted && std::string(wanted) == "long" ? all : few;
}

}  // namespace cortiscope
