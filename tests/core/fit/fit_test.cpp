#include "core/fit/fit.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/analysis/evaluate.h"
#include "core/base/random.h"
#include "core/fit/forecast.h"
#include "core/fit/leak.h"
#include "core/fit/measure_responses.h"
#include "core/fit/score_rows.h"
#include "core/metrics/evidence.h"
#include "core/metrics/recovery.h"
#include "core/metrics/score.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

FitOptions quick_options() {
  FitOptions options;
  options.steps = 1500;
  options.bottleneck = 32;
  options.device = "cpu";
  options.threads = 1;  // these are small: waiting for one another would cost more than it saves
  return options;
}

TEST(FitFactorTopy, FindsThePlantedLayerPlaceAndScale) {
  const EncodingData study = plant_study({}, 7);
  const FitResult fit = fit_factor_topy(study, quick_options(), {}, {});
  const Recovery found = recovery(fit.selectors, study.subject.truth->selectors);
  EXPECT_GT(found.layer_argmax_hit, 0.85);
  EXPECT_LT(found.space_mae, 0.4 * found.space_mae_of_mean);
  EXPECT_GT(found.scale_corr, 0.85);
  const Evaluation evaluation = evaluate(fit, study, quick_options());
  EXPECT_GT(evaluation.r2_mean, 0.7 * *evaluation.r2_ridge_given_truth);
  EXPECT_LT(evaluation.r2_mean, 1.1 * 0.6);  // better than perfect is a leak
  EXPECT_EQ(evaluation.r2, fit.r2);          // the parameters kept are those scored
}

// With few images expected layers shrink to the middle; with 500 hardly any more.
TEST(FitFactorTopy, FollowsTheTrueLayerWithFiveHundredImages) {
  PlantedOptions many;
  many.vertices = 1000;
  many.layers = 6;
  many.channels = 24;
  many.images = 500;
  const EncodingData study = plant_study(many, 7);
  FitOptions options = quick_options();
  options.steps = 450;
  const FitResult fit = fit_factor_topy(study, options, {}, {});
  EXPECT_GE(recovery(fit.selectors, study.subject.truth->selectors).layer_slope, 0.9);
}

TEST(FitFactorTopy, FindsMostLayersOutsideItsModelClass) {
  PlantedOptions options;
  options.responses = ResponseModel::kPooled;
  const EncodingData study = plant_study(options, 7);
  const FitResult fit = fit_factor_topy(study, quick_options(), {}, {});
  const Recovery found = recovery(fit.selectors, study.subject.truth->selectors);
  EXPECT_GT(found.layer_argmax_hit, 0.7);  // by chance 0.25
  EXPECT_LT(found.space_mae, 0.6 * found.space_mae_of_mean);
  EXPECT_GT(found.scale_corr, 0.7);
  EXPECT_GT(mean_of_known(fit.r2), 0.3);
}

TEST(FitFactorTopy, FitsOneHemisphereAloneWithEitherEngine) {
  for (const Hemisphere missing : kHemispheres) {
    PlantedStudy planted = make_planted_study(tiny_study(), 1);
    Recording& recording = planted.recording;
    const int from = missing == kLh ? 20 : 0;  // of the 20 columns of the other
    Array<float> responses(Shape{recording.responses.rows(), 20});
    for (std::int64_t image = 0; image < responses.rows(); ++image) {
      std::copy_n(recording.responses.row(image) + from, 20, responses.row(image));
    }
    recording.responses = responses;
    recording.subject.vertices[missing].clear();
    recording.subject.cortex[missing] = {};
    recording.subject.noise_ceiling.resize(20);
    recording.subject.truth.reset();
    const EncodingData study = pair(std::move(recording), std::move(planted.features));

    FitOptions options = tiny_options();
    const FitResult fast = fit_factor_topy(study, options, {}, {});
    options.engine = "eager";
    const FitResult eager = fit_factor_topy(study, options, {}, {});
    ASSERT_EQ(fast.r2.size(), 20U);
    for (std::size_t i = 0; i < 20; ++i) {
      EXPECT_NEAR(fast.r2[i], eager.r2[i], 1e-2) << name_of(missing) << " missing, vertex " << i;
    }
    for (std::size_t i = 0; i < fast.selectors.layer.values.size(); ++i) {
      EXPECT_NEAR(fast.selectors.layer.values[i], eager.selectors.layer.values[i], 1e-3);
    }
    for (std::size_t i = 0; i < fast.selectors.space.values.size(); ++i) {
      EXPECT_NEAR(fast.selectors.space.values[i], eager.selectors.space.values[i], 1e-3);
    }
  }
}

