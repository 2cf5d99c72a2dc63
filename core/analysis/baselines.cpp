#include "core/analysis/baselines.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <thread>

#include "core/analysis/fwrf.h"
#include "core/analysis/layer_ridges.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

constexpr double kShareOfResponses = 0.5;  // of the memory
constexpr double kShareOfTokens = 0.25;    // twice, while they are turned to their axes

/// How many vertices' responses, and predictions of as many images, are held at a time.
int vertices_at_a_time(const EncodingData& data, double memory_gb) {
  const double vertex_gb = 1e-9 * 2 * sizeof(float) * data.image_count();
  return int(std::clamp(kShareOfResponses * memory_gb / vertex_gb, double(kVerticesAtATime),
                        double(std::max(kVerticesAtATime, data.subject.vertex_count()))));
}

/// A baseline's answers, one slice of the vertices after the other.
class Answers {
 public:
  void add(const ScoreSum& slice) {
    const std::vector<float> r2 = slice.r2(), correlation = slice.correlation();
    r2_.insert(r2_.end(), r2.begin(), r2.end());
    correlation_.insert(correlation_.end(), correlation.begin(), correlation.end());
    images_ = slice.image_count();
  }

  /// @param best  whose predictions were scored
  void add(const ScoreSum& slice, const BestRidge& best) {
    const std::size_t before = r2_.size();
    add(slice);
    for (std::size_t i = before; i < r2_.size(); ++i) {
      chosen_.push_back(std::isfinite(r2_[i]) ? best.candidate()[i - before] : -1);
    }
  }

  const std::vector<float>& r2() const { return r2_; }
  BaselineScore score() const { return {r2_, evidence_of(correlation_, images_)}; }
  /// (N) the best candidate; -1 where R2 is not known.
  const std::vector<int>& chosen() const { return chosen_; }

 private:
  std::vector<float> r2_, correlation_;
  std::vector<int> chosen_;
  int images_ = 0;
};

}  // namespace

std::optional<std::pair<float, float>> fwrf_position(int token, int rows, int columns) {
  if (token < 0 || token >= rows * columns) return std::nullopt;
  const auto centre = [](int at, int count) { return (float(at) + 0.5F) * 2 / float(count) - 1; };
  return std::pair{centre(token % columns, columns), centre(token / columns, rows)};
}

Baselines score_baselines(const EncodingData& data, const Split& split, const TokenScaling& scaling,
                          const BaselineOptions& options,
                          const std::function<void(double)>& on_progress) {
  ThreadTeam team(options.threads > 0 ? options.threads
                                      : std::max(1, int(std::thread::hardware_concurrency())));
  const BaselineInput input{data, split, scaling, team};
  const int vertex_count = data.subject.vertex_count(), layer_count = input.layer_count();
  const int most = vertices_at_a_time(data, options.memory_gb);
  const int slices = (vertex_count + most - 1) / most;
  int layers_done = 0;
  const std::function<void()> on_layer = [&] {
    ++layers_done;
    if (on_progress) on_progress(double(layers_done) / (layer_count * (1 + slices)));
  };

  Baselines result;
  result.stacked_weights = Array<float>(Shape{vertex_count, layer_count});
  Answers fwrf, pca_ridge, stacked_ridge;
  std::array<Answers, 3> without_third;
  const LayerRidges ridges = layer_ridges(input, options.components, on_layer);
  for (int first = 0; first < vertex_count; first += most) {
    const ResponseSlice slice = read_slice(input, first, std::min(most, vertex_count - first));
    const BestRidge best = fit_fwrf(input, slice, kShareOfTokens * options.memory_gb, on_layer);
    fwrf.add(score_of(input, slice, best.test()), best);
    const LayerFits layers = fit_layers(input, slice, ridges);
    pca_ridge.add(score_of(input, slice, layers.best.test()), layers.best);
    stacked_ridge.add(score_of(input, slice, layers.stacked_test));
    for (std::size_t third = 0; third < 3; ++third) {
      without_third[third].add(score_of(input, slice, layers.without_third_test[third]));
    }
    std::copy(layers.stacked_weights.values.begin(), layers.stacked_weights.values.end(),
              result.stacked_weights.row(first));
  }
  result.fwrf.score = fwrf.score();
  for (const int chosen : fwrf.chosen()) {
    result.fwrf.layer.push_back(chosen < 0 ? -1 : chosen / input.token_count());
    result.fwrf_token.push_back(chosen < 0 ? -1 : chosen % input.token_count());
  }
  result.pca_ridge = {pca_ridge.score(), pca_ridge.chosen()};
  result.stacked_ridge = stacked_ridge.score();
  result.unique = Array<float>(Shape{vertex_count, 3});
  for (std::size_t third = 0; third < 3; ++third) {
    const std::vector<float>& others = without_third[third].r2();
    for (std::size_t i = 0; i < others.size(); ++i) {
      result.unique.row(std::int64_t(i))[third] = result.stacked_ridge.r2[i] - others[i];
    }
  }
  return result;
}

}  // namespace cortiscope
