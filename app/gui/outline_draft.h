#pragma once

#include <Eigen/Core>
#include <cassert>
#include <cstddef>
#include <vector>

namespace cortiscope {

/// An outline while it is drawn: corners that are clicked, and strokes that are dragged from one.
/// A plain value; positions in any plane.
class OutlineDraft {
 public:
  const std::vector<Eigen::Vector2f>& points() const { return points_; }
  bool is_empty() const { return points_.empty(); }
  bool can_close() const { return points_.size() >= 3; }

  /// The corners clicked, where strokes start as well.
  std::vector<Eigen::Vector2f> corners() const {
    std::vector<Eigen::Vector2f> corners;
    for (const std::size_t start : starts_) corners.push_back(points_[start]);
    return corners;
  }

  void add_corner(const Eigen::Vector2f& place) {
    starts_.push_back(points_.size());
    points_.push_back(place);
  }

  /// Continues the stroke from the last corner. @pre there is one
  void drag_to(const Eigen::Vector2f& place) {
    assert(!is_empty());
    points_.push_back(place);
  }

  /// Removes the last corner and the stroke from it, if there is one.
  void take_back() {
    if (starts_.empty()) return;
    points_.resize(starts_.back());
    starts_.pop_back();
  }

  void clear() { *this = {}; }

 private:
  std::vector<Eigen::Vector2f> points_;
  std::vector<std::size_t> starts_;  // of each corner among the points
};

}  // namespace cortiscope
