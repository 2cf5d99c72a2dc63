#include "render/paint_bench.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkOpenGLFramebufferObject.h>
#include <vtkOpenGLRenderWindow.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkPolyDataNormals.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <vector>

#include "render/cortex_layout.h"
#include "render/cortex_view.h"
#include "render/external_context_window.h"
#include "render/headless_window.h"
#include "render/unfolding.h"

namespace cortiscope {
namespace {

constexpr int kUncounted = 2;
const PictureStep kTurn = {0.02F, 0.01F};

double now_ms() {
  return std::chrono::duration<double, std::milli>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

/// Without the first, uncounted ones.
double median(std::vector<double> times) {
  const auto first = times.begin() + kUncounted;
  const auto middle = first + (times.end() - first) / 2;
  std::nth_element(first, middle, times.end());
  return *middle;
}

std::array<std::vector<Rgb8>, 2> striped(const Cortex& cortex, int shift) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    for (int v = 0; v < cortex[h].vertex_count(); ++v) {
      colors[h].push_back({std::uint8_t(v + shift), std::uint8_t(v / 256), 128});
    }
  }
  return colors;
}

/// The same hemispheres drawn with VTK alone.
class PlainVtk {
 public:
  PlainVtk(const Cortex& cortex, SurfaceKind kind, int width, int height)
      : width_(width), height_(height) {
    const auto colors = striped(cortex, 0);
    for (const Hemisphere h : kHemispheres) {
      const Surface* surface = cortex[h].find(kind);
      if (!surface) continue;
      reaches_[h] = reach_of(*surface);
      add_actor(*surface, colors[h], h);
    }
    vtkCamera* camera = renderer_->GetActiveCamera();
    camera->ParallelProjectionOn();
    camera->SetClippingRange(1, 2000);
    window_.window()->AddRenderer(renderer_);
  }
  ~PlainVtk() { window_.window()->RemoveRenderer(renderer_); }
  PlainVtk(const PlainVtk&) = delete;
  PlainVtk& operator=(const PlainVtk&) = delete;

  void draw(const CortexCamera& from) {
    const CortexLayout layout = layout_of(reaches_, from);
    const PictureFrame frame = frame_of(layout, from, width_, height_);
    for (const Hemisphere h : kHemispheres) {
      vtkNew<vtkMatrix4x4> matrix;
      for (int i = 0; i < 16; ++i) {
        matrix->SetElement(i / 4, i % 4, double(layout.places[h].matrix()(i / 4, i % 4)));
      }
      actors_[h]->SetUserMatrix(matrix);
    }
    const Eigen::Vector2d centre = frame.centre_mm.cast<double>();
    vtkCamera* camera = renderer_->GetActiveCamera();
    camera->SetFocalPoint(centre.x(), centre.y(), 0);
    camera->SetPosition(centre.x(), centre.y(), 1000);
    camera->SetParallelScale(double(frame.mm_a_pixel) * height_ / 2);
    window_.render(width_, height_);
    window_.window()->WaitForCompletion();
  }

 private:
  void add_actor(const Surface& surface, const std::vector<Rgb8>& colors, Hemisphere h) {
    vtkNew<vtkPoints> points;
    for (const Eigen::Vector3f& v : surface.vertices) points->InsertNextPoint(v.data());
    vtkNew<vtkCellArray> triangles;
    for (const Eigen::Vector3i& t : surface.triangles) {
      triangles->InsertNextCell({vtkIdType(t[0]), vtkIdType(t[1]), vtkIdType(t[2])});
    }
    vtkNew<vtkUnsignedCharArray> scalars;
    scalars->SetNumberOfComponents(3);
    for (const Rgb8 color : colors) {
      scalars->InsertNextTuple3(double(color.r), double(color.g), double(color.b));
    }
    vtkNew<vtkPolyData> mesh;
    mesh->SetPoints(points);
    mesh->SetPolys(triangles);
    mesh->GetPointData()->SetScalars(scalars);
    vtkNew<vtkPolyDataNormals> normals;
    normals->SetInputData(mesh);
    normals->SplittingOff();
    normals->ConsistencyOff();
    normals->Update();
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(normals->GetOutput());
    mapper->SetColorModeToDirectScalars();
    actors_[h]->SetMapper(mapper);
    renderer_->AddActor(actors_[h]);
  }

