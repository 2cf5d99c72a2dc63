#pragma once

#include <memory>

#include "core/backbone/open_backbone.h"
#include "core/backbone/vision_transformer.h"

namespace cortiscope {

/// The implementation of core/backbone/open_backbone.h for weights, in the torch module.
std::unique_ptr<Backbone> load_vision_transformer(const VisionTransformer& network,
                                                  const SafetensorsFile& weights,
                                                  const BackboneOptions& options);

}  // namespace cortiscope
