#pragma once

#include <string>

#include "core/data/preprocessing.h"

namespace cortiscope {

constexpr int kLargestInputSide = 4096;  ///< pixels

/// Whether images can be resized to this many pixels squared.
bool is_input_side(double side);

/// Checks the means and deviations of colours.
/// @param before  of the names of these two in messages, such as "net: "; empty: they are options
/// @throws Error  kBadValue: a mean that is not finite, or a deviation that is not above 0
void check_colors(const Preprocessing& preprocessing, const std::string& before = {});

}  // namespace cortiscope
