#include "core/simulate/cortex/folding_pattern.h"

#include <algorithm>

namespace cortiscope {
namespace {

constexpr float kFeed = 0.037F, kKill = 0.060F;
constexpr int kSteps = 3000;

// Stripe to stripe. With the diffusion below that is about 11 cells of a square grid.
constexpr float kWavelengthMm = 15;
constexpr float kCellMm = kWavelengthMm / 11;
constexpr float kDiffusion = 0.16F;  ///< cells^2 per step, of the first; the second has half

constexpr double kRandomShare = 0.02;  ///< of the vertices start a stripe

// The second substance on the crest of a stripe and outside it.
constexpr float kInside = 0.32F, kOutside = 0.12F;

struct Substances {
  std::vector<float> first, second;
};

/// How fast the first substance reaches a vertex's neighbours: the Laplacian on a mesh of even
/// triangles is 4 / spacing^2 times what the neighbours have more on average.
std::vector<float> diffusion(const std::vector<std::vector<int>>& neighbors,
                             const std::vector<Eigen::Vector3f>& places_mm) {
  constexpr float kStable = 0.9F;
  std::vector<float> rates;
  rates.reserve(neighbors.size());
  for (std::size_t v = 0; v < neighbors.size(); ++v) {
    float spacing = 0;
    for (const int n : neighbors[v]) spacing += (places_mm[v] - places_mm[n]).norm();
    spacing /= float(neighbors[v].size());
    rates.push_back(std::min(kStable, kDiffusion * kCellMm * kCellMm * 4 / (spacing * spacing)));
  }
  return rates;
}

}  // namespace

std::vector<float> folding_pattern(const std::vector<std::vector<int>>& neighbors,
                                   const std::vector<Eigen::Vector3f>& places_mm,
                                   const std::vector<bool>& is_given, Random& random) {
  const std::size_t count = neighbors.size();
  const std::vector<float> rate = diffusion(neighbors, places_mm);
  Substances now{std::vector<float>(count, 1), std::vector<float>(count, 0)};
  const auto begin_stripe = [&](std::size_t v) {
    now.first[v] = 0.5F;
    now.second[v] = 0.25F;
  };
  for (std::size_t v = 0; v < count; ++v) {
    const bool is_random = random.uniform() < kRandomShare;
    if (is_given[v] || is_random) begin_stripe(v);
    for (std::size_t i = 0; is_random && i < neighbors[v].size(); ++i)
      begin_stripe(neighbors[v][i]);
  }
  Substances next = now;
  for (int step = 0; step < kSteps; ++step) {
    for (std::size_t v = 0; v < count; ++v) {
      float first_around = 0, second_around = 0;
      for (const int n : neighbors[v]) {
        first_around += now.first[n];
        second_around += now.second[n];
      }
      const float share = 1 / float(neighbors[v].size());
      const float first = now.first[v], second = now.second[v];
      const float reaction = first * second * second;
      next.first[v] =
          first + rate[v] * (first_around * share - first) - reaction + kFeed * (1 - first);
      next.second[v] = second + rate[v] / 2 * (second_around * share - second) + reaction -
                       (kFeed + kKill) * second;
      if (is_given[v]) next.second[v] = std::max(next.second[v], 0.3F);
    }
    std::swap(now, next);
  }
  for (float& value : now.second) {
    value = std::clamp((value - kOutside) / (kInside - kOutside), 0.0F, 1.0F);
  }
  return now.second;
}

}  // namespace cortiscope
