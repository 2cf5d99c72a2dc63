#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// How a volume format (MGH, NIfTI) arranges values at vertices, which the format does not define:
/// a file whose size differs from 1 on one axis only holds one map; on two, as (V, 1, 1, K) or (1,
/// 1, K, V), K maps, and V is the larger. The 163,842 vertices of fsaverage, too many for older
/// formats, are stored as (27307, 1, 6, K).
struct VertexLayout {
  std::int64_t vertex_count = 0;  ///< V
  std::int64_t map_count = 1;     ///< K
  bool maps_vary_fastest = false;

  std::int64_t value_count() const { return vertex_count * map_count; }
};

/// The number of values.
///
/// @param extents  of the axes; none below 1
/// @throws Error  kBadShape: more than 2^31
std::int64_t value_count_of(const std::vector<std::int64_t>& extents, const std::string& subject);

/// @param extents  the axes, fastest first; none below 1
/// @param subject  the name of the file in messages
/// @throws Error  kBadShape: a volume rather than values per vertex, or more than 2^31 values
VertexLayout layout_of(const std::vector<std::int64_t>& extents, const std::string& subject);

/// Values in the file's order as maps, (K, V).
Array<float> arranged(const VertexLayout& layout, std::vector<float> values);

}  // namespace cortiscope
