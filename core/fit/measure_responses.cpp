#include "core/fit/measure_responses.h"

#include <algorithm>

#include "core/fit/response_moments.h"

namespace cortiscope {

ResponseScaling measure_responses(const EncodingData& data, const std::vector<int>& rows) {
  if (data.is_z_scored) return {};
  constexpr std::size_t kPortion = 64;
  ResponseMoments moments(std::size_t(data.subject.vertex_count()));
  for (std::size_t first = 0; first < rows.size(); first += kPortion) {
    const auto begin = rows.begin() + std::ptrdiff_t(first);
    const auto end = rows.begin() + std::ptrdiff_t(std::min(rows.size(), first + kPortion));
    const Array<float> portion = data.responses->read({begin, end});
    for (std::int64_t b = 0; b < portion.rows(); ++b) moments.add(portion.row(b));
  }
  ResponseScaling scaling;
  scaling.mean.assign(moments.mean().begin(), moments.mean().end());
  for (std::size_t i = 0; i < scaling.mean.size(); ++i) {
    const double deviation = moments.deviation(i);
    scaling.factor.push_back(deviation > kLeastDeviation ? float(1 / deviation) : 0);
  }
  return scaling;
}

}  // namespace cortiscope