TEST(FitFactorTopy, FindsNothingInShuffledResponses) {
  const EncodingData study = shuffle_responses(plant_study({}, 7), 8);
  const FitResult fit = fit_factor_topy(study, quick_options(), {}, {});
  EXPECT_LT(mean_of_known(fit.r2), 0.05);
}

// No ceiling is known, and only the test tells the hemispheres apart.
TEST(FitFactorTopy, ShowsEvidenceForSignalAndNoneForNoise) {
  PlantedStudy planted = make_planted_study({}, 7);
  planted.recording.subject.noise_ceiling.clear();
  const int lh = int(planted.recording.subject.vertices[kLh].size());
  Array<float>& responses = planted.recording.responses;
  Random random(3);
  for (std::int64_t image = 0; image < responses.rows(); ++image) {
    for (int vertex = 0; vertex < lh; ++vertex)
      responses.row(image)[vertex] = float(random.normal());
  }
  const EncodingData study = pair(std::move(planted.recording), std::move(planted.features));
  const FitResult fit = fit_factor_topy(study, quick_options(), {}, {});
  const Evaluation evaluation = evaluate(fit, study, quick_options());
  EXPECT_LE(evaluation.evidence_share_of[kLh], 0.05);
  EXPECT_GE(evaluation.evidence_share_of[kRh], 0.95);
  EXPECT_EQ(evaluation.test_images, int(fit.test_images.size()));
  EXPECT_LT(evaluation.null_r2, 0);
  EXPECT_EQ(fit.evidence.size(), fit.r2.size());
}

TEST(FitFactorTopy, KeepsAndMarksAFitThatIsBetterThanTheNoiseCeiling) {
  EncodingData study = plant_study({}, 7);
  study.subject.noise_ceiling.assign(study.subject.noise_ceiling.size(), 0.01F);
  FitOptions options = quick_options();
  options.steps = 500;
  const FitResult fit = fit_factor_topy(study, options, {}, {});
  EXPECT_EQ(fit.provenance.leak.substr(0, 20), "the mean test R2 of ");
  EXPECT_TRUE(fit.provenance.is_finished());
}

TEST(LeakIn, SaysWhatToLookFor) {
  EXPECT_EQ(leak_in({0.5F, 0.25F}, {0.2F, 0.2F}),
            "the mean test R2 of 0.375000 is above 1.1 times the mean noise ceiling of 0.200000: "
            "the responses leak (do test images repeat training images, or do the features hold "
            "the responses?)");
  EXPECT_EQ(leak_in({0.21F}, {0.2F}), "");
  EXPECT_EQ(leak_in({0.9F}, {}), "");
}

TEST(FitFactorTopy, LearnsNothingFromTheResponsesToTestImages) {
  PlantedStudy planted = make_planted_study(tiny_study(), 1);
  PlantedStudy changed = make_planted_study(tiny_study(), 1);
  const EncodingData study = pair(planted.recording, planted.features);
  const FitResult fit = fit_factor_topy(study, tiny_options(), {}, {});
  for (const int image : fit.test_images) {
    for (int vertex = 0; vertex < 40; ++vertex) {
      changed.recording.responses.row(image)[vertex] = float(100 + image * vertex);
    }
  }
  const EncodingData other = pair(changed.recording, changed.features);
  const FitResult again = fit_factor_topy(other, tiny_options(), {}, {});
  for (const auto& [name, values] : fit.parameters) {
    EXPECT_EQ(again.parameters.at(name).values, values.values) << name;
  }
  EXPECT_EQ(again.response_scaling.mean, fit.response_scaling.mean);
  EXPECT_NE(again.r2, fit.r2);
}

TEST(FitFactorTopy, TakesZScoresAsTheyAre) {
  PlantedStudy planted = make_planted_study(tiny_study(), 1);
  planted.recording.is_z_scored = true;
  const EncodingData study = pair(planted.recording, planted.features);
  EXPECT_TRUE(fit_factor_topy(study, tiny_options(), {}, {}).response_scaling.empty());
  planted.recording.is_z_scored = false;
  const EncodingData raw = pair(planted.recording, planted.features);
  EXPECT_EQ(fit_factor_topy(raw, tiny_options(), {}, {}).response_scaling.mean.size(), 40U);
}

