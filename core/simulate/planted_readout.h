#pragma once

#include <cstdint>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

struct PlantedReadoutOptions {
  int vertices = 3000;
  int channels = 32;
  int clusters = 12;
  double noise = 0.5;  ///< length of the deviation from a cluster's direction, of length 1
};

/// Read-out weights with a known answer: vertices of a cluster read the channels in one direction,
/// with noise and in lengths between 0.5 and 2. Clusters differ in size.
struct PlantedReadout {
  Array<float> weight;          ///< (N, D)
  std::vector<int> cluster_of;  ///< (N) 0..clusters-1
};

PlantedReadout plant_readout(const PlantedReadoutOptions& options, std::uint64_t seed);

}  // namespace cortiscope
