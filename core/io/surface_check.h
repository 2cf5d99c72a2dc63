#pragma once

#include <string>

#include "core/data/surface.h"

namespace cortiscope {

/// The checks that every reader makes before it returns a surface.
///
/// @param subject  the name of the file in messages
/// @throws Error  kBadValue: a coordinate is not finite, or a triangle refers to no vertex
void check_surface(const Surface& surface, const std::string& subject);

}  // namespace cortiscope
