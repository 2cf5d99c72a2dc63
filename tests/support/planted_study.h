#pragma once

#include <cstdint>
#include <memory>

#include "core/fit/encoding_data.h"

namespace cortiscope {

/// A small study with a known answer: enough to find it in seconds, far too small to look real.
struct PlantedOptions {
  int vertices = 240;    ///< N, half in each hemisphere
  int layers = 4;        ///< L
  int channels = 12;     ///< C of every layer
  int rows = 8;          ///< H
  int columns = 8;       ///< W
  int images = 700;      ///< M
  double ceiling = 0.6;  ///< explainable fraction of variance, everywhere
};

/// Vertices on a patch of each sphere; layer, place and scale smooth over it.
EncodingData plant_study(const PlantedOptions& options, std::uint64_t seed);

/// The same with each vertex's responses in another order of images, the same for all vertices.
EncodingData shuffle_responses(EncodingData study, std::uint64_t seed);

}  // namespace cortiscope
