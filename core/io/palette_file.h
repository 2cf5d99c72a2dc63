#pragma once

#include <filesystem>
#include <vector>

#include "core/data/image.h"

namespace cortiscope {

/// Reads the colours of a palette from a text file, from the low end to the high one: a line a
/// colour, as "#rrggbb" or as red, green and blue, from 0 to 1, or from 0 to 255 where some number
/// is above 1. Empty lines, and those that start with "//", mean nothing.
///
/// @return  at least two
/// @throws Error  kNotFound: no such file; kBadFormat: another line; kBadValue: fewer than two
///                colours, or a part of one out of range
std::vector<Rgb8> read_palette(const std::filesystem::path& file);

}  // namespace cortiscope
