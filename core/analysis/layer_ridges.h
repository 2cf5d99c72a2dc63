#pragma once

#include <array>
#include <functional>
#include <memory>

#include "core/analysis/baseline_input.h"
#include "core/analysis/best_ridge.h"

namespace cortiscope {

/// (L) ridge regressions on the principal components of each layer.
using LayerRidges = std::vector<std::unique_ptr<const Ridge>>;

/// @param most        components of a layer
/// @param layer_done  called after each layer
LayerRidges layer_ridges(const BaselineInput& input, int most,
                         const std::function<void()>& layer_done);

/// What they give for n vertices.
struct LayerFits {
  BestRidge best;                ///< its candidates are the layers
  Eigen::MatrixXf stacked_test;  ///< (M, n) as BestRidge::test, of the average of all layers
  Array<float> stacked_weights;  ///< (n, L)
  /// (M, n) of the average of the layers outside a third of them, with weights of its own.
  std::array<Eigen::MatrixXf, 3> without_third_test;
};

/// The first layer of a third, early to late, 0..2; of 3 one past the last layer.
inline int first_layer_of_third(int third, int layers) { return third * layers / 3; }

LayerFits fit_layers(const BaselineInput& input, const ResponseSlice& slice,
                     const LayerRidges& ridges);

}  // namespace cortiscope
