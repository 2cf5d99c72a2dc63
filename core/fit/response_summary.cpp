#include "core/fit/response_summary.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/data/finite_responses.h"
#include "core/fit/response_moments.h"

namespace cortiscope {
namespace {

constexpr int kPortion = 64;
constexpr int kLeastImagesToJudge = 10;  // whether a response is extreme

/// The lowest or highest response of each vertex.
struct Extremes {
  std::vector<float> value;
  std::vector<int> image;
};

/// Moments and extremes of the images so far.
class Seen {
 public:
  explicit Seen(std::size_t vertices)
      : moments(vertices),
        low{std::vector<float>(vertices, std::numeric_limits<float>::max()),
            std::vector<int>(vertices, 0)},
        high{std::vector<float>(vertices, std::numeric_limits<float>::lowest()),
             std::vector<int>(vertices, 0)} {}

  void add(const float* row) {
    moments.add(row);
    for (std::size_t j = 0; j < low.value.size(); ++j) {
      if (row[j] < low.value[j]) note(low, j, row[j]);
      if (row[j] > high.value[j]) note(high, j, row[j]);
    }
  }

  /// Whether a response is beyond kMostDeviations of its vertex's other responses.
  bool is_extreme(std::size_t vertex, float value) const {
    if (std::abs(value) >= kHugeResponse) return true;
    const int count = moments.image_count();
    if (count < kLeastImagesToJudge) return false;
    const double others = count - 1;
    const double change = value - moments.mean()[vertex];
    const double variance =
        std::max(0.0, moments.squares(vertex) - change * change * count / others) / others;
    const double distance = change * count / others;
    return distance * distance > kMostDeviations * kMostDeviations * variance;
  }

  ResponseMoments moments;
  Extremes low, high;

 private:
  void note(Extremes& extremes, std::size_t vertex, float value) const {
    extremes.value[vertex] = value;
    extremes.image[vertex] = moments.image_count() - 1;
  }
};

/// Files are refused by their readers; this is for responses in memory.
/// @param mean  of each vertex, no longer finite where one of its responses is not
void require_finite(const std::vector<double>& mean, const RecordingSource& recording,
                    const Array<float>& portion, int first) {
  if (std::all_of(mean.begin(), mean.end(), [](double value) { return std::isfinite(value); })) {
    return;
  }
  require_finite_responses(portion, first, recording);
}

}  // namespace

ResponseSummary summarize(const RecordingSource& recording) {
  Seen seen(std::size_t(recording.subject.vertex_count()));
  const int count = recording.responses->image_count();
  std::vector<int> rows;
  for (int first = 0; first < count; first += kPortion) {
    rows.resize(std::size_t(std::min(kPortion, count - first)));
    std::iota(rows.begin(), rows.end(), first);
    const Array<float> portion = recording.responses->read(rows);
    for (std::int64_t i = 0; i < portion.rows(); ++i) seen.add(portion.row(i));
    require_finite(seen.moments.mean(), recording, portion, first);
  }
  ResponseSummary summary;
  double farthest = -1;
  for (std::size_t j = 0; j < seen.moments.mean().size(); ++j) {
    if (!(seen.moments.deviation(j) > kLeastDeviation)) {
      ++summary.constant_count;
      continue;
    }
    bool has_extreme = false;
    for (const Extremes* extremes : {&seen.low, &seen.high}) {
      const float value = extremes->value[j];
      if (!seen.is_extreme(j, value)) continue;
      has_extreme = true;
      const double distance = std::abs(value - seen.moments.mean()[j]);
      if (distance <= farthest) continue;
      farthest = distance;
      summary.most_extreme = {extremes->image[j], int(j), value};
    }
    summary.extreme_count += has_extreme;
  }
  return summary;
}

}  // namespace cortiscope
