#pragma once

#include <string>

namespace cortiscope {

/// One line of text, shortened at its end to this width, at whole characters of UTF-8.
std::string fitted_text(std::string text, double width_mm, double size_pt, bool is_bold = false);

}  // namespace cortiscope
