#include "app/gui/gl_canvas.h"

#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QResizeEvent>
#include <algorithm>
#include <cassert>
#include <cmath>

#include "render/external_context_window.h"

namespace cortiscope {
namespace {

constexpr int kSoftEdges = 4;  // samples a pixel
// After this time without a change, software OpenGL draws soft edges too; longer than between two
// states of a fit, because soft edges take several times as long.
constexpr int kStillAfterMs = 600;

}  // namespace

GlCanvas::GlCanvas(QWidget* parent) : QOpenGLWidget(parent) {
  still_.setSingleShot(true);
  still_.setInterval(kStillAfterMs);
  connect(&still_, &QTimer::timeout, this, [this] {
    is_still_ = true;
    needs_frame_ = true;
    update();
  });
}

GlCanvas::~GlCanvas() { assert(!window_ && "the class that draws calls end_gl()"); }

QSurfaceFormat GlCanvas::surface_format() {
  QSurfaceFormat format;
  format.setRenderableType(QSurfaceFormat::OpenGL);
  format.setVersion(3, 2);
  format.setProfile(QSurfaceFormat::CoreProfile);
  format.setDepthBufferSize(24);
  format.setStencilBufferSize(8);
  return format;
}

void GlCanvas::need_frame() {
  needs_frame_ = true;
  is_still_ = false;
  still_.stop();
  update();
}

bool GlCanvas::is_frame_current() const {
  const bool has_soft_edges = !is_software_ || is_still_;
  return window_ && !needs_frame_ && has_soft_edges;
}

void GlCanvas::initializeGL() {
  // The context is replaced when a dock leaves the window.
  connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, &GlCanvas::end_gl);
  const QByteArray renderer =
      reinterpret_cast<const char*>(context()->functions()->glGetString(GL_RENDERER));
  is_software_ = renderer.contains("llvmpipe") || renderer.contains("softpipe");
  const auto is_current = [this] { return QOpenGLContext::currentContext() == context(); };
  const auto make_current = [this, is_current] {
    if (!is_current()) makeCurrent();  // it binds Qt's framebuffer, wrong during a frame
  };
  window_ = std::make_unique<ExternalContextWindow>(
      ExternalContextWindow::Callbacks{make_current, is_current});
  window_->begin();
  draw_into(window_.get());
  needs_frame_ = true;
}

void GlCanvas::end_gl() {
  if (!window_) return;
  disconnect(context(), nullptr, this, nullptr);
  makeCurrent();
  window_->end();
  draw_into(nullptr);
  window_.reset();
  buffer_size_ = {};
  doneCurrent();
}

void GlCanvas::resizeGL(int width, int height) {
  const double ratio = devicePixelRatioF();
  frame_size_ = {std::max(1, int(std::lround(width * ratio))),
                 std::max(1, int(std::lround(height * ratio)))};
  resize_frame(frame_size_);
  need_frame();
}

/// A widget that is hidden and shown again gets an event of an empty size, then one with the size
/// that it had. Qt 6.4 would make a new frame buffer, but go on composing the texture of the
/// deleted one, so that the screen shows the picture of another view: the frame buffer stays.
void GlCanvas::resizeEvent(QResizeEvent* event) {
  const QSize now = size() * devicePixelRatioF();
  if (now.isEmpty() || (window_ && now == buffer_size_)) return;
  buffer_size_ = now;
  QOpenGLWidget::resizeEvent(event);
}

void GlCanvas::paintGL() {
  const bool is_new = needs_frame_;
  if (is_new) {
    draw_frame(is_software_ && !is_still_ ? 0 : kSoftEdges);
    needs_frame_ = false;
    if (is_software_ && !is_still_) still_.start();
  }
  window_->show_frame(defaultFramebufferObject());
  if (is_new) Q_EMIT frame_drawn();
}

}  // namespace cortiscope
