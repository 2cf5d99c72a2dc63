#pragma once

#include "core/base/random.h"
#include "core/fit/encoding_data.h"
#include "core/fit/fit.h"
#include "core/simulate/planted_study.h"

namespace cortiscope {

/// A planted study, ready to be fitted.
inline EncodingData plant_study(const PlantedOptions& options, std::uint64_t seed) {
  PlantedStudy study = make_planted_study(options, seed);
  return pair(std::move(study.recording), std::move(study.features));
}

/// A study too small to learn from, for what does not need to be learned, and its fit.
inline PlantedOptions tiny_study() {
  PlantedOptions options;
  options.vertices = 40;
  options.images = 100;
  return options;
}
inline FitOptions tiny_options(int steps = 30) {
  FitOptions options;
  options.steps = steps;
  options.bottleneck = 8;
  options.device = "cpu";
  options.threads = 1;  // these are small: waiting for one another would cost more than it saves
  return options;
}

/// A planted study with each vertex's responses in another order of images, the same for all
/// vertices.
inline EncodingData shuffle_responses(EncodingData study, std::uint64_t seed) {
  Random(seed).shuffle(study.images);
  return study;
}

}  // namespace cortiscope
