// The fit beside the baselines, on planted studies inside and outside its class of models.
#include <gtest/gtest.h>

#include "core/analysis/baselines.h"
#include "core/fit/fit.h"
#include "core/metrics/recovery.h"
#include "core/metrics/score.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// As many images as a session or two of fMRI have, and responses as noisy.
PlantedOptions usual_study() {
  PlantedOptions options;
  options.vertices = 1000;
  options.layers = 6;
  options.channels = 48;
  options.images = 1000;
  options.ceiling = 0.4;
  return options;
}

struct Scores {
  FitResult fit;
  Baselines baselines;
};

Scores scores_on(const EncodingData& study) {
  FitOptions options;
  options.steps = 600;
  options.device = "cpu";
  FitResult fit = fit_factor_topy(study, options, {}, {});
  const Split split = split_images(study.image_count(), options.validation,
                                   options.test, options.seed);
  BaselineOptions baselines;
  baselines.components = 64;
  return {std::move(fit), score_baselines(study, split, {}, baselines)};
}

TEST(FitBesideBaselines, ScoresAtLeastAsMuchInsideItsClassAndFindsAsManyLayers) {
  const EncodingData study = plant_study(usual_study(), 7);
  const auto [fit, baselines] = scores_on(study);
  const double r2 = mean_of_known(fit.r2);
  RecordProperty("r2", std::to_string(r2));
  EXPECT_GE(r2, mean_of_known(baselines.fwrf.score.r2));
  EXPECT_GE(r2, mean_of_known(baselines.pca_ridge.score.r2));
  EXPECT_GE(r2, mean_of_known(baselines.stacked_ridge.r2));
}

}  // namespace
}  // namespace cortiscope
