#include "core/simulate/null_alignment.h"

#include <utility>

#include "core/analysis/alignment.h"
#include "core/base/random.h"
#include "core/simulate/smooth_field.h"

namespace cortiscope {
namespace {

constexpr int kLayers = 12;

bool covers(const Estimate& estimate, double truth) {
  return estimate.low <= truth && truth <= estimate.high;
}

}  // namespace

ComparedFit random_fit(std::shared_ptr<const ComparedSubject> subject, float length_mm,
                       std::uint64_t seed) {
  ComparedFit fit;
  fit.network = "random";
  fit.layers = kLayers;
  fit.seed = seed;
  Random random(seed, /*stream=*/3);
  int row = 0;
  for (const std::vector<int>& vertices : subject->vertices) {
    const SmoothField field(1, length_mm, random);
    for (std::size_t i = 0; i < vertices.size(); ++i, ++row) {
      const float* position = subject->positions.row(row);
      const float value = field.at({position[0], position[1], position[2]})[0];
      fit.depth.push_back(kNullDepth + kNullDeviation * value);
    }
  }
  const std::vector<float> nothing(fit.depth.size(), 0);
  fit.confidence = fit.scale = fit.eccentricity = fit.r2 = nothing;
  fit.has_evidence.assign(fit.depth.size(), true);
  fit.subject = std::move(subject);
  return fit;
}

NullCoverage null_coverage(const std::shared_ptr<const ComparedSubject>& subject, float length_mm,
                           int maps) {
  const std::vector<bool> all(std::size_t(subject->vertex_count()), true);
  const OrderedStages stages(*subject, default_roi_order(), all, all);
  NullCoverage coverage;
  for (int seed = 1; seed <= maps; ++seed) {
    const ComparedFit fit = random_fit(subject, length_mm, std::uint64_t(seed));
    const Alignment line = stages.align(fit.depth)[kBothSides];
    coverage.slope += covers(line.slope, 0);
    coverage.b0 += covers(line.b0, kNullDepth);
    coverage.b1 += covers(line.b1, kNullDepth);
  }
  for (double* share : {&coverage.slope, &coverage.b0, &coverage.b1}) *share /= maps;
  return coverage;
}

}  // namespace cortiscope
