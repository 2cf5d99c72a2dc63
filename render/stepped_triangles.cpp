#include "render/stepped_triangles.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkUnsignedCharArray.h>

#include <Eigen/Core>
#include <array>
#include <cstring>

namespace cortiscope {
namespace {

using Vector = Eigen::Vector3d;

/// A corner with all that is interpolated.
struct Place {
  Vector point, normal;
};

Place mean(const Place& a, const Place& b) {
  return {(a.point + b.point) / 2, a.normal + b.normal};
}

Place mean(const std::array<Place, 3>& corners) {
  return {(corners[0].point + corners[1].point + corners[2].point) / 3,
          corners[0].normal + corners[1].normal + corners[2].normal};
}

}  // namespace

struct SteppedTriangles::Parts {
  vtkNew<vtkPolyData> pieces;
  vtkNew<vtkPolyDataMapper> mapper;
  vtkNew<vtkActor> actor;
};

SteppedTriangles::SteppedTriangles() : parts_(std::make_unique<Parts>()) {
  Parts& p = *parts_;
  p.mapper->SetInputData(p.pieces);
  p.mapper->SetScalarModeToUsePointData();
  p.mapper->SetColorModeToDirectScalars();
  p.actor->SetMapper(p.mapper);
  clear();
}

SteppedTriangles::~SteppedTriangles() = default;

void SteppedTriangles::set(vtkPolyData* mesh, vtkUnsignedCharArray* colors) {
  vtkNew<vtkPoints> points;
  vtkNew<vtkCellArray> cells;
  vtkNew<vtkFloatArray> normals;
  vtkNew<vtkUnsignedCharArray> piece_colors;
  normals->SetNumberOfComponents(3);
  piece_colors->SetNumberOfComponents(3);
  vtkDataArray* mesh_normals = mesh->GetPointData()->GetNormals();
  const auto color_of = [&](vtkIdType vertex) { return colors->GetPointer(3 * vertex); };
  const auto is_same = [&](vtkIdType a, vtkIdType b) {
    return std::memcmp(color_of(a), color_of(b), 3) == 0;
  };
  const auto add = [&](const Place& place, vtkIdType corner) {
    const Vector normal = place.normal.normalized();
    normals->InsertNextTuple(normal.data());
    piece_colors->InsertNextTypedTuple(color_of(corner));
    cells->InsertCellPoint(points->InsertNextPoint(place.point.data()));
  };
  vtkCellArray* triangles = mesh->GetPolys();
  vtkIdType count = 0;
  const vtkIdType* corners = nullptr;
  for (vtkIdType i = 0; i < triangles->GetNumberOfCells(); ++i) {
    triangles->GetCellAtId(i, count, corners);
    if (is_same(corners[0], corners[1]) && is_same(corners[1], corners[2])) continue;
    std::array<Place, 3> places;
    for (std::size_t c = 0; c < 3; ++c) {
      mesh->GetPoint(corners[c], places[c].point.data());
      mesh_normals->GetTuple(corners[c], places[c].normal.data());
    }
    const Place middle = mean(places);
    for (std::size_t c = 0; c < 3; ++c) {
      const Place next = mean(places[c], places[(c + 1) % 3]);
      const Place before = mean(places[c], places[(c + 2) % 3]);
      cells->InsertNextCell(4);
      for (const Place& place : {places[c], next, middle, before}) add(place, corners[c]);
    }
  }
  Parts& p = *parts_;
  p.pieces->SetPoints(points);
  p.pieces->SetPolys(cells);
  p.pieces->GetPointData()->SetNormals(normals);
  p.pieces->GetPointData()->SetScalars(piece_colors);
  p.actor->SetVisibility(points->GetNumberOfPoints() > 0);
}

void SteppedTriangles::clear() {
  Parts& p = *parts_;
  p.actor->VisibilityOff();
  vtkNew<vtkPoints> none;
  p.pieces->Initialize();
  p.pieces->SetPoints(none);
}

vtkActor* SteppedTriangles::actor() const { return parts_->actor; }

}  // namespace cortiscope
