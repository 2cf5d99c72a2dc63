#pragma once

#include <string>

#include "app/session/figure_request.h"

namespace cortiscope {

// What is typed of a figure.

/// Reads "180x60" or "180" (then as high as needed), in mm; "mm" may follow.
/// @throws Error  kBadValue: neither, or out of 10..2000 mm
void set_size(FigureRequest& request, const std::string& text);

/// Reads "LOW,HIGH".
/// @throws Error  kBadValue: not two numbers, the first one lower
ColorRange parse_range(const std::string& text);

/// Reads a palette's name, or the file of one (core/io/palette_file.h).
/// @throws Error  kBadValue: neither
void set_palette(OverlayStyle& style, const std::string& text);

}  // namespace cortiscope