TEST(FitFactorTopy, GivesTheSameResultForTheSameSeedOnly) {
  const EncodingData study = plant_study(tiny_study(), 1);
  FitOptions options = tiny_options();
  const FitResult first = fit_factor_topy(study, options, {}, {});
  const FitResult second = fit_factor_topy(study, options, {}, {});
  EXPECT_EQ(first.selectors.layer.values, second.selectors.layer.values);
  EXPECT_EQ(first.parameters.at("readout_weight").values,
            second.parameters.at("readout_weight").values);
  EXPECT_EQ(first.r2, second.r2);
  options.seed = 1;
  EXPECT_NE(fit_factor_topy(study, options, {}, {}).r2, first.r2);
}

TEST(FitFactorTopy, StartsAtTheCentreAllLayersAlikeHalfLocal) {
  const EncodingData study = plant_study(tiny_study(), 1);
  StopSource stop;
  stop.request_stop();
  const FitResult fit = fit_factor_topy(study, tiny_options(), stop.token(), {});
  EXPECT_EQ(fit.provenance.steps_done, 0);
  for (const float w : fit.selectors.layer.values) EXPECT_FLOAT_EQ(w, 0.25F);
  for (const float u : fit.selectors.space.values) EXPECT_EQ(u, 0);
  for (const float s : fit.selectors.scale.values) EXPECT_EQ(s, 0.5F);
}

TEST(FitFactorTopy, StopsWithinAStepAndKeepsWhatItReached) {
  const EncodingData study = plant_study(tiny_study(), 1);
  FitOptions options = tiny_options();
  options.steps = 1000000;
  StopSource stop;
  int step_when_asked = 0;
  const FitResult fit = fit_factor_topy(study, options, stop.token(), [&](const FitProgress& now) {
    step_when_asked = now.step;
    stop.request_stop();
  });
  EXPECT_EQ(fit.provenance.steps_done, step_when_asked);
  EXPECT_EQ(fit.selectors.layer.rows(), 40);
  EXPECT_TRUE(std::isnan(fit.r2.at(0)));
  EXPECT_EQ(fit.parameters.at("readout_weight").shape, (Shape{40, 8}));
}

TEST(FitFactorTopy, ReportsSnapshotsOnTheWayAndAtTheEnd) {
  const EncodingData study = plant_study({}, 1);
  FitOptions options = quick_options();
  options.steps = 300;
  std::vector<FitProgress> reports;
  fit_factor_topy(study, options, {}, [&](const FitProgress& now) { reports.push_back(now); });
  ASSERT_GE(reports.size(), 2U);
  for (std::size_t i = 1; i < reports.size(); ++i) {
    EXPECT_GT(reports[i].step, reports[i - 1].step);
  }
  const FitProgress& last = reports.back();
  EXPECT_EQ(last.step, 300);
  EXPECT_GT(last.remaining_s, 0);  // the score on the test images
  EXPECT_LT(last.remaining_s, reports.front().remaining_s);
  EXPECT_EQ(last.snapshot->selectors.layer.rows(), 240);
  EXPECT_EQ(last.snapshot->validation_r2.size(), 240U);
}

TEST(FitFactorTopy, RefusesToGoOnWithoutNumbers) {
  EncodingData study = plant_study(tiny_study(), 1);
  TokenBatch tokens = study.features->read(study.images);
  for (Array<float>& local : tokens.local) {
    for (float& value : local.values) value *= 1e38F;
  }
  study.features = std::make_shared<FeaturesInMemory>(study.features->info(), tokens);
  EXPECT_EQ(error_of([&] { fit_factor_topy(study, tiny_options(), {}, {}); }),
            "fit: the loss is no longer a number at step 1 (are the features of network "
            "\"planted\" very large? Standardise them and fit again)");
}

/// The message that refuses changed options.
template <class Change>
std::string refusal(Change change) {
  FitOptions options = tiny_options();
  change(options);
  return error_of([&] { fit_factor_topy(plant_study(tiny_study(), 1), options, {}, {}); });
}

TEST(FitFactorTopy, RefusesOptionsOutOfRange) {
  EXPECT_EQ(refusal([](FitOptions& o) { o.steps = -1; }),
            "steps: expected 1 to 10000000, found -1");
  EXPECT_EQ(refusal([](FitOptions& o) { o.batch = 5000; }),
            "batch: expected 1 to 4096, found 5000");
  EXPECT_EQ(refusal([](FitOptions& o) { o.recipe.rates.readout = 0; }),
            "learning-rate: expected 0.000001 to 1.000000, found 0.000000");
  EXPECT_EQ(refusal([](FitOptions& o) { o.threads = -1; }),
            "threads: expected 0 to 1024, found -1");
  EXPECT_EQ(refusal([](FitOptions& o) { o.device = "tpu"; }),
            "device: expected auto, cpu, cuda or cuda:N, found \"tpu\"");
  EXPECT_EQ(refusal([](FitOptions& o) { o.engine = "steam"; }),
            "engine: expected fast or eager, found \"steam\"");
}

