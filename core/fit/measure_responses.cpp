#include "core/fit/measure_responses.h"

#include <algorithm>
#include <cmath>

namespace cortiscope {

ResponseScaling measure_responses(const EncodingData& data, const std::vector<int>& rows) {
  if (data.is_z_scored) return {};
  constexpr std::size_t kPortion = 64;
  constexpr double kLeastDeviation = 1e-12;
  // In one pass (Welford 1962), a portion of images at a time.
  const std::size_t vertices = std::size_t(data.subject.vertex_count());
  std::vector<double> mean(vertices, 0), squares(vertices, 0);
  int seen = 0;
  for (std::size_t first = 0; first < rows.size(); first += kPortion) {
    const auto begin = rows.begin() + std::ptrdiff_t(first);
    const auto end = rows.begin() + std::ptrdiff_t(std::min(rows.size(), first + kPortion));
    const Array<float> portion = data.responses->read({begin, end});
    for (std::int64_t b = 0; b < portion.rows(); ++b) {
      ++seen;
      const float* row = portion.row(b);
      for (std::size_t i = 0; i < vertices; ++i) {
        const double change = row[i] - mean[i];
        mean[i] += change / seen;
        squares[i] += change * (row[i] - mean[i]);
      }
    }
  }
  ResponseScaling scaling;
  scaling.mean.assign(mean.begin(), mean.end());
  for (const double sum : squares) {
    const double deviation = std::sqrt(sum / seen);
    scaling.factor.push_back(deviation > kLeastDeviation ? float(1 / deviation) : 0);
  }
  return scaling;
}

}  // namespace cortiscope
