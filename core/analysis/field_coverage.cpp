#include "core/analysis/field_coverage.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cortiscope {
namespace {

using Profile = std::array<float, kCoverageSide>;

/// A Gaussian along one side, at the middles of the positions.
Profile profile_about(float center) {
  Profile profile;
  for (int i = 0; i < kCoverageSide; ++i) {
    const float away = (2 * (float(i) + 0.5F) / kCoverageSide - 1 - center) / kFieldDeviation;
    profile[std::size_t(i)] = std::exp(-away * away / 2);
  }
  return profile;
}

}  // namespace

const char* name_of(CoverageBy by) { return by == CoverageBy::kMaximum ? "maximum" : "mean"; }

std::optional<CoverageBy> find_coverage_by(const std::string& name) {
  for (const CoverageBy by : {CoverageBy::kMaximum, CoverageBy::kMean}) {
    if (name == name_of(by)) return by;
  }
  return std::nullopt;
}

Array<float> field_coverage(const Array<float>& space, const std::vector<float>& scale,
                            const std::vector<int>& rows, CoverageBy by) {
  Array<float> coverage(Shape{kCoverageSide, kCoverageSide}, 0.0F);
  int vertices = 0;
  for (const int row : rows) {
    const float* position = space.row(row);
    const float height = 1 - scale[std::size_t(row)];
    if (!std::isfinite(position[0] + position[1] + height)) continue;
    ++vertices;
    const Profile across = profile_about(position[0]), down = profile_about(position[1]);
    for (int y = 0; y < kCoverageSide; ++y) {
      float* line = coverage.row(y);
      for (int x = 0; x < kCoverageSide; ++x) {
        const float value = height * down[std::size_t(y)] * across[std::size_t(x)];
        line[x] = by == CoverageBy::kMaximum ? std::max(line[x], value) : line[x] + value;
      }
    }
  }
  if (by == CoverageBy::kMean && vertices > 0) {
    for (float& value : coverage.values) value /= float(vertices);
  }
  return coverage;
}

}  // namespace cortiscope
