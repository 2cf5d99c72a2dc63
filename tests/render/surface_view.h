#pragma once

#include <memory>
#include <vector>

#include "core/data/image.h"
#include "core/data/surface.h"
#include "render/camera.h"
#include "render/color_steps.h"
#include "render/painted_surface.h"
#include "render/raster.h"

namespace cortiscope {

/// An image of one cortical surface, or two merged (merge_surfaces), one colour a vertex.
///
/// Takes and gives core's plain data only; VTK stays inside. Belongs to the thread that made it.
/// The window shows whole cortices: cortex_view.h.
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
  void set_colors(const std::vector<Rgb8>& colors, ColorSteps steps = ColorSteps::kBlended);

  /// Lines over the surface, such as the borders of regions; drawn just above it as the camera sees
  /// it, hidden where a fold is in front.
  void set_lines(const std::vector<ColoredLine>& lines, float width_in_pixels);

  void set_camera(const Camera& camera);
  void set_shading(Shading shading);

  /// Draws off screen, on a transparent background.
  ///
  /// @param oversampling  each pixel is the mean of so many squared; 1 for hard edges
  /// @pre width and height are positive
  /// @throws Error  kInternal: this machine offers no OpenGL to draw with, or none so large
  Raster draw(int width, int height, int oversampling = 1) const;

 private:
  struct Scene;
  std::unique_ptr<Scene> scene_;
};

/// Two surfaces as one: the second's vertices and triangles after the first's.
Surface merge_surfaces(const Surface& first, const Surface& second);

}  // namespace cortiscope
