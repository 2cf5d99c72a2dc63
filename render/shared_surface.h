#pragma once

#include <memory>
#include <vector>

#include "core/data/surface.h"
#include "core/data/surface_measures.h"
#include "render/cortex_layout.h"

class vtkCellArray;
class vtkFloatArray;
class vtkPoints;

namespace cortiscope {

class VertexLocator;

/// A surface with all that drawing and picking derive from it. Never changes, so that every
/// painting of the same surface uses one: in one window VTK then sends positions and normals to the
/// GPU once. Belongs to the thread that made it.
class SharedSurface {
 public:
  explicit SharedSurface(Surface surface);
  ~SharedSurface();
  SharedSurface(const SharedSurface&) = delete;
  SharedSurface& operator=(const SharedSurface&) = delete;

  /// The same triangles with the vertices elsewhere. Quicker than a new one: the triangles, which
  /// VTK has, are shared, and whether the surface is closed is not asked again. O(V).
  /// @pre as many vertices
  std::shared_ptr<const SharedSurface> moved(std::vector<Eigen::Vector3f> vertices) const;

  const Surface& surface() const { return surface_; }
  Closure closure() const { return closure_; }
  /// For each vertex, whether some triangle uses it.
  const std::vector<bool>& used() const { return used_; }

  /// Both are computed when first asked for; O(V).
  const SurfaceReach& reach() const;
  const VertexLocator& locator() const;

  /// Borrowed, not to be changed.
  vtkPoints* points() const;
  vtkCellArray* triangles() const;
  vtkFloatArray* normals() const;  ///< (V, 3), area-weighted, unit length

 private:
  struct Arrays;
  SharedSurface(Surface surface, const SharedSurface& before);

  const Surface surface_;
  const Closure closure_;
  const std::vector<bool> used_;
  std::unique_ptr<const Arrays> arrays_;
  mutable std::unique_ptr<const SurfaceReach> reach_;
  mutable std::unique_ptr<const VertexLocator> locator_;
};

/// The surfaces in use by several views, each once. Belongs to the thread that made it.
class SurfacePool {
 public:
  /// The one in use with the same vertices and triangles, or a new one. O(V) for each in use of
  /// the same size.
  std::shared_ptr<const SharedSurface> get(Surface surface);

 private:
  std::vector<std::weak_ptr<const SharedSurface>> surfaces_;
};

}  // namespace cortiscope
