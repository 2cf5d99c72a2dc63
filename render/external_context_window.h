#pragma once

#include <functional>
#include <memory>

class vtkRenderWindow;

namespace cortiscope {

/// Draws with a borrowed OpenGL context that the caller provides: EGL's without a display, Qt's in
/// the window.
///
/// The frame stays in its own framebuffer until `show_frame`, so that overlays can be redrawn
/// without redrawing the frame. Belongs to the thread of the context.
class ExternalContextWindow {
 public:
  /// Answers VTK's questions about the context; called at any time between `begin` and `end`.
  struct Callbacks {
    std::function<void()> make_current;
    std::function<bool()> is_current;
  };

  explicit ExternalContextWindow(Callbacks callbacks);
  ~ExternalContextWindow();
  ExternalContextWindow(const ExternalContextWindow&) = delete;
  ExternalContextWindow& operator=(const ExternalContextWindow&) = delete;

  /// To call when the context exists and is current.
  void begin();

  /// To call before the context is destroyed, while it is current. Renderers keep their data, and
  /// send them again after the next `begin`.
  void end();

  /// Draws a frame of this size in pixels, without VTK's warnings.
  ///
  /// @param samples  per pixel, for soft edges; 0 for hard ones
  void render(int width, int height, int samples = 0);

  /// Copies the last frame, its lower left corner first, into the framebuffer with this OpenGL
  /// name.
  void show_frame(unsigned framebuffer);

  /// Owned by this; remove added renderers before it is destroyed.
  vtkRenderWindow* window();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace cortiscope
