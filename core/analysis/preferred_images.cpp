#include "core/analysis/preferred_images.h"

#include <algorithm>
#include <numeric>

#include "core/analysis/fit_rows.h"
#include "core/analysis/predict.h"
#include "core/fit/data_scaling.h"

namespace cortiscope {
namespace {

constexpr std::size_t kPortion = 4;  // who stops it waits for so many images

float mean(const std::vector<float>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0F) / float(values.size());
}

/// All places, that of the largest value first.
std::vector<int> from_largest(const std::vector<float>& values) {
  std::vector<int> order(values.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(),
                   [&](int a, int b) { return values[std::size_t(a)] > values[std::size_t(b)]; });
  return order;
}

}  // namespace

std::vector<int> places_of_largest(const std::vector<float>& values, int count) {
  std::vector<int> order = from_largest(values);
  order.resize(std::min(order.size(), std::size_t(count)));
  return order;
}

std::vector<int> places_of_least(const std::vector<float>& values, int count) {
  std::vector<int> order = from_largest(values);
  std::reverse(order.begin(), order.end());
  order.resize(std::min(order.size(), std::size_t(count)));
  return order;
}

Preference preference_of(const FitResult& fit, const EncodingData& data,
                         const std::vector<int>& vertices, int count, const StopToken& stop,
                         const std::function<void(double)>& on_progress) {
  const std::vector<int> rows = rows_of_fit(fit, data).test;
  Preference preference;
  for (std::size_t first = 0; first < rows.size() && !stop.stop_requested(); first += kPortion) {
    const auto begin = rows.begin() + std::ptrdiff_t(first);
    const auto end = rows.begin() + std::ptrdiff_t(std::min(rows.size(), first + kPortion));
    EncodingBatch batch = read_batch(data, {begin, end});
    apply(fit.response_scaling, batch.responses);
    const Array<float> predicted =
        predict(fit, align_tokens(fit, std::move(batch.tokens)), vertices);
    for (std::int64_t b = 0; b < predicted.rows(); ++b) {
      std::vector<float> measured;
      for (const int vertex : vertices) measured.push_back(batch.responses.row(b)[vertex]);
      const float* row = predicted.row(b);
      preference.images.push_back(data.images[std::size_t(*(begin + b))]);
      preference.predicted.push_back(mean({row, row + vertices.size()}));
      preference.measured.push_back(mean(measured));
    }
    if (on_progress) on_progress(double(preference.images.size()) / double(rows.size()));
  }
  preference.most = places_of_largest(preference.predicted, count);
  preference.least = places_of_least(preference.predicted, count);
  return preference;
}

}  // namespace cortiscope
