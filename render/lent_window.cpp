#include "render/lent_window.h"

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

struct LentWindow::Context {
  Lender lender;
  vtkNew<vtkGenericOpenGLRenderWindow> window;
  vtkNew<vtkCallbackCommand> answer;

  /// VTK queries the context by events.
  static void on_event(vtkObject*, unsigned long event, void* client, void* reply) {
    const auto* self = static_cast<Context*>(client);
    switch (event) {
      case vtkCommand::WindowMakeCurrentEvent:
        self->lender.make_current();
        break;
      case vtkCommand::WindowIsCurrentEvent:
        *static_cast<bool*>(reply) = self->lender.is_current();
        break;
      case vtkCommand::WindowSupportsOpenGLEvent:
        *static_cast<int*>(reply) = 1;
        break;
      default:
        break;
    }
  }
};

LentWindow::LentWindow(Lender lender) : context_(std::make_unique<Context>()) {
  Context& c = *context_;
  c.lender = std::move(lender);
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

LentWindow::~LentWindow() { context_->window->RemoveAllObservers(); }

void LentWindow::begin() {
  const QuietVtk quiet;
  context_->window->SetReadyForRendering(true);
  context_->window->InitializeFromCurrentContext();
}

void LentWindow::end() {
  context_->window->Finalize();
  context_->window->SetReadyForRendering(false);
}

void LentWindow::render(int width, int height, int samples) {
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

void LentWindow::show_frame(unsigned framebuffer) {
  vtkGenericOpenGLRenderWindow& window = *context_->window;
  vtkOpenGLState& state = *window.GetState();
  state.ResetFramebufferBindings();
  state.vtkglBindFramebuffer(GL_DRAW_FRAMEBUFFER, framebuffer);
  state.ResetEnumState(GL_SCISSOR_TEST);  // because copies depend on it
  state.vtkglDisable(GL_SCISSOR_TEST);
  window.BlitDisplayFramebuffer();
  state.vtkglBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
}

vtkRenderWindow* LentWindow::window() { return context_->window; }

}  // namespace cortiscope
