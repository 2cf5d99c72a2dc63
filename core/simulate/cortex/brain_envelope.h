#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// The smooth outside of a left hemisphere before it folds: frontal, parietal, occipital and
/// temporal lobe and a flat medial side, made of a few rounded solids. About as large as
/// fsaverage's. Millimetres, x right (all x < 0), y anterior, z superior.
///
/// Kept as distances on a grid, because they are asked for some ten million times.
class BrainEnvelope {
 public:
  BrainEnvelope();

  struct Sample {
    float distance_mm;      ///< to the envelope, about; negative inside
    Eigen::Vector3f slope;  ///< of the distance: points out, about of unit length
  };
  Sample at(const Eigen::Vector3f& place_mm) const;

  /// The nearest place on the envelope, about.
  Eigen::Vector3f nearest(Eigen::Vector3f place_mm) const;

  /// A path laid onto the envelope, in steps of about a millimetre.
  std::vector<Eigen::Vector3f> laid_on(const std::vector<Eigen::Vector3f>& path_mm) const;

 private:
  std::vector<float> distances_;  // x fastest, then y, then z
};

/// How far outside the medial wall a place of the envelope is, in mm, about; negative on it. There
/// the hemispheres are joined (corpus callosum, thalamus, brain stem), and there is no cortex to
/// fold.
float distance_to_medial_wall_mm(const Eigen::Vector3f& place_mm);

/// The square of how far a place is from the nearest of a path's, mm^2.
float squared_distance_mm2(const Eigen::Vector3f& place_mm,
                           const std::vector<Eigen::Vector3f>& path_mm);

/// How much of the cortex a place of the envelope carries: 0 on the medial wall, 1 elsewhere.
float cortex_share(const Eigen::Vector3f& place_mm);

/// An icosphere laid onto the envelope so that all triangles are about equally large, but smaller
/// along the lateral fissure, where the most cortex will have to find room, and larger on the
/// medial wall.
///
/// @param sphere  (V) unit vectors
/// @return        (V) places, mm
std::vector<Eigen::Vector3f> wrapped_around(const BrainEnvelope& envelope, const Surface& sphere);

}  // namespace cortiscope
