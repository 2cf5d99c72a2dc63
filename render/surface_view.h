#pragma once

#include <memory>
#include <vector>

#include "core/data/image.h"
#include "core/data/surface.h"
#include "render/camera.h"
#include "render/outline.h"
#include "render/raster.h"

class vtkRenderWindow;

namespace cortiscope {

enum class Shading {
  kFlat,   ///< each vertex in exactly its colour: for flatmaps
  kGentle  ///< a little darker where the surface turns away, in the same hue: for folds
};

/// One cortical surface, or two merged (merge_surfaces), in a window, one colour a vertex.
///
/// Takes and gives core's plain data only; VTK stays inside. Belongs to the thread that made it. It
/// draws into a window lent by `show_in`, or into its own for `draw`.
class SurfaceView {
 public:
  SurfaceView();
  ~SurfaceView();
  SurfaceView(const SurfaceView&) = delete;
  SurfaceView& operator=(const SurfaceView&) = delete;

  /// Replaces the surface, keeps the camera. Copies; O(V). Colours become mid grey.
  void set_surface(const Surface& surface);

  /// @param colors  one a vertex, display-ready sRGB; no lighting changes their hue
  /// @pre colors.size() == the surface's vertex count
  void set_colors(const std::vector<Rgb8>& colors);

  /// Lines over the surface, such as the borders of regions; drawn just above it as the camera set
  /// now sees it, hidden where a fold is in front.
  void set_lines(const std::vector<Line>& lines, Rgb8 color, float width_in_pixels);

  void set_camera(const Camera& camera);
  void set_shading(Shading shading);

  /// Behind the surface, in the lent window. White until set.
  void set_background(Rgb8 color);

  /// Lends a window to draw into. The caller keeps it alive until it lends another, or nullptr.
  void show_in(vtkRenderWindow* window);

  /// Draws off screen, on a transparent background. The command line and the image tests use this.
  ///
  /// @param oversampling  each pixel is the mean of so many squared; 1 for hard edges
  /// @pre no window is lent; width and height are positive
  /// @throws Error  kInternal: this machine offers no OpenGL to draw with, or none so large
  Raster draw(int width, int height, int oversampling = 1) const;

 private:
  struct Scene;
  std::unique_ptr<Scene> scene_;
};

/// Two surfaces as one: the second's vertices and triangles after the first's.
Surface merge_surfaces(const Surface& first, const Surface& second);

}  // namespace cortiscope
