#pragma once

#include <string>

#include "render/raster.h"

namespace cortiscope {

/// A raster as a PNG file: RGBA, or RGB where all of it is opaque.
///
/// @param dpi     dots per inch to say in the file; 0 for none
/// @param title   and `recipe`: text chunks "Title" and "cortiscope-recipe"; left out where empty
std::string png_of(const Raster& raster, double dpi, const std::string& title = {},
                   const std::string& recipe = {});

}  // namespace cortiscope
