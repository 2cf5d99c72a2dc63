#include "render/painted_surface.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkMatrix4x4.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "render/hatch.h"
#include "render/shared_surface.h"
#include "render/stepped_triangles.h"

namespace cortiscope {
namespace {

// Halos under the lines, wherever they cross; wide lines over the others.
constexpr float kStepsAboveMm = 0.05F;
constexpr float kHaloAboveMm = 0.9F;
constexpr float kLinesAboveMm = 1;
constexpr float kWideHaloAboveMm = 1.1F;
constexpr float kWideLinesAboveMm = 1.2F;
constexpr float kHaloWidth = 2.4F;  // of the line's

void place_actor(vtkActor* actor, const Eigen::Affine3f& place) {
  vtkNew<vtkMatrix4x4> matrix;
  for (int row = 0; row < 4; ++row) {
    for (int column = 0; column < 4; ++column) {
      matrix->SetElement(row, column, double(place.matrix()(row, column)));
    }
  }
  actor->SetUserMatrix(matrix);
}

void set_color(vtkActor* actor, Rgb8 color) {
  actor->GetProperty()->SetColor(color.r / 255.0, color.g / 255.0, color.b / 255.0);
}

/// Lines of one width, each in its colour, and their halos.
struct LineSet {
  vtkNew<vtkPolyData> lines;
  vtkNew<vtkPolyDataMapper> mapper, halo_mapper;
  vtkNew<vtkActor> actor, halo;

  LineSet() {
    mapper->SetInputData(lines);
    mapper->SetColorModeToDirectScalars();
    actor->SetMapper(mapper);
    actor->GetProperty()->LightingOff();
    halo_mapper->SetInputData(lines);
    halo_mapper->ScalarVisibilityOff();  // all in one colour
    halo->SetMapper(halo_mapper);
    halo->GetProperty()->LightingOff();
    halo->VisibilityOff();
  }

  void set(const std::vector<const ColoredLine*>& drawn, std::optional<Rgb8> around) {
    vtkNew<vtkPoints> points;
    vtkNew<vtkCellArray> cells;
    vtkNew<vtkUnsignedCharArray> colors;
    colors->SetNumberOfComponents(3);
    for (const ColoredLine* line : drawn) {
      cells->InsertNextCell(int(line->line.size()));
      for (const Eigen::Vector3f& point : line->line) {
        cells->InsertCellPoint(points->InsertNextPoint(point.data()));
        colors->InsertNextTypedTuple(&line->color.r);
      }
    }
    lines->SetPoints(points);
    lines->SetLines(cells);
    lines->GetPointData()->SetScalars(colors);
    halo->SetVisibility(around.has_value());
    if (around) set_color(halo, *around);
  }