TEST(FitFactorTopy, StepsAsFarAsTheLearningRateOfEachPart) {
  const EncodingData study = plant_study(tiny_study(), 1);
  const auto moved = [&](const LearningRates& rates, const char* name) {
    FitOptions options = tiny_options();
    options.recipe.rates = rates;
    const FitResult fit = fit_factor_topy(study, options, {}, {});
    EXPECT_EQ(fit.provenance.recipe.rates.readout, rates.readout);
    const Parameters start = initial_parameters<float>(work_of(study, options).size, options.seed);
    double distance = 0;
    for (std::size_t i = 0; i < start.at(name).values.size(); ++i) {
      distance += std::abs(fit.parameters.at(name).values[i] - start.at(name).values[i]);
    }
    return distance;
  };
  const LearningRates published;
  EXPECT_GT(moved({1e-3, 1e-3, 3e-3}, "readout_weight"), 2 * moved(published, "readout_weight"));
  EXPECT_GT(moved({1e-3, 3e-3, 1e-3}, "local_bottleneck/1"),
            2 * moved(published, "local_bottleneck/1"));
  EXPECT_LT(moved({2e-4, 1e-3, 1e-3}, "layer_mlp/w2"), 0.5 * moved(published, "layer_mlp/w2"));
}

TEST(FitFactorTopy, KeepsTheReadoutSmallWhereItDecays) {
  const EncodingData study = plant_study(tiny_study(), 1);
  const auto size_of = [&](double decay, const char* name) {
    FitOptions options = tiny_options();
    options.recipe.rates.readout_decay = decay;
    const FitResult fit = fit_factor_topy(study, options, {}, {});
    double size = 0;
    for (const float value : fit.parameters.at(name).values) size += std::abs(value);
    return size;
  };
  EXPECT_LT(size_of(5, "readout_weight"), 0.7 * size_of(0, "readout_weight"));
  EXPECT_NEAR(size_of(5, "space_mlp/w0") / size_of(0, "space_mlp/w0"), 1, 0.01)
      << "of the read-out alone";
}

TEST(PlanOf, NamesTheRecipeButNotTheLength) {
  const EncodingData study = plant_study(tiny_study(), 1);
  FitOptions options = tiny_options();
  const std::string plan = plan_of(study, options);
  EXPECT_NE(plan.find("averaged recipe at "), std::string::npos) << plan;
  options.steps = 4000;
  EXPECT_EQ(plan_of(study, options), plan);
  options.recipe = published_recipe();
  EXPECT_NE(plan_of(study, options).find("published recipe at 0.001 0.001 0.001"),
            std::string::npos);
}

TEST(FitFactorTopy, NeedsAsManyImagesAsItSplitsInto) {
  PlantedOptions few = tiny_study();
  few.images = 2;
  EXPECT_EQ(error_of([&] { fit_factor_topy(plant_study(few, 1), tiny_options(), {}, {}); }),
            "images: expected enough to train, validate and test, found 2 (give more images)");
}

TEST(FitFactorTopy, RefusesFewerThanTenTestImages) {
  const auto error_with = [](int images) {
    PlantedOptions few = tiny_study();
    few.images = images;
    return error_of([&] { fit_factor_topy(plant_study(few, 1), tiny_options(1), {}, {}); });
  };
  for (const int images : {3, 10, 94}) {
    EXPECT_EQ(error_with(images), "planted: expected at least 10 different test images, found " +
                                      std::to_string(images_of_part(0.1, images)) + " among " +
                                      std::to_string(images) +
                                      " images (give responses to 100 different images or more)");
  }
  EXPECT_EQ(error_with(100), "(no error)");
}

/// A planted study in which some images have two names, and responses of their own to each.
EncodingData study_with_twins(const std::vector<std::pair<int, int>>& twins) {
  PlantedStudy planted = make_planted_study({}, 7);
  const FeatureInfo info = planted.features->info();
  std::vector<int> shown(std::size_t(info.image_count()));
  std::iota(shown.begin(), shown.end(), 0);
  for (const auto& [image, twin] : twins) shown[std::size_t(twin)] = image;
  return pair(std::move(planted.recording),
              std::make_shared<FeaturesInMemory>(info, planted.features->read(shown)));
}

