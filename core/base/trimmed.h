#pragma once

#include <string>

namespace cortiscope {

/// Text without blanks, tabs and line ends around it.
inline std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string::npos) return "";
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

}  // namespace cortiscope
