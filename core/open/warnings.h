#pragma once

#include <string>
#include <vector>

namespace cortiscope {

/// Warnings about files that could still be read; sentences that name the file. Readers take a
/// pointer to one, borrowed, and add to it; null when the caller does not need it.
using Warnings = std::vector<std::string>;

inline void warn(Warnings* warnings, std::string what) {
  if (warnings) warnings->push_back(std::move(what));
}
inline void warn(Warnings* warnings, const Warnings& all) {
  if (warnings) warnings->insert(warnings->end(), all.begin(), all.end());
}

}  // namespace cortiscope
