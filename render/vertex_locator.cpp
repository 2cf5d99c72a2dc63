#include "render/vertex_locator.h"

#include <vtkGenericCell.h>
#include <vtkNew.h>
#include <vtkPolyData.h>
#include <vtkStaticCellLocator.h>

#include <algorithm>

namespace cortiscope {

struct VertexLocator::Index {
  vtkPolyData* mesh;
  vtkNew<vtkStaticCellLocator> cells;
  vtkNew<vtkGenericCell> cell;
};

VertexLocator::VertexLocator(vtkPolyData* mesh) : index_(std::make_unique<Index>()) {
  index_->mesh = mesh;
  if (mesh->GetNumberOfCells() == 0) return;
  index_->cells->SetDataSet(mesh);
  index_->cells->BuildLocator();
}

VertexLocator::~VertexLocator() = default;

std::optional<SurfaceHit> VertexLocator::first_hit(const Eigen::Vector3f& origin,
                                                   const Eigen::Vector3f& direction,
                                                   float reach_mm) const {
  if (index_->mesh->GetNumberOfCells() == 0) return std::nullopt;
  Eigen::Vector3d from = origin.cast<double>();
  Eigen::Vector3d to = from + double(reach_mm) * direction.cast<double>();
  double t = 0, where[3], parametric[3];
  int part = 0;
  vtkIdType cell = -1;
  if (!index_->cells->IntersectWithLine(from.data(), to.data(), 0, t, where, parametric, part, cell,
                                        index_->cell)) {
    return std::nullopt;
  }
  // The corner with the largest barycentric weight gives the colour most of what is seen there.
  const double weights[] = {1 - parametric[0] - parametric[1], parametric[0], parametric[1]};
  const auto corner = std::max_element(weights, weights + 3) - weights;
  return SurfaceHit{int(index_->cell->GetPointId(int(corner))), float(t) * reach_mm};
}

}  // namespace cortiscope
