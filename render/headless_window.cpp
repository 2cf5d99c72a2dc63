#include "render/headless_window.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>
#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>

#include "core/base/error.h"

namespace cortiscope {
namespace {

[[noreturn]] void fail(const char* what) {
  throw Error(ErrorKind::kInternal, "OpenGL", what,
              "install Mesa's software OpenGL: libegl-mesa0 and libgl1-mesa-dri");
}

/// The process's surfaceless display; EGL keeps one, so it is never closed.
EGLDisplay surfaceless_display() {
  static const EGLDisplay display = [] {
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

/// VTK's loader looks for an X display at each rendering and warns that there is none; it works all
/// the same.
class QuietVtk {
 public:
  QuietVtk() : was_on_(vtkObject::GetGlobalWarningDisplay()) {
    vtkObject::GlobalWarningDisplayOff();
  }
  ~QuietVtk() { vtkObject::SetGlobalWarningDisplay(was_on_); }

 private:
  int was_on_;
};

}  // namespace

struct HeadlessWindow::Context {
  EGLDisplay display = EGL_NO_DISPLAY;
  EGLContext context = EGL_NO_CONTEXT;
  vtkNew<vtkGenericOpenGLRenderWindow> window;
  vtkNew<vtkCallbackCommand> answer;

  void make_current() { eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context); }

  /// VTK asks its lender about the context by events.
  static void on_event(vtkObject*, unsigned long event, void* client, void* reply) {
    auto* self = static_cast<Context*>(client);
    switch (event) {
      case vtkCommand::WindowMakeCurrentEvent:
        self->make_current();
        break;
      case vtkCommand::WindowIsCurrentEvent:
        *static_cast<bool*>(reply) = eglGetCurrentContext() == self->context;
        break;
      case vtkCommand::WindowSupportsOpenGLEvent:
        *static_cast<int*>(reply) = 1;
        break;
      default:
        break;
    }
  }
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

  c.answer->SetClientData(&c);
  c.answer->SetCallback(&Context::on_event);
  for (const auto event : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent,
                           vtkCommand::WindowSupportsOpenGLEvent}) {
    c.window->AddObserver(event, c.answer);
  }
  c.window->SetReadyForRendering(true);
  c.window->SetOffScreenRendering(true);
  c.window->SetFrameBlitModeToNoBlit();
  c.window->SetMultiSamples(0);
  c.window->SetAlphaBitPlanes(1);
  const QuietVtk quiet;
  c.window->InitializeFromCurrentContext();
}

HeadlessWindow::~HeadlessWindow() {
  Context& c = *context_;
  c.make_current();
  c.window->Finalize();
  c.window->RemoveAllObservers();
  eglMakeCurrent(c.display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  eglDestroyContext(c.display, c.context);
}

void HeadlessWindow::render(int width, int height) {
  const QuietVtk quiet;
  context_->make_current();
  context_->window->SetSize(width, height);
  context_->window->Render();
}

vtkRenderWindow* HeadlessWindow::window() { return context_->window; }

}  // namespace cortiscope
