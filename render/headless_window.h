#pragma once

#include <memory>
#include <string>

#include "render/raster.h"

class vtkRenderWindow;

namespace cortiscope {

class ExternalContextWindow;

/// An OpenGL window that needs no display: for figures, on servers, in tests.
///
/// Its context is EGL's, without a surface; software GL is enough. Belongs to the thread that made
/// it.
class HeadlessWindow {
 public:
  /// @throws Error  kInternal: this machine has no usable OpenGL
  HeadlessWindow();
  ~HeadlessWindow();
  HeadlessWindow(const HeadlessWindow&) = delete;
  HeadlessWindow& operator=(const HeadlessWindow&) = delete;

  /// Renders an image of this size in pixels.
  ///
  /// @throws Error  kInternal: larger than OpenGL's limit
  void render(int width, int height);

  /// The image last rendered, each pixel the mean of `factor` squared pixels.
  /// @pre its width and height are multiples of factor
  Raster picture(int factor = 1) const;

  /// How many times larger than this an image can be rendered, at most `wanted`.
  static int possible_factor(int width, int height, int wanted);

  /// The name of the OpenGL renderer.
  std::string opengl() const;

  /// The window that a CortexView draws into.
  ExternalContextWindow& context_window();

  /// Owned by this; remove added renderers before it is destroyed.
  vtkRenderWindow* window();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace cortiscope
