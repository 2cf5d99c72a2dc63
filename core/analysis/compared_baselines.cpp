#include "core/analysis/compared_baselines.h"

#include <cmath>
#include <limits>

#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

ComparedFit compared(const ComparedFit& fit, const LayerBaseline& baseline,
                     const std::string& name) {
  ComparedFit compared;
  compared.file = fit.file;
  compared.network = fit.network + ", " + name;
  compared.subject = fit.subject;
  compared.layers = fit.layers;
  compared.seed = fit.seed;
  compared.training_images = fit.training_images;
  compared.test_images = fit.test_images;
  compared.is_tested = true;
  compared.r2 = baseline.score.r2;
  const std::size_t count = baseline.layer.size();
  compared.confidence.assign(count, kUnknown);
  compared.scale.assign(count, kUnknown);
  compared.eccentricity.assign(count, kUnknown);
  compared.space = Array<float>(Shape{std::int64_t(count), 2}, kUnknown);
  for (std::size_t i = 0; i < count; ++i) {
    const int layer = baseline.layer[i];
    compared.depth.push_back(layer < 0         ? kUnknown
                             : fit.layers == 1 ? 0
                                               : float(layer) / float(fit.layers - 1));
    compared.has_evidence.push_back(layer >= 0 &&
                                    has_evidence(baseline.score.evidence[i], baseline.score.r2[i]));
  }
  return compared;
}

}  // namespace

std::vector<ComparedFit> compared_baselines(const ComparedFit& fit, const Baselines& baselines,
                                            int rows, int columns) {
  ComparedFit fwrf = compared(fit, baselines.fwrf, "fwRF");
  for (std::size_t i = 0; i < baselines.fwrf_token.size(); ++i) {
    const auto place = fwrf_position(baselines.fwrf_token[i], rows, columns);
    if (!place) continue;
    fwrf.space.row(std::int64_t(i))[0] = place->first;
    fwrf.space.row(std::int64_t(i))[1] = place->second;
    fwrf.eccentricity[i] = std::hypot(place->first, place->second);
  }
  return {fwrf, compared(fit, baselines.pca_ridge, "PCA ridge")};
}

}  // namespace cortiscope
