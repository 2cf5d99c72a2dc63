#pragma once

#include <Eigen/Core>
#include <array>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// The step from one icosphere to the next finer one, for all values that are transferred: computed
/// once, because finding each new vertex's neighbours takes longer than the rest.
class IcosphereSubdivision {
 public:
  /// @param subdivisions  of the coarser one, s
  explicit IcosphereSubdivision(int subdivisions);

  /// s + 1.
  int to() const { return to_; }

  /// Which two old vertices each new one lies between: (V(s + 1) - V(s)), of the vertices from V(s)
  /// on, in order.
  const std::vector<std::array<int, 2>>& parents() const { return parents_; }

  /// Transfers a smooth form: old vertices stay where they are, new ones lie on a smooth surface
  /// through them.
  ///
  /// @param places  (V(s)), any form of icosphere(s)
  /// @return        (V(s + 1))
  ///
  /// Source: Dyn, Levine and Gregory, "A butterfly subdivision scheme for surface interpolation
  /// with tension control", ACM Transactions on Graphics 9 (1990), tension 1/16.
  std::vector<Eigen::Vector3f> smoothly(const std::vector<Eigen::Vector3f>& places) const;

  /// Transfers a part of an icosphere in a plane: each of its triangles cut into four, new vertices
  /// half way. No triangle is flipped by it.
  ///
  /// @param patch  (V(s)) vertices, some triangles of icosphere(s)
  /// @return       (V(s + 1)) vertices, those that no triangle uses at 0
  Surface patch(const Surface& patch) const;

 private:
  int to_;
  std::vector<std::array<int, 2>> parents_;
  // Of each: the third corners of the two triangles at the parents' edge, then those of the four
  // triangles beyond them.
  std::vector<std::array<int, 6>> around_;
};

}  // namespace cortiscope
