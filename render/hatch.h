#pragma once

#include <memory>
#include <vector>

class vtkActor;
class vtkPolyData;
class vtkPolyDataMapper;

namespace cortiscope {

/// Diagonal lines over some vertices of a mesh, dark on light colours and light on dark ones, which
/// are seen between them. Their width and distance are of the image, whatever the surface's form.
///
/// Belongs to the thread that made it.
class Hatch {
 public:
  /// @param mesh    whose vertices are hatched
  /// @param mapper  of the mesh
  /// @param actor   draws it
  /// The caller keeps all three alive.
  Hatch(vtkPolyData* mesh, vtkPolyDataMapper* mapper, vtkActor* actor);
  ~Hatch();
  Hatch(const Hatch&) = delete;
  Hatch& operator=(const Hatch&) = delete;

  /// @param hatched  (V), or empty: none
  void set(const std::vector<bool>& hatched);

  /// The width of its lines.
  void set_line_width(float pixels);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace cortiscope
