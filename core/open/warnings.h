#pragma once

#include <string>
#include <vector>

#include "core/base/readable_text.h"

namespace cortiscope {

/// Warnings about files that could still be read; sentences that name the file. Readers take a
/// pointer to one, borrowed, and add to it; null when the caller does not need it.
using Warnings = std::vector<std::string>;

inline void warn(Warnings* warnings, const std::string& what) {
  if (warnings) warnings->push_back(readable_text(what));
}
inline void warn(Warnings* warnings, const Warnings& all) {
  if (warnings) warnings->insert(warnings->end(), all.begin(), all.end());
}

}  // namespace cortiscope
