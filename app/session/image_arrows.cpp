#include "app/session/image_arrows.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cortiscope {
namespace {

int cell_of(float position) {
  return std::clamp(int((position + 1) / 2 * kArrowCells), 0, kArrowCells - 1);
}

}  // namespace

std::vector<ImageArrow> image_arrows(const MapSource& source) {
  if (!source.differences) return {};
  const VertexDifferences& differences = *source.differences;
  std::array<ImageArrow, std::size_t(kArrowCells) * kArrowCells> sums{};
  for (int row = 0; row < source.selectors.vertex_count(); ++row) {
    const float* after = source.selectors.space.row(row);
    const float* moved = differences.space.row(row);
    const bool is_known = std::isfinite(after[0]) && std::isfinite(after[1]) &&
                          std::isfinite(moved[0]) && std::isfinite(moved[1]);
    if (!is_known || !differences.evidence.counts(std::size_t(row))) continue;
    const ImagePlace before = {after[0] - moved[0], after[1] - moved[1]};
    ImageArrow& sum = sums[std::size_t(cell_of(before.y) * kArrowCells + cell_of(before.x))];
    sum.from.x += before.x;
    sum.from.y += before.y;
    sum.to.x += after[0];
    sum.to.y += after[1];
    ++sum.vertices;
  }
  std::vector<ImageArrow> arrows;
  for (ImageArrow arrow : sums) {
    if (arrow.vertices == 0) continue;
    const auto count = float(arrow.vertices);
    for (ImagePlace* place : {&arrow.from, &arrow.to})
      *place = {place->x / count, place->y / count};
    arrows.push_back(arrow);
  }
  return arrows;
}

}  // namespace cortiscope
