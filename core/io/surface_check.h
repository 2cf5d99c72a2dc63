#pragma once

#include <string>

#include "core/data/surface.h"

namespace cortiscope {

/// What every reader asks of a surface before it gives it out.
///
/// @param subject  what messages call the file
/// @throws Error  kBadValue: a coordinate is not finite, or a triangle refers to no vertex
void check_surface(const Surface& surface, const std::string& subject);

}  // namespace cortiscope
