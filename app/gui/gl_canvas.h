#pragma once

#include <QOpenGLWidget>
#include <QSurfaceFormat>
#include <QTimer>
#include <memory>

namespace cortiscope {

class ExternalContextWindow;

/// A widget that views of render/ draw into, with Qt's OpenGL context.
///
/// A frame is drawn only when one is needed: other events, such as those of a widget over it, show
/// the last one again. On software OpenGL a frame has hard edges until nothing has changed for a
/// while, because soft ones take several times as long.
///
/// GUI thread only, as all widgets. Before the QApplication is made, its
/// QSurfaceFormat::setDefaultFormat must have been given `surface_format()`.
class GlCanvas : public QOpenGLWidget {
  Q_OBJECT

 public:
  explicit GlCanvas(QWidget* parent = nullptr);
  ~GlCanvas() override;

  /// The OpenGL format that it needs.
  static QSurfaceFormat surface_format();

 Q_SIGNALS:
  /// A frame was drawn: the present state, first with hard edges on software OpenGL.
  void frame_drawn();

 protected:
  /// There is a window to draw into, until it is called with nullptr. Qt replaces the context when
  /// the widget moves to another top-level window.
  virtual void draw_into(ExternalContextWindow* window) = 0;
  /// The frame has another size, in device pixels. A frame is needed afterwards.
  virtual void resize_frame(QSize pixels) = 0;
  /// Draws a frame into that window. @param samples  per pixel, for soft edges; 0 for hard ones
  virtual void draw_frame(int samples) = 0;

  /// What is shown changed: draws a frame soon, and a soft-edged one once it stays as it is.
  void need_frame();
  /// Whether the last frame shows the present state, with soft edges.
  bool is_frame_current() const;
  /// In device pixels; empty before the first frame.
  QSize frame_size() const { return frame_size_; }
  /// To call in the destructor of the class that draws.
  void end_gl();

  void initializeGL() final;
  void resizeGL(int width, int height) final;
  void paintGL() final;
  void resizeEvent(QResizeEvent* event) final;

 private:
  std::unique_ptr<ExternalContextWindow> window_;  // as long as there is a context
  QSize buffer_size_;                              // of Qt's frame buffer; empty before the first
  QSize frame_size_;
  bool needs_frame_ = true;
  bool is_software_ = true;
  bool is_still_ = false;  // nothing has changed for a while: there is time for soft edges
  QTimer still_;
};

}  // namespace cortiscope
