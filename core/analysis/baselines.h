#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "core/data/token_scaling.h"
#include "core/fit/split.h"

namespace cortiscope {

/// The score of a baseline for each of N vertices, on the test images.
struct BaselineScore {
  std::vector<float> r2;        ///< (N) NaN where the responses do not vary
  std::vector<float> evidence;  ///< (N) q of the evidence test (core/metrics/evidence.h)
};

/// The same of one that reads each vertex from one layer.
struct LayerBaseline {
  BaselineScore score;
  std::vector<int> layer;  ///< (N) the best on validation, 0..L-1; -1 where R2 is NaN
};

/// What simpler models of the same responses, tokens and split of the images reach: each vertex by
/// itself, without the smoothness on the cortex that a fit relies on.
struct Baselines {
  LayerBaseline fwrf;
  std::vector<int> fwrf_token;  ///< (N) row * W + column, H * W for the global one; -1 as above
  LayerBaseline pca_ridge;
  BaselineScore stacked_ridge;
  Array<float> stacked_weights;  ///< (N, L) at least 0, rows sum to 1
  /// (N, 3) the unique contribution of early, middle and late layers: what R2 of the stacked ridge
  /// loses when that third of the layers is left out and the others get new weights. What layers
  /// share is in none of the three.
  Array<float> unique;
};

/// The centre of a token that the fwRF reads, x right and y down in -1..1; absent for the whole
/// image (the global token) and for none.
/// @param rows, columns  of the tokens
std::optional<std::pair<float, float>> fwrf_position(int token, int rows, int columns);

/// Principal components of each layer, at most.
constexpr int kBaselineComponents = 512;

struct BaselineOptions {
  int threads = 0;  ///< 0: every core
  int components = kBaselineComponents;
  /// Of the responses and tokens held at a time, about. The result does not depend on it.
  double memory_gb = 1;
};

/// Scores the baselines on the test images. Penalties, layers, tokens and weights are chosen on the
/// validation images, all else is learned from the training images.
///
/// - Feature-weighted receptive field: ridge regression on the channels of one token of one layer,
///   the best of the tokens of all layers. Its receptive field is a token, where the paper has
///   Gaussians of several sizes; the global token is one of the choices.
/// - Ridge regression on the principal components of all tokens of one layer, the best layer.
/// - Stacked regression: the ridge regressions of all layers, averaged with weights that are at
///   least 0 and sum to 1, found on the validation images. (The paper finds them by
///   cross-validation.) The same without each third of the layers.
///
/// Reads the features of one layer at a time, in portions of images.
///
/// @param scaling      applied to the tokens
/// @param on_progress  called on this thread with the share that is done, 0 to 1; may be empty
/// @pre each part of the split holds an image
///
/// Source: St-Yves and Naselaris, "The feature-weighted receptive field", NeuroImage 180 (2018);
/// Lin, Naselaris, Kay and Wehbe, "Stacked regressions and structured variance partitioning for
/// interpretable brain maps", NeuroImage 298 (2024).
Baselines score_baselines(const EncodingData& data, const Split& split, const TokenScaling& scaling,
                          const BaselineOptions& options,
                          const std::function<void(double)>& on_progress = {});

}  // namespace cortiscope
