#include "core/metrics/recovery.h"

#include <Eigen/Core>
#include <cmath>
#include <cstdlib>

#include "core/metrics/correlation.h"

namespace cortiscope {
namespace {

constexpr float kMostlyLocal = 0.5F;

/// Of a least-squares line through (x, y).
double slope(const std::vector<float>& x, const std::vector<float>& y) {
  using Values = Eigen::Map<const Eigen::ArrayXf>;
  const Eigen::ArrayXd across = Values(x.data(), Eigen::Index(x.size())).cast<double>();
  const Eigen::ArrayXd up = Values(y.data(), Eigen::Index(y.size())).cast<double>();
  const Eigen::ArrayXd away = across - across.mean();
  return (away * (up - up.mean())).sum() / away.square().sum();
}

void compare_layers(const Selectors& fitted, const Selectors& planted, Recovery& result) {
  const std::vector<int> chosen = chosen_layers(fitted), truth = chosen_layers(planted);
  const std::vector<float> expected = expected_layers(fitted), centre = expected_layers(planted);
  int hits = 0, near = 0;
  double error = 0;
  for (std::size_t i = 0; i < chosen.size(); ++i) {
    const int distance = std::abs(chosen[i] - truth[i]);
    hits += distance == 0;
    near += distance <= 1;
    error += std::abs(double(expected[i]) - centre[i]);
  }
  result.layer_argmax_hit = double(hits) / double(chosen.size());
  result.layer_within_one = double(near) / double(chosen.size());
  result.layer_mae = error / double(chosen.size());
  result.layer_slope = slope(centre, expected);
}

void compare_places(const Selectors& fitted, const Selectors& planted, Recovery& result) {
  Eigen::Vector2d mean = Eigen::Vector2d::Zero();
  int count = 0;
  const auto place = [](const Selectors& selectors, int vertex) -> Eigen::Vector2d {
    return Eigen::Map<const Eigen::Vector2f>(selectors.space.row(vertex)).cast<double>();
  };
  const auto is_local = [&](int i) { return planted.scale.values[i] < kMostlyLocal; };
  for (int i = 0; i < planted.vertex_count(); ++i) {
    if (!is_local(i)) continue;
    mean += place(planted, i);
    ++count;
  }
  mean /= count;
  double error = 0, error_of_mean = 0;
  for (int i = 0; i < planted.vertex_count(); ++i) {
    if (!is_local(i)) continue;
    error += (place(fitted, i) - place(planted, i)).norm();
    error_of_mean += (mean - place(planted, i)).norm();
  }
  result.space_mae = error / count;  // 0 / 0 is NaN: nothing to compare
  result.space_mae_of_mean = error_of_mean / count;
}

}  // namespace

Recovery recovery(const Selectors& fitted, const Selectors& planted) {
  assert(fitted.layer.shape == planted.layer.shape);
  Recovery result;
  compare_layers(fitted, planted, result);
  compare_places(fitted, planted, result);
  result.scale_corr = correlation(fitted.scale.values, planted.scale.values);
  return result;
}

}  // namespace cortiscope
