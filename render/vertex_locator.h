#pragma once

#include <Eigen/Core>
#include <memory>
#include <optional>

class vtkPolyData;

namespace cortiscope {

/// Where a ray meets a surface.
struct SurfaceHit {
  int vertex = 0;         ///< of the triangle met, the nearest to the point met
  float distance_mm = 0;  ///< from the ray's origin
};

/// Finds where rays meet a triangle mesh, fast: for picking under the pointer.
class VertexLocator {
 public:
  /// @param mesh  triangles only; stays as it is as long as this lives. O(F log F)
  explicit VertexLocator(vtkPolyData* mesh);
  ~VertexLocator();

  /// The first triangle met, from either side.
  ///
  /// @param direction  unit length
  /// @param reach_mm   how far the ray goes
  std::optional<SurfaceHit> first_hit(const Eigen::Vector3f& origin,
                                      const Eigen::Vector3f& direction, float reach_mm) const;

 private:
  struct Index;
  std::unique_ptr<Index> index_;
};

}  // namespace cortiscope
