#include "render/shared_surface.h"

#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkNew.h>
#include <vtkPoints.h>
#include <vtkSmartPointer.h>
#include <vtkTypeInt32Array.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "render/vertex_locator.h"

namespace cortiscope {
namespace {

/// Area-weighted, one per vertex.
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

void fill(vtkFloatArray* array, const std::vector<Eigen::Vector3f>& rows) {
  static_assert(sizeof(Eigen::Vector3f) == 3 * sizeof(float), "copied as floats");
  array->SetNumberOfComponents(3);
  array->SetNumberOfTuples(vtkIdType(rows.size()));
  if (!rows.empty()) std::copy_n(rows[0].data(), 3 * rows.size(), array->GetPointer(0));
}

void fill(vtkCellArray* cells, const std::vector<Eigen::Vector3i>& triangles) {
  static_assert(sizeof(Eigen::Vector3i) == 3 * sizeof(vtkTypeInt32), "copied as integers");
  vtkNew<vtkTypeInt32Array> corners;
  corners->SetNumberOfValues(3 * vtkIdType(triangles.size()));
  if (!triangles.empty()) {
    std::copy_n(triangles[0].data(), 3 * triangles.size(), corners->GetPointer(0));
  }
  vtkNew<vtkTypeInt32Array> starts;
  starts->SetNumberOfValues(vtkIdType(triangles.size()) + 1);
  for (std::size_t i = 0; i <= triangles.size(); ++i) {
    starts->SetValue(vtkIdType(i), vtkTypeInt32(3 * i));
  }
  cells->SetData(starts, corners);
}

/// Byte by byte: faster than by value, and a NaN equals itself.
template <class Row>
bool are_same(const std::vector<Row>& a, const std::vector<Row>& b) {
  return a.size() == b.size() &&
         (a.empty() || std::memcmp(a.data(), b.data(), sizeof(Row) * a.size()) == 0);
}

}  // namespace

struct SharedSurface::Arrays {
  vtkNew<vtkPoints> points;
  vtkSmartPointer<vtkCellArray> triangles = vtkSmartPointer<vtkCellArray>::New();
  vtkNew<vtkFloatArray> normals;

  explicit Arrays(const Surface& surface) {
    place(surface);
    fill(triangles, surface.triangles);
  }
  Arrays(const Surface& surface, const Arrays& before) : triangles(before.triangles) {
    place(surface);
  }

 private:
  void place(const Surface& surface) {
    vtkNew<vtkFloatArray> positions;
    fill(positions, surface.vertices);
    points->SetData(positions);
    fill(normals, vertex_normals(surface));
  }
};

SharedSurface::SharedSurface(Surface surface)
    : surface_(std::move(surface)),
      closure_(closure_of(surface_)),
      used_(used_vertices(surface_)),
      arrays_(std::make_unique<const Arrays>(surface_)) {}

SharedSurface::SharedSurface(Surface surface, const SharedSurface& before)
    : surface_(std::move(surface)),
      closure_(before.closure_),
      used_(before.used_),
      arrays_(std::make_unique<const Arrays>(surface_, *before.arrays_)) {}

SharedSurface::~SharedSurface() = default;

std::shared_ptr<const SharedSurface> SharedSurface::moved(
    std::vector<Eigen::Vector3f> vertices) const {
  assert(vertices.size() == surface_.vertices.size());
  return std::shared_ptr<const SharedSurface>(
      new SharedSurface({std::move(vertices), surface_.triangles}, *this));
}

const SurfaceReach& SharedSurface::reach() const {
  if (!reach_) reach_ = std::make_unique<const SurfaceReach>(reach_of(surface_));
  return *reach_;
}

const VertexLocator& SharedSurface::locator() const {
  if (!locator_) locator_ = std::make_unique<const VertexLocator>(surface_);
  return *locator_;
}

vtkPoints* SharedSurface::points() const { return arrays_->points; }
vtkCellArray* SharedSurface::triangles() const { return arrays_->triangles; }
vtkFloatArray* SharedSurface::normals() const { return arrays_->normals; }

std::shared_ptr<const SharedSurface> SurfacePool::get(Surface surface) {
  surfaces_.erase(std::remove_if(surfaces_.begin(), surfaces_.end(),
                                 [](const auto& each) { return each.expired(); }),
                  surfaces_.end());
  for (const auto& each : surfaces_) {
    const auto found = each.lock();
    if (are_same(found->surface().vertices, surface.vertices) &&
        are_same(found->surface().triangles, surface.triangles)) {
      return found;
    }
  }
  auto added = std::make_shared<const SharedSurface>(std::move(surface));
  surfaces_.push_back(added);
  return added;
}

}  // namespace cortiscope
