#pragma once

#include <cstdio>
#include <string>
#include <vector>

#include "core/base/readable_text.h"

namespace cortiscope {

/// Prints sentences to standard error, each as a warning on a line of its own.
inline void warn_of(const std::vector<std::string>& sentences) {
  for (const std::string& sentence : sentences) {
    std::fprintf(stderr, "warning: %s\n", readable_text(sentence).c_str());
  }
}

}  // namespace cortiscope
