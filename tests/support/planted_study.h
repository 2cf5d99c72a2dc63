#pragma once

#include "core/base/random.h"
#include "core/fit/encoding_data.h"
#include "core/simulate/planted_study.h"

namespace cortiscope {

/// A planted study, ready to be fitted.
inline EncodingData plant_study(const PlantedOptions& options, std::uint64_t seed) {
  PlantedStudy study = make_planted_study(options, seed);
  return pair(std::move(study.recording), std::move(study.features));
}

/// The same with each vertex's responses in another order of images, the same for all vertices.
inline EncodingData shuffle_responses(EncodingData study, std::uint64_t seed) {
  Random(seed).shuffle(study.images);
  return study;
}

}  // namespace cortiscope
