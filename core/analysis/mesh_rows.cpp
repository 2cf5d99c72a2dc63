#include "core/analysis/mesh_rows.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <unordered_map>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// Points of the unit sphere in cubes, to find near ones without looking at all.
class DirectionGrid {
 public:
  explicit DirectionGrid(const Surface& sphere) {
    constexpr double kArea = 4 * 3.14159265358979323846;
    // About two points in a cube that the sphere passes through.
    size_ = float(std::sqrt(2 * kArea / double(sphere.vertices.size())));
    for (const Eigen::Vector3f& vertex : sphere.vertices) {
      cubes_[key_of(cube_of(vertex.normalized()))].push_back(int(points_.size()));
      points_.push_back(vertex.normalized());
    }
  }

  int nearest(const Eigen::Vector3f& direction) const {
    const Eigen::Vector3i middle = cube_of(direction);
    int best = -1;
    float best_squared = std::numeric_limits<float>::max();
    // Beyond the shells seen so far, nothing is nearer than the inner ones are thick.
    for (int shell = 0; best < 0 || best_squared > square(float(shell - 1) * size_); ++shell) {
      visit_shell(middle, shell, [&](int point) {
        const float squared = (points_[std::size_t(point)] - direction).squaredNorm();
        if (squared > best_squared || (squared == best_squared && point > best)) return;
        best = point;
        best_squared = squared;
      });
    }
    return best;
  }

 private:
  static float square(float value) { return value > 0 ? value * value : 0; }

  Eigen::Vector3i cube_of(const Eigen::Vector3f& point) const {
    return ((point.array() + 1) / size_).floor().cast<int>().matrix();
  }

  static std::int64_t key_of(const Eigen::Vector3i& cube) {
    constexpr std::int64_t kStride = 1 << 20;
    return (std::int64_t(cube.x()) * kStride + cube.y()) * kStride + cube.z();
  }

  template <class Visit>
  void visit_shell(const Eigen::Vector3i& middle, int shell, Visit&& visit) const {
    for (int x = -shell; x <= shell; ++x) {
      for (int y = -shell; y <= shell; ++y) {
        const bool is_face = std::abs(x) == shell || std::abs(y) == shell;
        for (int z = -shell; z <= shell; z += is_face || shell == 0 ? 1 : 2 * shell) {
          const auto found = cubes_.find(key_of(middle + Eigen::Vector3i(x, y, z)));
          if (found == cubes_.end()) continue;
          for (const int point : found->second) visit(point);
        }
      }
    }
  }

  float size_ = 1;
  std::vector<Eigen::Vector3f> points_;
  std::unordered_map<std::int64_t, std::vector<int>> cubes_;
};

const Surface& sphere_of(const Cortex& cortex, Hemisphere hemisphere, const std::string& whose) {
  const Surface* sphere = cortex[hemisphere].find(SurfaceKind::kSphere);
  if (sphere && !sphere->vertices.empty()) return *sphere;
  throw Error(ErrorKind::kNotFound, whose,
              std::string("expected a sphere of ") + name_of(hemisphere) + ", found none",
              "give a cortex that has surf/?h.sphere.reg");
}

}  // namespace

MeshRows own_rows(const Subject& subject) {
  MeshRows own;
  own.vertices = subject.vertices;
  own.rows.resize(std::size_t(subject.vertex_count()));
  std::iota(own.rows.begin(), own.rows.end(), 0);
  return own;
}

MeshRows rows_through_sphere(const Subject& subject, const Cortex& onto) {
  MeshRows brought;
  int first_row = 0;
  for (const Hemisphere h : kHemispheres) {
    const std::vector<int>& encoded = subject.vertices[h];
    if (encoded.empty()) continue;
    const Surface& from = sphere_of(subject.cortex, h, subject.name);
    if (!subject.cortex[h].is_sphere_registered) {
      throw Error(ErrorKind::kNotFound, subject.name,
                  std::string("the sphere of ") + name_of(h) +
                      " is not known to be registered to a template",
                  "fit the subject with a cortex that has surf/?h.sphere.reg");
    }
    std::vector<int> row_of(from.vertices.size(), -1);
    for (const int vertex : encoded) row_of[std::size_t(vertex)] = first_row++;
    const std::vector<int> nearest = nearest_on_sphere(from, sphere_of(onto, h, onto.name));
    for (std::size_t v = 0; v < nearest.size(); ++v) {
      const int row = row_of[std::size_t(nearest[v])];
      if (row < 0) continue;
      brought.vertices[h].push_back(int(v));
      brought.rows.push_back(row);
    }
  }
  return brought;
}

std::vector<int> nearest_on_sphere(const Surface& from, const Surface& to) {
  assert(!from.vertices.empty());
  const DirectionGrid grid(from);
  std::vector<int> nearest;
  for (const Eigen::Vector3f& vertex : to.vertices) {
    nearest.push_back(grid.nearest(vertex.normalized()));
  }
  return nearest;
}

}  // namespace cortiscope
