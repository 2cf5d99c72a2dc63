#pragma once

#include <functional>
#include <memory>

class vtkRenderWindow;

namespace cortiscope {

/// Draws by an OpenGL context that someone else owns and lends: EGL's without a display, Qt's in
/// the window.
///
/// The frame is kept apart from the lender's framebuffer until `show_frame`, so that what lies over
/// it can be drawn anew without drawing it again. Belongs to the thread of the context.
class LentWindow {
 public:
  /// Answers VTK's questions about the context; called at any time between `begin` and `end`.
  struct Lender {
    std::function<void()> make_current;
    std::function<bool()> is_current;
  };

  explicit LentWindow(Lender lender);
  ~LentWindow();
  LentWindow(const LentWindow&) = delete;
  LentWindow& operator=(const LentWindow&) = delete;

  /// The context is there, and current.
  void begin();

  /// The context goes away; it is current. What was drawn stays with its renderers, and is sent
  /// anew after the next `begin`.
  void end();

  /// Draws a frame of this size in pixels, without VTK's warnings.
  ///
  /// @param samples  a pixel, for soft edges; 0 for hard ones
  void render(int width, int height, int samples = 0);

  /// Copies the last frame, its lower left corner first, into the framebuffer with this OpenGL
  /// name.
  void show_frame(unsigned framebuffer);

  /// Ours; add renderers to it, and take them out before this ends.
  vtkRenderWindow* window();

 private:
  struct Context;
  std::unique_ptr<Context> context_;
};

}  // namespace cortiscope
