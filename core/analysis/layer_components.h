#pragma once

#include "core/analysis/baseline_input.h"
#include "core/metrics/ridge.h"

namespace cortiscope {

/// Training images whose tokens are held to find principal components: at most so many, evenly
/// spaced.
constexpr int kImagesForComponents = 1000;

/// All tokens of a layer as their principal components, those of the training images, largest
/// first. Components without variance are left out; where none varies, there is one, which is 0.
///
/// @param most  components
/// @return  (M, K) of the training, validation and test images
RidgeInputs layer_components(const BaselineInput& input, int layer, int most);

}  // namespace cortiscope
