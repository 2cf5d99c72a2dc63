#include "render/headless_window.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/base/process_memory.h"
#include "render/external_context_window.h"

namespace cortiscope {
namespace {

constexpr int kLargestSide = 16384;  // of a framebuffer, in software OpenGL

[[noreturn]] void fail(const char* what) {
  throw Error(ErrorKind::kInternal, "OpenGL", what,
              "install Mesa's software OpenGL: libegl-mesa0 and libgl1-mesa-dri");
}

/// The process's surfaceless display; EGL keeps one, so it is never closed.
EGLDisplay surfaceless_display() {
  static const EGLDisplay display = [] {
    // Mesa's software OpenGL with its compiler and threads takes 800 MB of addresses.
    constexpr double kAddresses_mb = 900;
    require_memory(kAddresses_mb, "OpenGL");
    const auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(
        eglGetProcAddress("eglGetPlatformDisplayEXT"));
    EGLDisplay found =
        get_display ? get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr)
                    : EGL_NO_DISPLAY;
    if (found != EGL_NO_DISPLAY && !eglInitialize(found, nullptr, nullptr)) found = EGL_NO_DISPLAY;
    return found;
  }();
  return display;
}

/// The mean of each block of `factor` squared pixels, and rows from the top.
Raster reduced(const unsigned char* from_bottom, int width, int height, int factor) {
  Raster raster;
  raster.width = width;
  raster.height = height;
  raster.rgba.resize(std::size_t(width) * std::size_t(height) * 4);
  const std::size_t stride = std::size_t(width) * std::size_t(factor) * 4;
  const int count = factor * factor;
  for (int y = 0; y < height; ++y) {
    const unsigned char* block_row = from_bottom + std::size_t((height - 1 - y) * factor) * stride;
    for (int x = 0; x < width; ++x) {
      int sums[4] = {0, 0, 0, 0};
      for (int j = 0; j < factor; ++j) {
        const unsigned char* p = block_row + std::size_t(j) * stride + std::size_t(x * factor) * 4;
        for (int i = 0; i < factor * 4; i += 4) {
          for (int c = 0; c < 3; ++c) sums[c] += p[i + c] * p[i + 3] / 255;
          sums[3] += p[i + 3];
        }
      }
      std::uint8_t* out =
          raster.rgba.data() + (std::size_t(y) * std::size_t(width) + std::size_t(x)) * 4;
      for (int c = 0; c < 4; ++c) out[c] = std::uint8_t((sums[c] + count / 2) / count);
    }
  }
  return raster;
}

}  // namespace

struct HeadlessWindow::Context {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  std::optional<ExternalContextWindow> window;

  void make_current() { eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context); }
};

HeadlessWindow::HeadlessWindow() : context_(std::make_unique<Context>()) {
  Context& c = *context_;
  c.display = surfaceless_display();
  if (c.display == EGL_NO_DISPLAY) fail("no EGL display without a screen");
  if (!eglBindAPI(EGL_OPENGL_API)) fail("EGL offers no desktop OpenGL");
  const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION,
                           3,
                           EGL_CONTEXT_MINOR_VERSION,
                           3,
                           EGL_CONTEXT_OPENGL_PROFILE_MASK,
                           EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                           EGL_NONE};
  c.context = eglCreateContext(c.display, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted);
  if (c.context == EGL_NO_CONTEXT) fail("no OpenGL 3.3 context");
  c.make_current();
  c.window.emplace(ExternalContextWindow::Callbacks{
      [&c] { c.make_current(); }, [&c] { return eglGetCurrentContext() == c.context; }});
  c.window->begin();
}

HeadlessWindow::~HeadlessWindow() {
  Context& c = *context_;
  c.make_current();
  c.window->end();
  c.window.reset();
  eglMakeCurrent(c.display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(c.display, c.context);
}

void HeadlessWindow::render(int width, int height) {
  if (std::max(width, height) > kLargestSide) {
    throw Error(ErrorKind::kInternal, "OpenGL",
                "cannot draw " + std::to_string(width) + " x " + std::to_string(height) +
                    " pixels at once, at most " + std::to_string(kLargestSide) + " a side",
                "ask for fewer dots an inch");
  }
  context_->make_current();
  context_->window->render(width, height);
}

Raster HeadlessWindow::picture(int factor) const {
  vtkRenderWindow* window = context_->window->window();
  const int* size = window->GetSize();
  vtkNew<vtkUnsignedCharArray> pixels;
  window->GetRGBACharPixelData(0, 0, size[0] - 1, size[1] - 1, 0, pixels);
  return reduced(pixels->GetPointer(0), size[0] / factor, size[1] / factor, factor);
}

int HeadlessWindow::possible_factor(int width, int height, int wanted) {
  return std::clamp(kLargestSide / std::max(width, height), 1, wanted);
}

std::string HeadlessWindow::opengl() const {
  constexpr unsigned kRenderer = 0x1F01;  // GL_RENDERER
  const auto get_string =
      reinterpret_cast<const unsigned char* (*)(unsigned)>(eglGetProcAddress("glGetString"));
  context_->make_current();
  const unsigned char* name = get_string ? get_string(kRenderer) : nullptr;
  return name ? reinterpret_cast<const char*>(name) : "unknown";
}

ExternalContextWindow& HeadlessWindow::context_window() { return *context_->window; }

vtkRenderWindow* HeadlessWindow::window() { return context_->window->window(); }

}  // namespace cortiscope