TEST(FitFactorTopy, CountsTwinsOnceInTheEvidence) {
  std::vector<std::pair<int, int>> all;
  for (int image = 0; image < 350; ++image) all.emplace_back(image, 350 + image);
  const EncodingData study = study_with_twins(all);
  FitOptions options = quick_options();
  options.steps = 20;
  const FitResult fit = fit_factor_topy(study, options, {}, {});
  ASSERT_EQ(fit.test_images.size(), 70U);
  const Evaluation evaluation = evaluate(fit, study, options);
  EXPECT_EQ(evaluation.test_images, 70);
  EXPECT_EQ(evaluation.leaked_images, 0);
  EncodingData not_known = study;
  not_known.twins.clear();
  const ScoreSum once =
      score_parameters(study, fit.parameters, scaling_of(fit), fit.test_images, options);
  const ScoreSum each =
      score_parameters(not_known, fit.parameters, scaling_of(fit), fit.test_images, options);
  EXPECT_EQ(once.independent_count(), 35);
  EXPECT_EQ(each.independent_count(), 70);
  EXPECT_EQ(fit.evidence, evidence_of(once.correlation(), 35));
  for (std::size_t i = 0; i < fit.r2.size(); ++i) {
    EXPECT_NEAR(once.r2()[i], each.r2()[i], 1e-5) << "every image counts in the score";
  }
}

TEST(Evaluate, FindsTestImagesThatAFitWasTrainedOn) {
  PlantedStudy planted = make_planted_study({}, 7);
  const EncodingData before = pair(planted.recording, planted.features);
  FitOptions options = quick_options();
  options.steps = 2;
  const FitResult fit = fit_factor_topy(before, options, {}, {});
  const EncodingData study = study_with_twins(
      {{fit.training_images[0], fit.test_images[0]}, {fit.test_images[3], fit.test_images[4]}});
  EXPECT_EQ(evaluate(fit, before, options).leaked_images, 0);
  EXPECT_EQ(evaluate(fit, study, options).leaked_images, 1);
}

TEST(PlanOf, SaysThatTwinsAreInOnePart) {
  EXPECT_EQ(plan_of(plant_study(tiny_study(), 1), {}).find("twins"), std::string::npos);
  EXPECT_NE(plan_of(study_with_twins({{3, 5}}), {}).find(", seed 0, twins in one part"),
            std::string::npos);
}

TEST(FitFactorTopy, WorksWithOneLayerAndAnOddGrid) {
  PlantedOptions options = tiny_study();
  options.layers = 1;
  options.rows = 5;
  options.columns = 7;
  const FitResult fit = fit_factor_topy(plant_study(options, 1), tiny_options(), {}, {});
  for (const float w : fit.selectors.layer.values) EXPECT_EQ(w, 1);
  // The centre of an odd grid is the centre of a token: receptive fields must leave it.
  double moved = 0;
  for (const float u : fit.selectors.space.values) moved += std::abs(u);
  EXPECT_GT(moved, 0);
}

TEST(Pair, FindsFeaturesByImageName) {
  const EncodingData study = plant_study(tiny_study(), 1);
  Recording recording;
  recording.subject = study.subject;
  recording.images = {"image 3", "image 1"};
  recording.responses = Array<float>(Shape{2, 40}, 5.0F);
  recording.responses.row(0)[0] = 9;
  recording.responses.row(1)[2] = -1;
  const EncodingData data = pair(recording, study.features);
  EXPECT_EQ(data.images, (std::vector<int>{3, 1}));
  Array<float> responses = data.responses->read({0, 1});
  EXPECT_EQ(responses.row(0)[0], 9);
  apply(measure_responses(data, {0, 1}), responses);
  EXPECT_EQ(responses.row(0)[0], 1);
  EXPECT_EQ(responses.row(1)[0], -1);
  EXPECT_EQ(responses.row(0)[1], 0);  // does not vary
  EXPECT_EQ(measure_responses(data, {0}).factor, std::vector<float>(40, 0));
  recording.images[1] = "image 100";
  EXPECT_EQ(error_of([&] { pair(recording, study.features); }),
            "planted: its image \"image 100\" has no features of network \"planted\" (extract the "
            "features from the same images, under the same names)");
}

}  // namespace
}  // namespace cortiscope
