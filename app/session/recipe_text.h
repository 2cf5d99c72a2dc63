#pragma once

#include <optional>
#include <string>

namespace cortiscope {

/// The recipe in a figure that contains one (PNG, SVG or PDF); of any other file its whole text.
///
/// @return  nothing where a PNG or a PDF contains none
/// @throws Error  kNotFound: no such file; kBadFormat: a broken PNG
std::optional<std::string> recipe_text(const std::string& file);

}  // namespace cortiscope
