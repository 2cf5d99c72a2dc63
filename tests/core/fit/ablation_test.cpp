// What a fit loses without a part of the method, on a planted study that needs all of them.
#include "core/fit/ablation.h"

#include <gtest/gtest.h>

#include "core/analysis/evaluate.h"
#include "core/metrics/recovery.h"
#include "core/metrics/score.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

FitOptions options_without(Ablation ablation) {
  FitOptions options;
  options.steps = 400;
  options.bottleneck = 32;
  options.device = "cpu";
  options.threads = 1;
  options.ablation = ablation;
  return options;
}

class FitWithout : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    study_ = std::make_unique<EncodingData>(plant_study({}, 7));
    whole_ = std::make_unique<FitResult>(
        fit_factor_topy(*study_, options_without(Ablation::kNone), {}, {}));
  }
  static void TearDownTestSuite() {
    study_.reset();
    whole_.reset();
  }

  static FitResult fit_without(Ablation part) {
    const FitResult fit = fit_factor_topy(*study_, options_without(part), {}, {});
    EXPECT_EQ(fit.provenance.ablation, name_of(part));
    // Its parameters predict what was scored.
    EXPECT_EQ(evaluate(fit, *study_, options_without(Ablation::kNone)).r2, fit.r2);
    return fit;
  }

  static Recovery found_by(const FitResult& fit) {
    return recovery(fit.selectors, study_->subject.truth->selectors);
  }

  static std::unique_ptr<EncodingData> study_;
  static std::unique_ptr<FitResult> whole_;
};
std::unique_ptr<EncodingData> FitWithout::study_;
std::unique_ptr<FitResult> FitWithout::whole_;

TEST_F(FitWithout, SpaceReadsAtTheCentreAndScoresLess) {
  const FitResult fit = fit_without(Ablation::kSpace);
  for (const float u : fit.selectors.space.values) EXPECT_EQ(u, 0);
  EXPECT_LT(mean_of_known(fit.r2), 0.9 * mean_of_known(whole_->r2));
}

TEST_F(FitWithout, TopologyFindsLayersLessWell) {
  const FitResult fit = fit_without(Ablation::kTopology);
  EXPECT_EQ(fit.parameters.at("layer").shape, (Shape{240, 4}));
  EXPECT_LT(found_by(fit).layer_argmax_hit, found_by(*whole_).layer_argmax_hit);
  EXPECT_LT(mean_of_known(fit.r2), mean_of_known(whole_->r2));
}

TEST_F(FitWithout, FactorizationHasAWeightForEveryLayerAndPlace) {
  const FitResult fit = fit_without(Ablation::kFactorization);
  EXPECT_EQ(fit.parameters.at("token_mlp/w2").shape, (Shape{4 * 65, 128}));
  EXPECT_LT(mean_of_known(fit.r2), mean_of_known(whole_->r2));
  for (int vertex = 0; vertex < 240; ++vertex) {
    float sum = 0;
    for (int layer = 0; layer < 4; ++layer) sum += fit.selectors.layer.row(vertex)[layer];
    EXPECT_NEAR(sum, 1, 1e-5);
  }
}

TEST(ParseAblation, KnowsItsNames) {
  EXPECT_EQ(parse_ablation("space"), Ablation::kSpace);
  EXPECT_EQ(parse_ablation("none"), Ablation::kNone);
  EXPECT_EQ(error_of([] { parse_ablation("time"); }),
            "ablate: expected topology, factorization or space, found \"time\"");
}

}  // namespace
}  // namespace cortiscope
