#pragma once

#include <string>

#include "core/backbone/vision_transformer.h"

namespace cortiscope {

/// Sets what no tensor says: the package's own name where it shares names with another, the
/// epsilon, activation, colours, heads, objective and how positions are resized, as that package
/// usually has them.
///
/// @param prefix  what comes before all names
/// @pre network has its names' package, parts and sizes
void set_usual(VisionTransformer& network, const SafetensorsFile& file, const std::string& prefix);

}  // namespace cortiscope
