#pragma once

#include <Eigen/Geometry>
#include <memory>
#include <optional>
#include <vector>

#include "core/data/image.h"
#include "render/color_steps.h"
#include "render/outline.h"

class vtkRenderer;

namespace cortiscope {

class SharedSurface;

enum class Shading {
  kFlat,   ///< each vertex in exactly its colour: for flatmaps
  kGentle  ///< a little darker where the surface turns away, in the same hue: for folds
};

/// One surface in a scene, one colour per vertex, with lines over it.
///
/// Shared by the views. Hides VTK. Belongs to the thread that made it.
class PaintedSurface {
 public:
  PaintedSurface();
  ~PaintedSurface();
  PaintedSurface(const PaintedSurface&) = delete;
  PaintedSurface& operator=(const PaintedSurface&) = delete;

  /// Replaces the surface and removes its lines. O(V). Colours become mid grey.
  void set_surface(std::shared_ptr<const SharedSurface> surface);

  /// Moves the vertices of the surface, and perhaps draws others of its triangles; keeps colours
  /// and hatch, removes the lines. O(V).
  /// @pre as many vertices
  void move_surface(std::shared_ptr<const SharedSurface> surface);

  /// Keeps the geometry; only sends colours to the GPU. O(V).
  ///
  /// @param colors  one per vertex, display-ready sRGB; no lighting changes their hue
  /// @pre colors.size() == the surface's vertex count
  void set_colors(const std::vector<Rgb8>& colors, ColorSteps steps = ColorSteps::kBlended);

  /// Hatches some vertices, over their colours, until there is another surface. O(V).
  /// @param hatched  (V), or empty: none
  void set_hatched(const std::vector<bool>& hatched);

  /// Lines over the surface, such as the borders of regions, hidden where a fold is in front.
  ///
  /// @param halo  around each line, for contrast with any colour; nothing: no halo
  void set_lines(const std::vector<ColoredLine>& lines, std::optional<Rgb8> halo = {});
  /// The width of lines that are not wide, and of a hatch; their halo is 2.4 times as wide.
  void set_line_width(float pixels);

  /// The position of the surface in the scene.
  ///
  /// @param toward_eye  unit length, in the scene; lines are lifted a little this way
  void set_place(const Eigen::Affine3f& place, const Eigen::Vector3f& toward_eye);

  void set_shading(Shading shading);

  void add_to(vtkRenderer* renderer);
  int vertex_count() const;

 private:
  struct Parts;
  void take(std::shared_ptr<const SharedSurface> surface);

  std::unique_ptr<Parts> parts_;
};

}  // namespace cortiscope
