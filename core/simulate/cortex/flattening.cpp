#include "core/simulate/cortex/flattening.h"

#include <Eigen/Dense>
#include <Eigen/Sparse>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>

namespace cortiscope {
namespace {

using Place = Eigen::Vector2d;
using Triplet = Eigen::Triplet<double>;

constexpr int kMostRounds = 60;
constexpr double kGoodEnough = 1e-5;  ///< stop when a round's relative gain is smaller

/// A patch with its vertices numbered from 0.
struct Patch {
  std::vector<int> vertices;  ///< of the surface, by number
  std::vector<Eigen::Vector3i> triangles;
  std::vector<int> border;  ///< in order, anticlockwise
};

Patch numbered(const std::vector<Eigen::Vector3i>& triangles) {
  Patch patch;
  std::map<int, int> number_of;
  std::map<std::pair<int, int>, bool> sides;
  for (const Eigen::Vector3i& t : triangles) {
    Eigen::Vector3i numbers;
    for (int corner = 0; corner < 3; ++corner) {
      const auto [entry, is_new] = number_of.try_emplace(t[corner], int(patch.vertices.size()));
      if (is_new) patch.vertices.push_back(t[corner]);
      numbers[corner] = entry->second;
    }
    patch.triangles.push_back(numbers);
    for (int corner = 0; corner < 3; ++corner) {
      sides[{numbers[corner], numbers[(corner + 1) % 3]}] = true;
    }
  }
  std::map<int, int> next_on_border;
  for (const auto& [side, present] : sides) {
    if (!sides.count({side.second, side.first})) next_on_border[side.first] = side.second;
  }
  assert(!next_on_border.empty());
  const int start = next_on_border.begin()->first;
  int at = start;
  do {
    patch.border.push_back(at);
    at = next_on_border.at(at);
  } while (at != start);
  assert(patch.border.size() == next_on_border.size());
  return patch;
}

/// Each triangle of a patch as it lies in its own plane, and its area.
struct RestShape {
  Eigen::Matrix2d inverse;  ///< of the two sides from its first corner, as columns
  double area;
};

std::vector<RestShape> rest_shapes(const Surface& surface, const Patch& patch) {
  std::vector<RestShape> shapes;
  for (const Eigen::Vector3i& t : patch.triangles) {
    const auto at = [&](int corner) -> Eigen::Vector3d {
      return surface.vertices[patch.vertices[t[corner]]].cast<double>();
    };
    const Eigen::Vector3d ab = at(1) - at(0), ac = at(2) - at(0);
    const Eigen::Vector3d x = ab.normalized();
    Eigen::Matrix2d sides;
    sides << ab.norm(), ac.dot(x), 0, (ac - ac.dot(x) * x).norm();
    shapes.push_back({sides.inverse(), sides.determinant() / 2});
  }
  return shapes;
}

std::vector<Place> tutte_embedding(const Surface& surface, const Patch& patch, double radius) {
  const int count = int(patch.vertices.size());
  std::vector<double> along = {0};
  for (std::size_t i = 0; i < patch.border.size(); ++i) {
    const int from = patch.border[i], to = patch.border[(i + 1) % patch.border.size()];
    along.push_back(along.back() + double((surface.vertices[patch.vertices[to]] -
                                           surface.vertices[patch.vertices[from]])
                                              .norm()));
  }
  std::vector<bool> is_fixed(count, false);
  std::vector<Place> places(count, Place::Zero());
  for (std::size_t i = 0; i < patch.border.size(); ++i) {
    const double angle = 2 * EIGEN_PI * along[i] / along.back();
    places[patch.border[i]] = radius * Place(std::cos(angle), std::sin(angle));
    is_fixed[patch.border[i]] = true;
  }
  // Every other vertex is the mean of its neighbours. Each inner edge is met from both sides.
  std::vector<Triplet> entries;
  Eigen::MatrixX2d right = Eigen::MatrixX2d::Zero(count, 2);
  for (int v = 0; v < count; ++v) {
    if (!is_fixed[v]) continue;
    entries.emplace_back(v, v, 1);
    right.row(v) = places[v].transpose();
  }
  for (const Eigen::Vector3i& t : patch.triangles) {
    for (int corner = 0; corner < 3; ++corner) {
      const int v = t[corner], n = t[(corner + 1) % 3];
      if (is_fixed[v]) continue;
      entries.emplace_back(v, v, 1);
      if (is_fixed[n]) {
        right.row(v) += places[n].transpose();
      } else {
        entries.emplace_back(v, n, -1);
      }
    }
  }
  Eigen::SparseMatrix<double> matrix(count, count);
  matrix.setFromTriplets(entries.begin(), entries.end());
  const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver(matrix);
  const Eigen::MatrixX2d solution = solver.solve(right);
  for (int v = 0; v < count; ++v) places[v] = solution.row(v).transpose();
  return places;
}

Eigen::Matrix2d jacobian(const std::vector<Place>& places, const Eigen::Vector3i& t,
                         const RestShape& rest) {
  Eigen::Matrix2d sides;
  sides << places[t[1]] - places[t[0]], places[t[2]] - places[t[0]];
  return sides * rest.inverse;
}

/// Symmetric Dirichlet: 4 times the area where nothing is stretched; infinite where a triangle is
/// turned over.
double energy(const std::vector<Place>& places, const Patch& patch,
              const std::vector<RestShape>& rest) {
  double sum = 0;
  for (std::size_t f = 0; f < patch.triangles.size(); ++f) {
    const Eigen::Matrix2d j = jacobian(places, patch.triangles[f], rest[f]);
    const double determinant = j.determinant();
    if (determinant <= 0) return std::numeric_limits<double>::infinity();
    sum += rest[f].area * j.squaredNorm() * (1 + 1 / (determinant * determinant));
  }
  return sum;
}

/// The minimum of the quadratic energy that has the true one's slope here: each triangle is pulled
/// towards the nearest rotation, weighted by the slope of its energy.
std::vector<Place> proxy_minimum(const std::vector<Place>& places, const Patch& patch,
                                 const std::vector<RestShape>& rest) {
  constexpr double kStay = 1e-4;  // keeps the system definite: the map is free to move
  const int count = int(places.size());
  std::vector<Triplet> entries;
  entries.reserve(36 * patch.triangles.size() + 2 * std::size_t(count));
  Eigen::VectorXd right(2 * count);
  for (int v = 0; v < count; ++v) {
    for (int axis = 0; axis < 2; ++axis) {
      entries.emplace_back(2 * v + axis, 2 * v + axis, kStay);
      right[2 * v + axis] = kStay * places[v][axis];
    }
  }
  for (std::size_t f = 0; f < patch.triangles.size(); ++f) {
    const Eigen::Vector3i& t = patch.triangles[f];
    const Eigen::Matrix2d j = jacobian(places, t, rest[f]);
    const Eigen::JacobiSVD<Eigen::Matrix2d> svd(j, Eigen::ComputeFullU | Eigen::ComputeFullV);
    Eigen::Vector2d weight;
    for (int i = 0; i < 2; ++i) {
      const double s = svd.singularValues()[i];
      // (s - s^-3) / (s - 1), which has no gap at 1.
      weight[i] = (1 + s) * (1 + s * s) / (s * s * s);
    }
    const Eigen::Matrix2d w = svd.matrixU() * weight.asDiagonal() * svd.matrixU().transpose();
    const Eigen::Matrix2d rotation = svd.matrixU() * svd.matrixV().transpose();
    // J = sum over corners of position * gradient^T.
    Eigen::Matrix<double, 3, 2> gradients;
    gradients.bottomRows<2>() = rest[f].inverse;
    gradients.row(0) = -gradients.row(1) - gradients.row(2);
    const Eigen::Matrix<double, 2, 3> pull = w * rotation * gradients.transpose();
    for (int a = 0; a < 3; ++a) {
      for (int i = 0; i < 2; ++i) right[2 * t[a] + i] += rest[f].area * pull(i, a);
      for (int b = 0; b < 3; ++b) {
        const double share = rest[f].area * gradients.row(a).dot(gradients.row(b));
        for (int i = 0; i < 2; ++i) {
          for (int k = 0; k < 2; ++k) {
            entries.emplace_back(2 * t[a] + i, 2 * t[b] + k, share * w(i, k));
          }
        }
      }
    }
  }
  Eigen::SparseMatrix<double> matrix(2 * count, 2 * count);
  matrix.setFromTriplets(entries.begin(), entries.end());
  const Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>> solver(matrix);
  const Eigen::VectorXd solution = solver.solve(right);
  std::vector<Place> minimum;
  for (int v = 0; v < count; ++v) minimum.push_back(solution.segment<2>(2 * v));
  return minimum;
}

/// The largest step, at most 1, before the first triangle has no area.
double longest_step(const std::vector<Place>& from, const std::vector<Place>& to,
                    const std::vector<Eigen::Vector3i>& triangles) {
  const auto cross = [](const Place& a, const Place& b) { return a.x() * b.y() - a.y() * b.x(); };
  double longest = 1;
  for (const Eigen::Vector3i& t : triangles) {
    const Place p = from[t[1]] - from[t[0]], q = from[t[2]] - from[t[0]];
    const Place dp = to[t[1]] - to[t[0]] - p, dq = to[t[2]] - to[t[0]] - q;
    const double a = cross(dp, dq), b = cross(p, dq) + cross(dp, q), c = cross(p, q);
    const double inside = b * b - 4 * a * c;
    if (inside < 0) continue;
    // Both roots of a s^2 + b s + c, without cancellation.
    const double half = -(b + std::copysign(std::sqrt(inside), b)) / 2;
    for (const double root : {half / a, c / half}) {
      if (root > 0) longest = std::fmin(longest, 0.9 * root);
    }
  }
  return longest;
}

}  // namespace

std::vector<Eigen::Vector2d> flattened(const Surface& surface,
                                       const std::vector<Eigen::Vector3i>& triangles) {
  const Patch patch = numbered(triangles);
  const std::vector<RestShape> rest = rest_shapes(surface, patch);
  double area = 0;
  for (const RestShape& shape : rest) area += shape.area;
  std::vector<Place> places = tutte_embedding(surface, patch, std::sqrt(area / EIGEN_PI));
  double now = energy(places, patch, rest);
  for (int round = 0; round < kMostRounds; ++round) {
    const std::vector<Place> aim = proxy_minimum(places, patch, rest);
    double step = longest_step(places, aim, patch.triangles);
    std::vector<Place> next(places.size());
    double then = now;
    for (; step > 1e-8; step /= 2) {
      for (std::size_t v = 0; v < places.size(); ++v) {
        next[v] = places[v] + step * (aim[v] - places[v]);
      }
      then = energy(next, patch, rest);
      if (then < now) break;
    }
    if (then >= now) break;
    places.swap(next);
    const bool is_done = now - then < kGoodEnough * now;
    now = then;
    if (is_done) break;
  }
  std::vector<Place> all(surface.vertices.size(), Place::Zero());
  for (std::size_t i = 0; i < places.size(); ++i) all[patch.vertices[i]] = places[i];
  return all;
}

}  // namespace cortiscope
