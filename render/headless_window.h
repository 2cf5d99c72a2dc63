#pragma once

#include <memory>

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

  /// Renders at this size in pixels, without VTK's warnings.
  void render(int width, int height);

  /// Ours; add renderers to it, and take them out before this ends.
  vtkRenderWindow* window();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace cortiscope
