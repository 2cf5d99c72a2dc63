#pragma once

#include <Eigen/Core>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// The smooth outside of a left hemisphere before it folds: frontal, parietal, occipital and
/// temporal lobe and a flat medial side, made of a few rounded solids. About as large as
/// fsaverage's. Millimetres, x right (all x < 0), y anterior, z superior.
///
/// Stored as distances on a grid, because they are read about ten million times.
class BrainEnvelope {
 public:
  BrainEnvelope();

  struct Sample {
    float distance_mm;      ///< to the envelope, about; negative inside
    Eigen::Vector3f slope;  ///< of the distance: points out, about of unit length
  };
  Sample at(const Eigen::Vector3f& place_mm) const;

  /// The approximately nearest point on the envelope.
  Eigen::Vector3f nearest(Eigen::Vector3f place_mm) const;

  /// A path laid onto the envelope, in steps of about a millimetre.
  std::vector<Eigen::Vector3f> laid_on(const std::vector<Eigen::Vector3f>& path_mm) const;

 private:
  std::vector<float> distances_;  // x fastest, then y, then z
};

/// The approximate distance of a point of the envelope from the medial wall, in mm; negative on it.
/// There the hemispheres are joined (corpus callosum, thalamus, brain stem), and there is no cortex
/// to fold.
float distance_to_medial_wall_mm(const Eigen::Vector3f& place_mm);

/// The squared distance of a point from the nearest point of a path, mm^2.
float squared_distance_mm2(const Eigen::Vector3f& place_mm,
                           const std::vector<Eigen::Vector3f>& path_mm);

/// The share of cortex at a point of the envelope: 0 on the medial wall, 1 elsewhere.
float cortex_share(const Eigen::Vector3f& place_mm);

/// An icosphere laid onto the envelope so that all triangles are about equally large, but smaller
/// along the lateral fissure, where the most cortex will have to fit, and larger on the medial
/// wall.
///
/// @param sphere  (V) unit vectors
/// @return        (V) positions, mm
std::vector<Eigen::Vector3f> wrapped_around(const BrainEnvelope& envelope, const Surface& sphere);

}  // namespace cortiscope
