#include "core/analysis/second_test.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "core/metrics/score.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// The recording's rows first..end - 1.
Recording rows_of_recording(const Recording& recording, int first, int end) {
  std::vector<int> rows(std::size_t(end - first));
  std::iota(rows.begin(), rows.end(), first);
  Recording some = recording;
  some.images.assign(recording.images.begin() + first, recording.images.begin() + end);
  some.responses = rows_of(recording.responses, rows);
  return some;
}

/// A planted study of 130 images: 100 that are fitted, 30 others. Two regions halve lh, V1 its
/// first ten vertices.
struct SecondTestOf : testing::Test {
  PlantedStudy planted;
  EncodingData fitted;
  FitResult fit;

  SecondTestOf() {
    PlantedOptions options = tiny_study();
    options.images = 130;
    planted = make_planted_study(options, 1);
    std::vector<int> first(10), others(10);
    std::iota(first.begin(), first.end(), 0);
    std::iota(others.begin(), others.end(), 10);
    planted.recording.subject.cortex[kLh].regions = {{"V1", first}, {"V2", others}};
    fitted = pair(rows_of_recording(planted.recording, 0, 100), planted.features);
    fit = fit_factor_topy(fitted, tiny_options(60), {}, {});
  }

  Recording others() const { return rows_of_recording(planted.recording, 100, 130); }
  SecondTest score(Recording recording) const {
    return score(pair(std::move(recording), planted.features));
  }
  SecondTest score(const EncodingData& second) const {
    return score_second_test(fit, fitted, fit.r2, second, tiny_options());
  }
  std::string error_with(Recording recording) const {
    return error_of([&] { score(std::move(recording)); });
  }
};

TEST_F(SecondTestOf, TheFitsOwnTestImagesDropsNothing) {
  const SecondTest found = score(fitted);
  EXPECT_EQ(found.images, int(fit.test_images.size()));
  EXPECT_EQ(found.left_out, 100 - int(fit.test_images.size())) << "it was trained with those";
  EXPECT_EQ(found.r2, fit.r2);
  EXPECT_EQ(found.all.r2(), 0);
  EXPECT_EQ(found.all.vertices, 40);
  ASSERT_TRUE(found.all.r2_over_ceiling());
  EXPECT_EQ(*found.all.r2_over_ceiling(), 0);
  EXPECT_NEAR(*found.all.own.r2_over_ceiling,
              score_over_ceiling(fit.r2, fitted.subject.noise_ceiling), 1e-6);
}

TEST_F(SecondTestOf, OtherImagesIsScoredOnAllOfThem) {
  const SecondTest found = score(others());
  EXPECT_EQ(found.images, 30);
  EXPECT_EQ(found.left_out, 0);
  EXPECT_NEAR(found.all.second.r2, mean_of_known(found.r2), 1e-6);
  EXPECT_NEAR(found.all.own.r2, mean_of_known(fit.r2), 1e-6);
  EXPECT_NE(found.r2, fit.r2);
}

TEST_F(SecondTestOf, ARegionOfOtherResponsesDropsThereAlone) {
  Recording changed = others();
  for (std::int64_t image = 0; image < 30; ++image) {
    for (int vertex = 0; vertex < 10; ++vertex) changed.responses.row(image)[vertex] += 10;
  }
  const SecondTest before = score(others()), found = score(std::move(changed));
  ASSERT_EQ(found.regions.size(), 2U);
  EXPECT_EQ(found.regions[0].name, "V1");
  EXPECT_EQ(found.regions[0].drop.vertices, 10);
  double first_ten = 0;
  for (std::size_t i = 0; i < 10; ++i) first_ten += double(found.r2[i]) / 10;
  EXPECT_NEAR(found.regions[0].drop.second.r2, first_ten, 1e-6);
  EXPECT_GT(found.regions[0].drop.r2(), before.regions[0].drop.r2() + 1);
  EXPECT_EQ(found.regions[1].drop.r2(), before.regions[1].drop.r2());
}

TEST_F(SecondTestOf, AConstantVertexCountsInNeitherMean) {
  Recording changed = others();
  for (std::int64_t image = 0; image < 30; ++image) changed.responses.row(image)[0] = 1;
  const SecondTest found = score(std::move(changed));
  EXPECT_TRUE(std::isnan(found.r2[0]));
  EXPECT_EQ(found.all.vertices, 39);
  EXPECT_NEAR(found.all.own.r2, mean_of_known({fit.r2.begin() + 1, fit.r2.end()}), 1e-6);
}

TEST_F(SecondTestOf, CeilingsOfBothSetsDecideWhichVerticesCount) {
  Recording changed = others();
  changed.subject.noise_ceiling.assign(40, 0.3F);
  changed.subject.noise_ceiling[5] = 0.05F;
  const SecondTest found = score(changed);
  double own = 0, second = 0;
  for (std::size_t i = 0; i < 40; ++i) {
    if (i == 5) continue;
    own += double(fit.r2[i]) / fitted.subject.noise_ceiling[i] / 39;  // they are equal everywhere
    second += double(found.r2[i]) / 0.3F / 39;
  }
  EXPECT_NEAR(*found.all.own.r2_over_ceiling, own, 1e-5);
  EXPECT_NEAR(*found.all.second.r2_over_ceiling, second, 1e-5);
  changed.subject.noise_ceiling.clear();
  EXPECT_FALSE(score(changed).all.r2_over_ceiling()) << "its ceilings are not those of the others";
}

TEST_F(SecondTestOf, ImagesOfOneNumberOfNsdAreTheSame) {
  const auto numbered = [&](const char* start, int number) {
    FeatureInfo info = planted.features->info();
    std::vector<int> shown(130);
    std::iota(shown.begin(), shown.end(), 0);
    info.images[std::size_t(number)] = std::string(start) + "nsd-00007.png";
    return std::make_shared<FeaturesInMemory>(info, planted.features->read(shown));
  };
  const int trained = fit.training_images[0];
  EncodingData with_number = fitted;
  with_number.features = numbered("train-0001_", trained);
  fit.features.images = with_number.features->info().images;
  EncodingData second = pair(others(), planted.features);
  second.features = numbered("shared-", 104);
  const SecondTest found = score_second_test(fit, with_number, fit.r2, second, tiny_options());
  EXPECT_EQ(found.left_out, 1);
}

TEST_F(SecondTestOf, WhatCannotBeComparedIsRefused) {
  EXPECT_EQ(error_with(rows_of_recording(planted.recording, 100, 109)),
            "planted: expected at least 10 different images that the fit was not trained with, "
            "found 9 of 9 (give responses to other images)");
  Recording z_scored = others();
  z_scored.is_z_scored = true;
  EXPECT_EQ(error_with(z_scored),
            "planted: expected responses that are no z-scores, as the fit was made from, found "
            "z-scores (write the test set's subject in the same unit; z_scored says which it is)");
  Recording fewer = others();
  fewer.subject.vertices[kRh].pop_back();
  std::vector<float> values;
  for (std::int64_t i = 0; i < 30; ++i) {
    values.insert(values.end(), fewer.responses.row(i), fewer.responses.row(i) + 39);
  }
  fewer.responses = Array<float>(Shape{30, 39}, std::move(values));
  fewer.subject.noise_ceiling.pop_back();
  EXPECT_EQ(error_with(fewer),
            "planted: the fit's 40 vertices are not the subject's 39 (a second test set is of the "
            "vertices and layers fitted)");
}

}  // namespace
}  // namespace cortiscope
