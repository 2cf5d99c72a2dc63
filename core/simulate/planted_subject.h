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
  int individual = 1;  ///< 1 is the typical one; of others the areas lie elsewhere, by millimetres
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
/// Every individual responds at the same vertices, with the same channel weights there. The areas
/// of one that is not typical, with everything that follows from them, are displaced by a smooth
/// field of some millimetres, and its name says which it is.
///
/// @throws Error  kBadValue: more vertices than the visual cortex has, or fewer than 1, or an
///                individual below 1; kNotFound, kBadValue: as find_visual_frame
PlantedSubject plant_subject(const Cortex& cortex, const PlantedSubjectOptions& options);

/// The stream of random numbers that an individual takes for a use which is the stream `use` of the
/// typical one. @pre use < 16
inline std::uint64_t stream_of_individual(int individual, int use) {
  return 16 * (std::uint64_t(individual) - 1) + std::uint64_t(use);
}

}  // namespace cortiscope
