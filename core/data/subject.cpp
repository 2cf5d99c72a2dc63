#include "core/data/subject.h"

#include <algorithm>
#include <limits>

#include "core/base/error.h"

namespace cortiscope {
namespace {

std::pair<float, float> extent_in_x(const Surface& sphere) {
  float low = std::numeric_limits<float>::max();
  float high = std::numeric_limits<float>::lowest();
  for (const Eigen::Vector3f& vertex : sphere.vertices) {
    low = std::min(low, vertex.x());
    high = std::max(high, vertex.x());
  }
  return {low, high};
}

}  // namespace

Array<float> sphere_positions(const Subject& subject) {
  const Surface* sphere_lh = subject.cortex[kLh].find(SurfaceKind::kSphere);
  const Surface* sphere_rh = subject.cortex[kRh].find(SurfaceKind::kSphere);
  for (const Hemisphere h : kHemispheres) {
    if (!subject.vertices[h].empty() && !(h == kLh ? sphere_lh : sphere_rh)) {
      throw Error(ErrorKind::kNotFound, subject.name + ": " + name_of(h) + " sphere",
                  "the encoded vertices have no position on a registration sphere",
                  "add the hemisphere's sphere surface to the subject");
    }
  }
  float shift = 0;
  if (sphere_lh && sphere_rh) {
    const auto [left_low, left_high] = extent_in_x(*sphere_lh);
    const auto [right_low, right_high] = extent_in_x(*sphere_rh);
    if (right_low <= left_high && left_low <= right_high) {
      shift = left_low + 1.5F * (left_high - left_low) - right_low;
    }
  }
  Array<float> positions(Shape{subject.vertex_count(), 3});
  std::int64_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    const Surface* sphere = h == kLh ? sphere_lh : sphere_rh;
    for (const int vertex : subject.vertices[h]) {
      const Eigen::Vector3f& place = sphere->vertices[vertex];
      float* out = positions.row(row++);
      out[0] = place.x() + (h == kRh ? shift : 0);
      out[1] = place.y();
      out[2] = place.z();
    }
  }
  return positions;
}

std::string name_of_vertex(const Subject& subject, int column) {
  const int lh = int(subject.vertices[kLh].size());
  const Hemisphere h = column < lh ? kLh : kRh;
  return "vertex " +
         std::to_string(subject.vertices[h][std::size_t(h == kLh ? column : column - lh)]) +
         " of " + name_of(h);
}

std::vector<RegionRows> region_rows(const Subject& subject) {
  std::vector<RegionRows> all;
  for (const Hemisphere h : kHemispheres) {
    const int first_row = h == kLh ? 0 : int(subject.vertices[kLh].size());
    const std::vector<int>& encoded = subject.vertices[h];
    for (const Region& region : subject.cortex[h].regions) {
      auto found = std::find_if(all.begin(), all.end(),
                                [&](const RegionRows& known) { return known.name == region.name; });
      if (found == all.end()) found = all.insert(all.end(), RegionRows{region.name, {}});
      for (const int vertex : region.vertices) {
        const auto place = std::lower_bound(encoded.begin(), encoded.end(), vertex);
        if (place != encoded.end() && *place == vertex) {
          found->rows.push_back(first_row + int(place - encoded.begin()));
        }
      }
    }
  }
  return all;
}

}  // namespace cortiscope
