#include "render/external_context_window.h"

#include <vtkCallbackCommand.h>
#include <vtkGenericOpenGLRenderWindow.h>
#include <vtkNew.h>
#include <vtkOpenGLState.h>
#include <vtk_glew.h>

#include <utility>

namespace cortiscope {
namespace {

/// VTK's loader looks for an X display at each rendering and warns where there is none, as under
/// EGL and Wayland; drawing works anyway.
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

struct ExternalContextWindow::Context {
  Callbacks callbacks;
  vtkNew<vtkGenericOpenGLRenderWindow> window;
  vtkNew<vtkCallbackCommand> answer;

  /// VTK queries the context by events.
  static void on_event(vtkObject*, unsigned long event, void* client, void* reply) {
    const auto* self = static_cast<Context*>(client);
    switch (event) {
      case vtkCommand::WindowMakeCurrentEvent:
        self->callbacks.make_current();
        break;
      case vtkCommand::WindowIsCurrentEvent:
        *static_cast<bool*>(reply) = self->callbacks.is_current();
        break;
      case vtkCommand::WindowSupportsOpenGLEvent:
        *static_cast<int*>(reply) = 1;
        break;
      default:
        break;
    }
  }
};

ExternalContextWindow::ExternalContextWindow(Callbacks callbacks)
    : context_(std::make_unique<Context>()) {
  Context& c = *context_;
  c.callbacks = std::move(callbacks);
  c.answer->SetClientData(&c);
  c.answer->SetCallback(&Context::on_event);
  for (const auto event : {vtkCommand::WindowMakeCurrentEvent, vtkCommand::WindowIsCurrentEvent,
                           vtkCommand::WindowSupportsOpenGLEvent}) {
    c.window->AddObserver(event, c.answer);
  }
  c.window->SetReadyForRendering(false);
  c.window->SetOffScreenRendering(true);
  c.window->SetFrameBlitModeToNoBlit();
  c.window->SetMultiSamples(0);
  c.window->SetAlphaBitPlanes(1);
  // Core contexts promise no wider lines, and Mesa draws none with several samples a pixel: VTK
  // then widens them itself.
  c.window->SetForceMaximumHardwareLineWidth(1);
}

ExternalContextWindow::~ExternalContextWindow() { context_->window->RemoveAllObservers(); }

void ExternalContextWindow::begin() {
  const QuietVtk quiet;
  context_->window->SetReadyForRendering(true);
  context_->window->InitializeFromCurrentContext();
}

void ExternalContextWindow::end() {
  context_->window->Finalize();
  context_->window->SetReadyForRendering(false);
}

void ExternalContextWindow::render(int width, int height, int samples) {
  const QuietVtk quiet;
  vtkGenericOpenGLRenderWindow& window = *context_->window;
  window.SetSize(width, height);
  window.SetMultiSamples(samples);
  // The owner has used the same context meanwhile, and VTK caches its earlier state.
  vtkOpenGLState& state = *window.GetState();
  state.Reset();
  state.Push();
  state.ResetFramebufferBindings();
  state.vtkglDepthFunc(GL_LEQUAL);
  window.Render();
  state.Pop();
}

void ExternalContextWindow::show_frame(unsigned framebuffer) {
  vtkGenericOpenGLRenderWindow& window = *context_->window;
  vtkOpenGLState& state = *window.GetState();
  state.ResetFramebufferBindings();
  state.vtkglBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
  state.ResetEnumState(GL_SCISSOR_TEST);  // because copies depend on it
  state.vtkglDisable(GL_SCISSOR_TEST);
  window.BlitDisplayFramebuffer();
  state.vtkglBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
}

vtkRenderWindow* ExternalContextWindow::window() { return context_->window; }

}  // namespace cortiscope