  void set_width(float pixels) {
    actor->GetProperty()->SetLineWidth(pixels);
    halo->GetProperty()->SetLineWidth(kHaloWidth * pixels);
  }
};

}  // namespace

struct PaintedSurface::Parts {
  std::shared_ptr<const SharedSurface> surface;
  vtkNew<vtkPolyData> mesh;
  vtkNew<vtkUnsignedCharArray> colors;
  vtkNew<vtkPolyDataMapper> mapper;
  vtkNew<vtkActor> actor;
  Hatch hatch{mesh, mapper, actor};  // after them
  SteppedTriangles stepped;
  ColorSteps steps = ColorSteps::kBlended;
  LineSet thin, wide;
};

PaintedSurface::PaintedSurface() : parts_(std::make_unique<Parts>()) {
  Parts& p = *parts_;
  p.colors->SetNumberOfComponents(3);
  p.colors->SetName("colors");
  p.mapper->SetInputData(p.mesh);
  p.mapper->SetScalarModeToUsePointData();
  p.mapper->SetColorModeToDirectScalars();
  p.actor->SetMapper(p.mapper);
  p.stepped.actor()->SetProperty(p.actor->GetProperty());
  set_shading(Shading::kFlat);
}

PaintedSurface::~PaintedSurface() = default;

void PaintedSurface::set_surface(std::shared_ptr<const SharedSurface> surface) {
  Parts& p = *parts_;
  p.steps = ColorSteps::kBlended;
  take(std::move(surface));
  set_hatched({});
  set_colors(std::vector<Rgb8>(p.surface->surface().vertices.size(), {128, 128, 128}));
}

void PaintedSurface::move_surface(std::shared_ptr<const SharedSurface> surface) {
  assert(int(surface->surface().vertices.size()) == vertex_count());
  take(std::move(surface));
}

void PaintedSurface::take(std::shared_ptr<const SharedSurface> surface) {
  Parts& p = *parts_;
  p.surface = std::move(surface);
  p.mesh->SetPoints(p.surface->points());
  p.mesh->SetPolys(p.surface->triangles());
  p.mesh->GetPointData()->SetNormals(p.surface->normals());
  // The inside of a closed surface is never seen, and leaving it out saves a third of the time.
  const Closure closure = p.surface->closure();
  p.actor->GetProperty()->SetBackfaceCulling(closure == Closure::kOutward);
  p.actor->GetProperty()->SetFrontfaceCulling(closure == Closure::kInward);
  p.mesh->Modified();
  if (p.steps == ColorSteps::kSharp) p.stepped.set(p.mesh, p.colors);
  set_lines({});
}

void PaintedSurface::set_colors(const std::vector<Rgb8>& colors, ColorSteps steps) {
  Parts& p = *parts_;
  assert(int(colors.size()) == vertex_count());
  static_assert(sizeof(Rgb8) == 3, "copied as bytes");
  p.colors->SetNumberOfTuples(vtkIdType(colors.size()));
  if (!colors.empty()) {
    std::copy_n(&colors[0].r, 3 * colors.size(), p.colors->GetPointer(0));
  }
  p.colors->Modified();
  p.mesh->GetPointData()->SetScalars(p.colors);
  p.mesh->Modified();
  p.steps = steps;
  if (steps == ColorSteps::kSharp) {
    p.stepped.set(p.mesh, p.colors);
  } else {
    p.stepped.clear();
  }
}

void PaintedSurface::set_hatched(const std::vector<bool>& hatched) {
  Parts& p = *parts_;
  assert(hatched.empty() || int(hatched.size()) == vertex_count());
  p.hatch.set(hatched);
}

void PaintedSurface::set_lines(const std::vector<ColoredLine>& lines, std::optional<Rgb8> halo) {
  std::vector<const ColoredLine*> thin, wide;
  for (const ColoredLine& line : lines) (line.is_wide ? wide : thin).push_back(&line);
  parts_->thin.set(thin, halo);
  parts_->wide.set(wide, halo);
}

void PaintedSurface::set_line_width(float pixels) {
  parts_->thin.set_width(pixels);
  parts_->wide.set_width(float(kWideLine) * pixels);
  parts_->hatch.set_line_width(pixels);
}

void PaintedSurface::set_place(const Eigen::Affine3f& place, const Eigen::Vector3f& toward_eye) {
  place_actor(parts_->actor, place);
  const auto lifted = [&](float by_mm) {
    Eigen::Affine3f above = place;
    above.pretranslate(by_mm * toward_eye);
    return above;
  };
  place_actor(parts_->stepped.actor(), lifted(kStepsAboveMm));
  place_actor(parts_->thin.halo, lifted(kHaloAboveMm));
  place_actor(parts_->thin.actor, lifted(kLinesAboveMm));
  place_actor(parts_->wide.halo, lifted(kWideHaloAboveMm));
  place_actor(parts_->wide.actor, lifted(kWideLinesAboveMm));
}

void PaintedSurface::set_shading(Shading shading) {
  vtkProperty* property = parts_->actor->GetProperty();
  property->SetLighting(shading == Shading::kGentle);
  property->SetInterpolationToGouraud();
  property->SetAmbient(0.7);
  property->SetDiffuse(0.3);
  property->SetSpecular(0);
}

void PaintedSurface::add_to(vtkRenderer* renderer) {
  renderer->AddActor(parts_->actor);
  renderer->AddActor(parts_->stepped.actor());
  for (LineSet* lines : {&parts_->thin, &parts_->wide}) {
    renderer->AddActor(lines->halo);
    renderer->AddActor(lines->actor);
  }
}

int PaintedSurface::vertex_count() const { return int(parts_->mesh->GetNumberOfPoints()); }

}  // namespace cortiscope
