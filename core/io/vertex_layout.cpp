#include "core/io/vertex_layout.h"

#include <utility>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// FreeSurfer's way to fit an icosahedron of order 7 into axes of 16 bits.
constexpr std::int64_t kReshaped[] = {27307, 1, 6};

bool is_reshaped(const std::vector<std::int64_t>& extents) {
  if (extents.size() < 3) return false;
  for (std::size_t axis = 0; axis < 3; ++axis) {
    if (extents[axis] != kReshaped[axis]) return false;
  }
  return true;
}

}  // namespace

std::int64_t value_count_of(const std::vector<std::int64_t>& extents, const std::string& subject) {
  constexpr std::int64_t kMost = std::int64_t(1) << 31;
  std::int64_t count = 1;
  for (const std::int64_t extent : extents) {
    if (extent > kMost / count) {
      throw Error(ErrorKind::kBadShape, subject,
                  "expected at most 2147483648 values, found " + to_string(Shape(extents)),
                  "the file is damaged; copy it again");
    }
    count *= extent;
  }
  return count;
}

VertexLayout layout_of(const std::vector<std::int64_t>& extents, const std::string& subject) {
  value_count_of(extents, subject);
  std::vector<std::int64_t> axes;  // that are more than 1, fastest first
  for (const std::int64_t extent : extents) {
    if (extent > 1) axes.push_back(extent);
  }
  if (is_reshaped(extents)) {
    axes.erase(axes.begin());
    axes[0] = kReshaped[0] * kReshaped[2];
  }
  if (axes.size() > 2) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected values at vertices, such as (V, 1, 1, 1), found a volume of " +
                    to_string(Shape(extents)),
                "sample it on the surface with mri_vol2surf first");
  }
  if (axes.empty()) return {1, 1, false};
  if (axes.size() == 1) return {axes[0], 1, false};
  const bool maps_vary_fastest = axes[0] < axes[1];
  return maps_vary_fastest ? VertexLayout{axes[1], axes[0], true}
                           : VertexLayout{axes[0], axes[1], false};
}

Array<float> arranged(const VertexLayout& layout, std::vector<float> values) {
  const Shape shape{layout.map_count, layout.vertex_count};
  if (!layout.maps_vary_fastest) return Array<float>(shape, std::move(values));
  Array<float> maps(shape);
  for (std::int64_t v = 0; v < layout.vertex_count; ++v) {
    for (std::int64_t k = 0; k < layout.map_count; ++k) {
      maps.row(k)[v] = values[std::size_t(v * layout.map_count + k)];
    }
  }
  return maps;
}

}  // namespace cortiscope
