// The fit beside the baselines, on planted studies inside and outside its class of models.
#include <gtest/gtest.h>

#include "core/analysis/baselines.h"
#include "core/fit/fit.h"
#include "core/metrics/recovery.h"
#include "core/metrics/score.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

PlantedOptions usual_study() {
  PlantedOptions options;
  options.vertices = 600;
  options.layers = 6;
  options.channels = 48;
  options.images = 1000;
  options.ceiling = 0.4;
  return options;
}

FitOptions usual_options() {
  FitOptions options;
  options.steps = 1000;
  options.device = "cpu";
  options.threads = 1;
  return options;
}

TEST(FitBesideBaselines, ScoresAtLeastAsMuchAsEachAndFindsTheLayersInsideItsClass) {
  const EncodingData study = plant_study(usual_study(), 7);
  const FitOptions options = usual_options();
  const FitResult fit = fit_factor_topy(study, options, {}, {});
  const Split split =
      split_images(study.image_count(), options.validation, options.test, options.seed);
  BaselineOptions quick;
  quick.components = 64;
  quick.threads = 1;
  const Baselines baselines = score_baselines(study, split, fit.scaling, quick);
  const double r2 = mean_of_known(fit.r2);
  EXPECT_GE(r2, mean_of_known(baselines.fwrf.score.r2));
  EXPECT_GE(r2, mean_of_known(baselines.pca_ridge.score.r2));
  EXPECT_GE(r2, mean_of_known(baselines.stacked_ridge.r2));
  const Recovery found = recovery(fit.selectors, study.subject.truth->selectors);
  EXPECT_GE(found.layer_argmax_hit, 0.97);
  EXPECT_GE(found.layer_slope, 0.9);
}

TEST(FitBesideBaselines, FindsTheLayersOutsideItsClass) {
  PlantedOptions outside = usual_study();
  outside.responses = ResponseModel::kPooled;
  const EncodingData study = plant_study(outside, 7);
  const FitResult fit = fit_factor_topy(study, usual_options(), {}, {});
  EXPECT_GE(recovery(fit.selectors, study.subject.truth->selectors).layer_argmax_hit, 0.94);
}

}  // namespace
}  // namespace cortiscope
