#pragma once

#include <cstdint>
#include <optional>

#include "core/data/array.h"
#include "core/data/subject.h"
#include "core/simulate/response_model.h"

namespace cortiscope {

constexpr int kPlantedLayers = 12;    ///< L of every synthetic network
constexpr int kPlantedChannels = 64;  ///< C of each of its layers

/// What to plant.
struct PlantedSubjectOptions {
  std::optional<int> vertices;         ///< N; absent: the whole visual cortex of the mesh
  float median_noise_ceiling = 0.35F;  ///< of the encoded vertices
  std::uint64_t seed = 1;              ///< of the channel weights
  ResponseModel responses = ResponseModel::kFactorized;
};

/// A subject in which every vertex has known selectors.
struct PlantedSubject {
  Subject subject;  ///< with ROIs, ceiling and truth, of the network `aligned`
  ResponseModel responses = ResponseModel::kFactorized;
  /// (N, C), rows of unit length, the same for every layer and smooth over the cortex; of kPooled
  /// (N, L, C), independent at every vertex and layer.
  Array<float> channel_weights;
};

/// Plants a visual cortex around the occipital poles of a cortex: V1, V2, V3 and hV4 by a
/// retinotopic model (retinotopy.h), the category areas (planted_patches.h), and at each vertex
/// selectors that vary smoothly over the cortex (planted_hierarchy.h), or those jittered
/// (pooled_reader.h). The cortex's own ROIs are replaced.
///
/// With fewer vertices than the visual cortex has, an even share of each hemisphere is taken.
///
/// @throws Error  kBadValue: more vertices than the visual cortex has, or fewer than 1; kNotFound,
///                kBadValue: as find_visual_frame
PlantedSubject plant_subject(const Cortex& cortex, const PlantedSubjectOptions& options);

}  // namespace cortiscope
