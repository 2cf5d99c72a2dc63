#include "tests/render/surface_view.h"

#include <vtkCamera.h>
#include <vtkNew.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>

#include <cassert>

#include "render/headless_window.h"
#include "render/shared_surface.h"

namespace cortiscope {

struct SurfaceView::Scene {
  vtkNew<vtkRenderer> renderer;
  PaintedSurface surface;
  float line_width_in_pixels = 1;
  std::unique_ptr<HeadlessWindow> window;  // made when first drawn
};

SurfaceView::SurfaceView() : scene_(std::make_unique<Scene>()) {
  Scene& s = *scene_;
  s.surface.add_to(s.renderer);
  s.renderer->SetBackground(0, 0, 0);
  s.renderer->SetBackgroundAlpha(0);
  s.renderer->GetActiveCamera()->ParallelProjectionOn();
  set_camera(Camera{});
}

SurfaceView::~SurfaceView() {
  if (scene_->window) scene_->window->window()->RemoveRenderer(scene_->renderer);
}

void SurfaceView::set_surface(const Surface& surface) {
  scene_->surface.set_surface(std::make_shared<const SharedSurface>(surface));
}

void SurfaceView::set_colors(const std::vector<Rgb8>& colors) {
  scene_->surface.set_colors(colors);
}

void SurfaceView::set_lines(const std::vector<ColoredLine>& lines, float width_in_pixels) {
  scene_->surface.set_lines(lines);
  scene_->line_width_in_pixels = width_in_pixels;
}

void SurfaceView::set_camera(const Camera& camera) {
  constexpr double kDistanceMm = 1000;
  vtkCamera* active = scene_->renderer->GetActiveCamera();
  const Eigen::Vector3d target = camera.target_mm.cast<double>();
  const Eigen::Vector3d eye = target + kDistanceMm * camera.toward_eye.cast<double>();
  active->SetFocalPoint(target.data());
  active->SetPosition(eye.data());
  active->SetViewUp(camera.up.cast<double>().eval().data());
  active->SetParallelScale(double(camera.height_mm) / 2);
  active->SetClippingRange(1, 2 * kDistanceMm);
  scene_->surface.set_place(Eigen::Affine3f::Identity(), camera.toward_eye);
}

void SurfaceView::set_shading(Shading shading) { scene_->surface.set_shading(shading); }

Raster SurfaceView::draw(int width, int height, int oversampling) const {
  Scene& s = *scene_;
  assert(width > 0 && height > 0 && oversampling > 0);
  if (!s.window) {
    s.window = std::make_unique<HeadlessWindow>();
    s.window->window()->AddRenderer(s.renderer);
  }
  const int factor = HeadlessWindow::possible_factor(width, height, oversampling);
  s.surface.set_line_width(s.line_width_in_pixels * float(factor));
  s.window->render(width * factor, height * factor);
  return s.window->picture(factor);
}

Surface merge_surfaces(const Surface& first, const Surface& second) {
  Surface merged = first;
  const int offset = int(first.vertices.size());
  merged.vertices.insert(merged.vertices.end(), second.vertices.begin(), second.vertices.end());
  merged.triangles.reserve(first.triangles.size() + second.triangles.size());
  for (const Eigen::Vector3i& t : second.triangles) {
    merged.triangles.emplace_back(t.array() + offset);
  }
  return merged;
}

}  // namespace cortiscope
