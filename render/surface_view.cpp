#include "render/surface_view.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderWindow.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <Eigen/Geometry>
#include <algorithm>
#include <cassert>

#include "core/base/error.h"
#include "render/headless_window.h"

namespace cortiscope {
namespace {

constexpr int kLargestSide = 16384;  // of a framebuffer, in software OpenGL

/// Area-weighted, one a vertex.
std::vector<Eigen::Vector3f> vertex_normals(const Surface& surface) {
  std::vector<Eigen::Vector3f> normals(surface.vertices.size(), Eigen::Vector3f::Zero());
  for (const Eigen::Vector3i& t : surface.triangles) {
    const Eigen::Vector3f& a = surface.vertices[std::size_t(t[0])];
    const Eigen::Vector3f normal =
        (surface.vertices[std::size_t(t[1])] - a).cross(surface.vertices[std::size_t(t[2])] - a);
    for (int i = 0; i < 3; ++i) normals[std::size_t(t[i])] += normal;
  }
  for (Eigen::Vector3f& normal : normals) normal.normalize();
  return normals;
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

struct SurfaceView::Scene {
  vtkNew<vtkPolyData> mesh;
  vtkNew<vtkUnsignedCharArray> colors;
  vtkNew<vtkPolyDataMapper> mapper;
  vtkNew<vtkActor> actor;
  vtkNew<vtkPolyData> lines;
  vtkNew<vtkPolyDataMapper> lines_mapper;
  vtkNew<vtkActor> lines_actor;
  vtkNew<vtkRenderer> renderer;
  vtkRenderWindow* lent = nullptr;
  std::unique_ptr<HeadlessWindow> own;
};

SurfaceView::SurfaceView() : scene_(std::make_unique<Scene>()) {
  Scene& s = *scene_;
  s.colors->SetNumberOfComponents(3);
  s.colors->SetName("colors");
  s.mapper->SetInputData(s.mesh);
  s.mapper->SetScalarModeToUsePointData();
  s.mapper->SetColorModeToDirectScalars();
  s.actor->SetMapper(s.mapper);
  s.renderer->AddActor(s.actor);
  s.lines_mapper->SetInputData(s.lines);
  s.lines_actor->SetMapper(s.lines_mapper);
  s.lines_actor->GetProperty()->LightingOff();
  s.renderer->AddActor(s.lines_actor);
  s.renderer->SetBackground(1, 1, 1);
  s.renderer->GetActiveCamera()->ParallelProjectionOn();
  set_shading(Shading::kFlat);
  set_camera(Camera{});
}

SurfaceView::~SurfaceView() { show_in(nullptr); }

void SurfaceView::set_surface(const Surface& surface) {
  Scene& s = *scene_;
  const auto count = vtkIdType(surface.vertices.size());
  vtkNew<vtkPoints> points;
  points->SetDataTypeToFloat();
  points->SetNumberOfPoints(count);
  vtkNew<vtkFloatArray> normals;
  normals->SetNumberOfComponents(3);
  normals->SetNumberOfTuples(count);
  const std::vector<Eigen::Vector3f> directions = vertex_normals(surface);
  for (vtkIdType v = 0; v < count; ++v) {
    points->SetPoint(v, surface.vertices[std::size_t(v)].data());
    normals->SetTuple(v, directions[std::size_t(v)].data());
  }
  vtkNew<vtkCellArray> triangles;
  triangles->AllocateExact(vtkIdType(surface.triangles.size()),
                           3 * vtkIdType(surface.triangles.size()));
  for (const Eigen::Vector3i& t : surface.triangles) {
    triangles->InsertNextCell({vtkIdType(t[0]), vtkIdType(t[1]), vtkIdType(t[2])});
  }
  s.mesh->SetPoints(points);
  s.mesh->SetPolys(triangles);
  s.mesh->GetPointData()->SetNormals(normals);
  set_colors(std::vector<Rgb8>(surface.vertices.size(), {128, 128, 128}));
}

void SurfaceView::set_colors(const std::vector<Rgb8>& colors) {
  Scene& s = *scene_;
  assert(vtkIdType(colors.size()) == s.mesh->GetNumberOfPoints());
  static_assert(sizeof(Rgb8) == 3, "copied as bytes");
  s.colors->SetNumberOfTuples(vtkIdType(colors.size()));
  if (!colors.empty()) {
    std::copy_n(&colors[0].r, 3 * colors.size(), s.colors->GetPointer(0));
  }
  s.colors->Modified();
  s.mesh->GetPointData()->SetScalars(s.colors);
  s.mesh->Modified();
}

void SurfaceView::set_lines(const std::vector<Line>& lines, Rgb8 color, float width_in_pixels) {
  constexpr double kAboveMm = 1;
  Scene& s = *scene_;
  double towards_eye[3];
  s.renderer->GetActiveCamera()->GetDirectionOfProjection(towards_eye);
  const Eigen::Vector3d shift = -kAboveMm * Eigen::Vector3d(towards_eye);
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> cells;
  for (const Line& line : lines) {
    cells->InsertNextCell(int(line.size()));
    for (const Eigen::Vector3f& point : line) {
      const Eigen::Vector3d above = point.cast<double>() + shift;
      cells->InsertCellPoint(points->InsertNextPoint(above.data()));
    }
  }
  s.lines->SetPoints(points);
  s.lines->SetLines(cells);
  vtkProperty* property = s.lines_actor->GetProperty();
  property->SetColor(color.r / 255.0, color.g / 255.0, color.b / 255.0);
  property->SetLineWidth(width_in_pixels);
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
}

void SurfaceView::set_shading(Shading shading) {
  vtkProperty* property = scene_->actor->GetProperty();
  property->SetLighting(shading == Shading::kGentle);
  property->SetInterpolationToGouraud();
  property->SetAmbient(0.7);
  property->SetDiffuse(0.3);
  property->SetSpecular(0);
}

void SurfaceView::set_background(Rgb8 color) {
  scene_->renderer->SetBackground(color.r / 255.0, color.g / 255.0, color.b / 255.0);
}

void SurfaceView::show_in(vtkRenderWindow* window) {
  Scene& s = *scene_;
  if (s.lent == window) return;
  if (s.own) s.own->window()->RemoveRenderer(s.renderer);
  s.own.reset();
  if (s.lent) s.lent->RemoveRenderer(s.renderer);
  s.lent = window;
  if (window) window->AddRenderer(s.renderer);
}

Raster SurfaceView::draw(int width, int height, int oversampling) const {
  Scene& s = *scene_;
  assert(!s.lent && width > 0 && height > 0 && oversampling > 0);
  const int most = kLargestSide / std::max(width, height);
  if (most < 1) {
    throw Error(ErrorKind::kInternal, "OpenGL",
                "cannot draw " + std::to_string(width) + " x " + std::to_string(height) +
                    " pixels at once, at most " + std::to_string(kLargestSide) + " a side",
                "ask for fewer dots an inch");
  }
  const int factor = std::min(oversampling, most);
  if (!s.own) {
    s.own = std::make_unique<HeadlessWindow>();
    s.own->window()->AddRenderer(s.renderer);
  }
  double background[3];
  s.renderer->GetBackground(background);
  s.renderer->SetBackground(0, 0, 0);
  s.renderer->SetBackgroundAlpha(0);
  vtkProperty* lines = s.lines_actor->GetProperty();
  const float line_width = lines->GetLineWidth();
  lines->SetLineWidth(line_width * float(factor));
  s.own->render(width * factor, height * factor);
  lines->SetLineWidth(line_width);
  vtkNew<vtkUnsignedCharArray> pixels;
  s.own->window()->GetRGBACharPixelData(0, 0, width * factor - 1, height * factor - 1, 0, pixels);
  s.renderer->SetBackground(background);
  s.renderer->SetBackgroundAlpha(1);
  return reduced(pixels->GetPointer(0), width, height, factor);
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
