#include "render/outline.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace cortiscope {
namespace {

using Edge = std::pair<int, int>;  // vertex indices, ascending

std::vector<bool> membership(const Surface& surface, const std::vector<int>& vertices) {
  std::vector<bool> is_member(surface.vertices.size());
  for (const int v : vertices) is_member[std::size_t(v)] = true;
  return is_member;
}

/// Which triangles each vertex is a corner of.
class Fans {
 public:
  explicit Fans(const Surface& surface) : starts_(surface.vertices.size() + 1, 0) {
    for (const Eigen::Vector3i& t : surface.triangles) {
      for (const int corner : t) ++starts_[std::size_t(corner) + 1];
    }
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
    triangles_.resize(std::size_t(starts_.back()));
    std::vector<int> next(starts_.begin(), starts_.end() - 1);
    for (int i = 0; i < int(surface.triangles.size()); ++i) {
      for (const int corner : surface.triangles[std::size_t(i)]) {
        triangles_[std::size_t(next[std::size_t(corner)]++)] = i;
      }
    }
  }

  /// Triangles with a corner in a set, ascending, without duplicates.
  std::vector<int> triangles_at(const std::vector<int>& vertices) const {
    std::vector<int> found;
    for (const int v : vertices) {
      found.insert(found.end(), triangles_.begin() + starts_[std::size_t(v)],
                   triangles_.begin() + starts_[std::size_t(v) + 1]);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
  }

 private:
  std::vector<int> starts_;     // (V + 1) of each vertex' part of the other
  std::vector<int> triangles_;  // by vertex
};

/// For each edge that leaves the set, the one or two such edges it is joined to across a triangle.
std::map<Edge, std::vector<Edge>> crossings(const Surface& surface, const Fans& fans,
                                            const std::vector<int>& vertices,
                                            const std::vector<bool>& is_member) {
  std::map<Edge, std::vector<Edge>> joined;
  for (const int triangle : fans.triangles_at(vertices)) {
    const Eigen::Vector3i& t = surface.triangles[std::size_t(triangle)];
    std::vector<Edge> cut;
    for (int i = 0; i < 3; ++i) {
      const int a = t[i], b = t[(i + 1) % 3];
      if (is_member[std::size_t(a)] != is_member[std::size_t(b)]) cut.push_back(std::minmax(a, b));
    }
    if (cut.size() != 2) continue;
    joined[cut[0]].push_back(cut[1]);
    joined[cut[1]].push_back(cut[0]);
  }
  return joined;
}

Line smoothed(const Line& line) {
  if (line.size() < 4) return line;
  const bool is_closed = line.front() == line.back();
  Line smooth = line;
  for (std::size_t i = 1; i + 1 < line.size(); ++i) {
    smooth[i] = (line[i - 1] + 2 * line[i] + line[i + 1]) / 4;
  }
  if (is_closed) {
    smooth.front() = smooth.back() = (line[line.size() - 2] + 2 * line[0] + line[1]) / 4;
  }
  return smooth;
}

/// The lines along edges that leave a set, joined end to end.
std::vector<Line> lines_along(const Surface& surface,
                              const std::map<Edge, std::vector<Edge>>& joined) {
  std::map<Edge, bool> is_drawn;
  std::vector<Line> lines;
  const auto walk = [&](Edge start) {
    Line line;
    const Edge* at = &start;
    while (at) {
      is_drawn[*at] = true;
      line.push_back(
          (surface.vertices[std::size_t(at->first)] + surface.vertices[std::size_t(at->second)]) /
          2);
      const Edge* next = nullptr;
      for (const Edge& neighbor : joined.at(*at)) {
        if (!is_drawn[neighbor]) next = &neighbor;
      }
      at = next;
    }
    const auto& last = joined.at(start);
    if (line.size() > 2 && last.size() == 2) line.push_back(line.front());
    lines.push_back(smoothed(smoothed(line)));
  };
  for (const auto& [edge, neighbors] : joined) {  // open lines from their ends
    if (neighbors.size() == 1 && !is_drawn[edge]) walk(edge);
  }
  for (const auto& [edge, neighbors] : joined) {
    if (!is_drawn[edge]) walk(edge);
  }
  return lines;
}

}  // namespace

std::vector<Line> border_lines(const Surface& surface, const std::vector<int>& vertices) {
  return lines_along(surface,
                     crossings(surface, Fans(surface), vertices, membership(surface, vertices)));
}

std::vector<ColoredLine> region_borders(const std::vector<Region>& regions, const Surface& surface,
                                        Rgb8 color) {
  std::vector<ColoredLine> borders;
  if (regions.empty()) return borders;
  const Fans fans(surface);
  std::vector<bool> is_member(surface.vertices.size());
  const auto set_members = [&](const Region& region, bool are_members) {
    for (const int v : region.vertices) is_member[std::size_t(v)] = are_members;
  };
  for (const Region& region : regions) {
    set_members(region, true);
    for (Line& line : lines_along(surface, crossings(surface, fans, region.vertices, is_member))) {
      borders.push_back({std::move(line), region.color.value_or(color), region.color.has_value()});
    }
    set_members(region, false);
  }
  return borders;
}

float inner_share(const Surface& surface, const std::vector<int>& vertices) {
  const std::vector<bool> is_member = membership(surface, vertices);
  std::vector<bool> is_inner = is_member;
  const std::vector<bool> is_used = used_vertices(surface);
  for (const Eigen::Vector3i& t : surface.triangles) {
    const bool all = is_member[std::size_t(t[0])] && is_member[std::size_t(t[1])] &&
                     is_member[std::size_t(t[2])];
    for (int i = 0; i < 3 && !all; ++i) is_inner[std::size_t(t[i])] = false;
  }
  int count = 0, inner = 0;
  for (const int v : vertices) {
    count += is_used[std::size_t(v)];
    inner += is_used[std::size_t(v)] && is_inner[std::size_t(v)];
  }
  return count ? float(inner) / float(count) : 0.0F;
}

}  // namespace cortiscope
