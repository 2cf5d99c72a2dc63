#include "render/outline.h"

#include <algorithm>
#include <map>
#include <utility>

namespace cortiscope {
namespace {

using Edge = std::pair<int, int>;  // vertex indices, ascending

std::vector<bool> membership(const Surface& surface, const std::vector<int>& vertices) {
  std::vector<bool> is_member(surface.vertices.size());
  for (const int v : vertices) is_member[std::size_t(v)] = true;
  return is_member;
}

/// For each edge that leaves the set, the one or two such edges it is joined to across a triangle.
std::map<Edge, std::vector<Edge>> crossings(const Surface& surface,
                                            const std::vector<bool>& is_member) {
  std::map<Edge, std::vector<Edge>> joined;
  for (const Eigen::Vector3i& t : surface.triangles) {
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

}  // namespace

std::vector<Line> border_lines(const Surface& surface, const std::vector<int>& vertices) {
  std::map<Edge, std::vector<Edge>> joined = crossings(surface, membership(surface, vertices));
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
      for (const Edge& neighbor : joined[*at]) {
        if (!is_drawn[neighbor]) next = &neighbor;
      }
      at = next;
    }
    const auto& last = joined[start];
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