  int width_, height_;
  std::array<SurfaceReach, 2> reaches_;
  std::array<vtkNew<vtkActor>, 2> actors_;
  vtkNew<vtkRenderer> renderer_;
  HeadlessWindow window_;
};

/// A framebuffer such as Qt's, that frames are copied into.
class Target {
 public:
  Target(vtkRenderWindow* window, int width, int height) {
    buffer_->SetContext(vtkOpenGLRenderWindow::SafeDownCast(window));
    buffer_->PopulateFramebuffer(width, height);
  }
  unsigned name() const { return buffer_->GetFBOIndex(); }

 private:
  vtkNew<vtkOpenGLFramebufferObject> buffer_;
};

}  // namespace

PaintTiming time_painting(const std::shared_ptr<const Cortex>& cortex, SurfaceKind kind, int width,
                          int height, int frames) {
  PaintTiming timing;
  HeadlessWindow window;
  timing.opengl = window.opengl();
  CortexView view;
  view.set_size(width, height);
  double start = now_ms();
  view.show(cortex, kind);
  view.set_colors(striped(*cortex, 0));
  timing.show_ms = now_ms() - start;
  window.render(width, height);  // VTK prepares its textures with the first frame of a window
  view.show_in(&window.context_window());
  Target target(window.window(), width, height);
  const auto draw = [&] {
    view.render(0);
    window.context_window().show_frame(target.name());
    window.window()->WaitForCompletion();
  };
  start = now_ms();
  draw();
  timing.first_frame_ms = now_ms() - start;

  PlainVtk plain(*cortex, kind, width, height);
  std::vector<double> ours, alone, recolors;
  for (int i = 0; i < frames + kUncounted; ++i) {
    const CortexCamera camera = turned(view.camera(), kTurn, kLh);
    start = now_ms();
    view.set_camera(camera);
    draw();
    ours.push_back(now_ms() - start);
    start = now_ms();
    plain.draw(camera);
    alone.push_back(now_ms() - start);
  }
  timing.frame_ms = median(ours);
  timing.vtk_frame_ms = median(alone);
  for (int i = 0; i < frames + kUncounted; ++i) {
    const auto colors = striped(*cortex, i);
    start = now_ms();
    view.set_colors(colors);
    draw();
    recolors.push_back(now_ms() - start);
  }
  timing.recolor_ms = median(recolors);

  start = now_ms();
  for (const double x : {0.25, 0.75}) view.vertex_at(x * width, 0.5 * height);
  timing.first_pick_ms = now_ms() - start;
  std::vector<double> picks;
  for (int i = 0; i < 1000; ++i) {
    start = now_ms();
    view.vertex_at((i % 40) * width / 40.0, (i / 40) * height / 25.0);
    picks.push_back(now_ms() - start);
  }
  timing.pick_ms = median(picks);
  view.show_in(nullptr);
  return timing;
}

UnfoldTiming time_unfolding(const std::shared_ptr<const Cortex>& cortex, int width, int height,
                            int frames) {
  UnfoldTiming timing;
  HeadlessWindow window;
  timing.opengl = window.opengl();
  CortexView view;
  view.set_size(width, height);
  view.show(cortex, SurfaceKind::kInflated);
  view.set_colors(striped(*cortex, 0));
  view.set_region_lines(true);
  window.render(width, height);
  view.show_in(&window.context_window());
  Target target(window.window(), width, height);
  const auto draw_at = [&](double at) {
    const double start = now_ms();
    view.unfold(float(at));
    view.render(0);
    window.context_window().show_frame(target.name());
    window.window()->WaitForCompletion();
    return now_ms() - start;
  };
  timing.first_frame_ms = draw_at(0);
  std::vector<double> times;
  const int all = frames + kUncounted;
  for (int i = 0; i < all; ++i) {
    times.push_back(draw_at(double(kAtFlat) * (i + 0.5) / all));
  }
  timing.frame_ms = median(times);
  const double start = now_ms();
  for (const double x : {0.25, 0.75}) view.vertex_at(x * width, 0.5 * height);
  timing.first_pick_ms = now_ms() - start;
  view.show_in(nullptr);
  return timing;
}

}  // namespace cortiscope
