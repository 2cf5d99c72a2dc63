#pragma once

#include <cstdint>
#include <memory>

#include "core/data/features.h"
#include "core/data/subject.h"
#include "core/simulate/response_model.h"

namespace cortiscope {

/// A study with a known answer, of any size and made in memory: for tests and measurements. It
/// draws no images and runs no network; simulate_study.h does.
struct PlantedOptions {
  int vertices = 240;    ///< N, even: half in each hemisphere
  int layers = 4;        ///< L
  int channels = 12;     ///< C of every layer
  int rows = 8;          ///< H
  int columns = 8;       ///< W
  int images = 700;      ///< M
  double ceiling = 0.6;  ///< explainable fraction of variance, everywhere
  /// The read-outs of all vertices lie in so many directions of the C channels, as those of a
  /// cortex do, so that a bottleneck narrower than C can hold them; 0: in all, each on its own.
  int readout_rank = 0;
  ResponseModel responses = ResponseModel::kFactorized;
};

/// Smooth random tokens, and responses that read them through the subject's truth.
struct PlantedStudy {
  Recording recording;
  std::shared_ptr<const FeatureSet> features;
};

/// Vertices on a patch of each sphere; layer, receptive field and scale vary smoothly over it. The
/// same options and seed give the same study. With ResponseModel::kPooled the tokens are the same;
/// the truth holds the jittered selectors, and each vertex has a read-out of its own for each
/// layer.
///
/// @pre every size is positive, vertices is even
PlantedStudy make_planted_study(const PlantedOptions& options, std::uint64_t seed);

}  // namespace cortiscope
