#pragma once

#include <memory>

#include "render/raster.h"

class vtkRenderWindow;

namespace cortiscope {

/// An OpenGL window that needs no display: for pictures, on servers, in tests.
///
/// Its context is EGL's, without a surface; software GL will do. Belongs to the thread that made
/// it.
class HeadlessWindow {
 public:
  /// @throws Error  kInternal: this machine offers no OpenGL to draw with
  HeadlessWindow();
  ~HeadlessWindow();
  HeadlessWindow(const HeadlessWindow&) = delete;
  HeadlessWindow& operator=(const HeadlessWindow&) = delete;

  /// Renders a picture of this size in pixels.
  ///
  /// @throws Error  kInternal: larger than OpenGL draws at once
  void render(int width, int height);

  /// The picture last rendered, each pixel the mean of `factor` squared of it.
  /// @pre its width and height are multiples of factor
  Raster picture(int factor = 1) const;

  /// How many times larger than this a picture may be rendered, at most `wanted`.
  static int possible_factor(int width, int height, int wanted);

  /// Ours; add renderers to it, and take them out before this ends.
  vtkRenderWindow* window();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace cortiscope
