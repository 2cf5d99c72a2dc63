#pragma once

#include <filesystem>

namespace cortiscope {

/// Whether two paths name the same file; an empty path names none.
inline bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b) {
  std::error_code ignored;
  return !a.empty() && !b.empty() && (a == b || std::filesystem::equivalent(a, b, ignored));
}

}  // namespace cortiscope
