#pragma once

#include <memory>

class vtkActor;
class vtkPolyData;
class vtkUnsignedCharArray;

namespace cortiscope {

/// The triangles of a mesh whose corners differ in colour, divided among their corners: each part
/// has exactly its corner's colour. Drawn just above the mesh, it replaces the blending there, for
/// colours that mean names, between which there is nothing.
class SteppedTriangles {
 public:
  SteppedTriangles();
  ~SteppedTriangles();
  SteppedTriangles(const SteppedTriangles&) = delete;
  SteppedTriangles& operator=(const SteppedTriangles&) = delete;

  /// O(T). @param mesh  triangles with points and normals  @param colors  (V), three bytes each
  void set(vtkPolyData* mesh, vtkUnsignedCharArray* colors);
  /// Draws none.
  void clear();

  /// Borrowed; invisible while there are none.
  vtkActor* actor() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace cortiscope
