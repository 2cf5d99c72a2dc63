#include "core/fit/data_check.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/base/random.h"
#include "core/fit/twins.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

/// The concerns about the tiny study with some of its responses changed.
template <class Change>
Concerns concerns_with(const Change& change) {
  PlantedStudy planted = make_planted_study(tiny_study(), 1);
  change(planted.recording.responses);
  return pair(std::move(planted.recording), std::move(planted.features)).concerns;
}

TEST(ConcernsAboutResponses, AreNoneOfSoundOnes) {
  EXPECT_EQ(concerns_with([](Array<float>&) {}), Concerns{});
}

TEST(ConcernsAboutResponses, CountConstantVertices) {
  EXPECT_EQ(concerns_with([](Array<float>& responses) {
              for (std::int64_t i = 0; i < responses.rows(); ++i) {
                for (const int vertex : {3, 4, 30}) responses.row(i)[vertex] = 0.25F;
              }
            }),
            Concerns{"3 of 40 vertices have constant responses and cannot be fitted"});
  EXPECT_EQ(concerns_with([](Array<float>& responses) { responses.values.assign(4000, 2); }),
            Concerns{"all 40 vertices have constant responses and cannot be fitted"});
}

TEST(ConcernsAboutResponses, NameTheMostExtreme) {
  EXPECT_EQ(concerns_with([](Array<float>& responses) {
              responses.row(7)[23] = 1e20F;
              responses.row(9)[2] = -70;
            }),
            Concerns{"2 of 40 vertices have extreme responses: 1e+20 of vertex 3 of rh to image "
                     "\"image 7\" is the most extreme; is it a fill value?"});
  EXPECT_EQ(concerns_with([](Array<float>& responses) { responses.row(9)[2] = -70; }),
            Concerns{"1 of 40 vertices has extreme responses: -70 of vertex 2 of lh to image "
                     "\"image 9\" is the most extreme; is it a fill value?"});
}

// In files of 1e20 everywhere outside a mask, it does not stand out by deviations.
TEST(ConcernsAboutResponses, NameHugeOnesThatAreNotAlone) {
  const Concerns concerns = concerns_with([](Array<float>& responses) {
    for (std::int64_t i = 0; i < responses.rows(); i += 2) responses.row(i)[0] = 1e20F;
  });
  EXPECT_EQ(concerns.size(), 1U);
}

TEST(ConcernsAboutResponses, LetLongTailsBe) {
  EXPECT_EQ(concerns_with([](Array<float>& responses) {
              Random random(3);
              for (float& value : responses.values) value = float(std::pow(random.normal(), 3));
            }),
            Concerns{});
}

TEST(Pair, RefusesResponsesThatAreNotFinite) {
  for (const float value : {kUnknown, std::numeric_limits<float>::infinity()}) {
    EXPECT_EQ(error_of([&] {
                concerns_with([&](Array<float>& responses) { responses.row(70)[21] = value; });
              }),
              std::string("planted: expected finite responses, found ") +
                  (std::isnan(value) ? "nan" : "inf") +
                  " of vertex 1 of rh to image \"image 70\" (leave out the image or the vertex)");
  }
}

/// The tiny study with each image of a pair having the tokens of its first.
EncodingData study_with_twins(const std::vector<std::pair<int, int>>& twins) {
  PlantedStudy planted = make_planted_study(tiny_study(), 1);
  const FeatureInfo info = planted.features->info();
  std::vector<int> shown(std::size_t(info.image_count()));
  for (std::size_t i = 0; i < shown.size(); ++i) shown[i] = int(i);
  for (const auto& [image, twin] : twins) shown[std::size_t(twin)] = image;
  return pair(std::move(planted.recording),
              std::make_shared<FeaturesInMemory>(info, planted.features->read(shown)));
}

TEST(Pair, SaysWhichImagesAreLikeATestImage) {
  const auto concerns_of = [](std::vector<int> test_rows, std::vector<std::pair<int, int>> twins) {
    PlantedStudy planted = make_planted_study(tiny_study(), 1);
    const FeatureInfo info = planted.features->info();
    std::vector<int> shown(std::size_t(info.image_count()));
    for (std::size_t i = 0; i < shown.size(); ++i) shown[i] = int(i);
    for (const auto& [image, twin] : twins) shown[std::size_t(twin)] = image;
    planted.recording.test_rows = std::move(test_rows);
    return pair(std::move(planted.recording),
                std::make_shared<FeaturesInMemory>(info, planted.features->read(shown)))
        .concerns;
  };
  EXPECT_EQ(concerns_of({4, 5, 90}, {{4, 60}, {4, 61}, {90, 20}, {7, 8}}).back(),
            "3 images are the same as one of the study's test set, and are left out of "
            "the fit");
  EXPECT_EQ(concerns_of({60, 61}, {{4, 60}, {4, 61}}).back(),
            "1 image is the same as one of the study's test set, and is left out of the "
            "fit");
  EXPECT_EQ(concerns_of({4, 60}, {{4, 60}}).size(), 1U) << "twins within the test set stay there";
}

TEST(Pair, SaysWhatATestImageWithoutFeaturesNeeds) {
  PlantedStudy planted = make_planted_study(tiny_study(), 1);
  planted.recording.images[3] = "unknown";
  const auto error_with = [&](std::vector<int> test_rows) {
    Recording recording = planted.recording;
    recording.test_rows = std::move(test_rows);
    return error_of([&] { pair(std::move(recording), planted.features); });
  };
  const std::string start = "planted: its image \"unknown\" has no features of network \"" +
                            planted.features->info().network + "\" (";
  EXPECT_EQ(error_with({}),
            start + "extract the features from the same images, under the same names)");
  EXPECT_EQ(error_with({3}),
            start +
                "it is of the study's test set: extract the features of those images, too, "
                "into one file with the others)");
}

TEST(FindTwins, ReportsThoseThatWerePlanted) {
  const EncodingData study = study_with_twins({{4, 60}, {4, 61}, {90, 20}});
  ASSERT_EQ(study.twins.size(), 100U);
  for (int image = 0; image < 100; ++image) {
    const int first = image == 60 || image == 61 ? 4 : image == 90 ? 20 : image;
    EXPECT_EQ(study.twins[std::size_t(image)], first);
  }
  EXPECT_EQ(study.concerns,
            Concerns{"3 images are the same as another by tokens or by NSD number, e.g. \"image "
                     "4\" and \"image "
                     "60\": such images are kept in one part of the split, and count once in the "
                     "evidence test"});
}

TEST(FindTwins, FindsNoneWithoutAny) { EXPECT_EQ(study_with_twins({}).twins, std::vector<int>()); }

TEST(FindTwins, ComparesAllLayersAndBothKindsOfTokens) {
  const PlantedStudy planted = make_planted_study(tiny_study(), 1);
  const FeatureInfo& info = planted.features->info();
  std::vector<int> shown(100), images(100);
  for (int i = 0; i < 100; ++i) shown[std::size_t(i)] = images[std::size_t(i)] = i;
  shown[8] = 5;
  const TokenBatch alike = planted.features->read(shown);
  const auto twins_of = [&](const TokenBatch& tokens) {
    return find_twins(FeaturesInMemory(info, tokens), images);
  };
  EXPECT_EQ(twins_of(alike)[8], 5);
  for (std::size_t layer = 0; layer < 4; ++layer) {
    TokenBatch tokens = alike;
    tokens.local[layer].row(8)[17] += 1;
    EXPECT_EQ(twins_of(tokens), std::vector<int>()) << layer;
    tokens = alike;
    tokens.global[layer].row(8)[3] += 1;
    EXPECT_EQ(twins_of(tokens), std::vector<int>()) << layer;
  }
}

TEST(FindTwins, KnowsAnImageOfNsdByItsNumber) {
  const PlantedStudy planted = make_planted_study(tiny_study(), 1);
  FeatureInfo info = planted.features->info();
  std::vector<int> images(100);
  for (int i = 0; i < 100; ++i) images[std::size_t(i)] = i;
  std::vector<int> shown = images;
  shown[40] = 30;  // the same tokens, under a name without a number
  info.images[12] = "test-0001_nsd-00013.png";
  info.images[30] = "train-0007_nsd-00013.png";
  info.images[50] = "nsd-00014";
  const std::vector<int> twins =
      find_twins(FeaturesInMemory(info, planted.features->read(shown)), images);
  ASSERT_EQ(twins.size(), 100U);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(twins[std::size_t(i)], i == 30 || i == 40 ? 12 : i) << i;
  }
}

TEST(SameImagesAs, GoesByTokensAndNumbersNotByOtherNames) {
  const PlantedStudy planted = make_planted_study(tiny_study(), 1);
  FeatureInfo info = planted.features->info();
  std::vector<int> shown = {5, 6, 7, 8};
  info.images = {"image 90", "train-0001_nsd-00013.png", "c", "d"};
  const FeaturesInMemory known(info, planted.features->read(shown));
  info.images = {"image 90", "nsd-00013", "e", "nsd-00014"};
  const FeaturesInMemory others(info, planted.features->read({20, 21, 8, 5}));
  EXPECT_EQ(same_images_as({known, {0, 1, 2, 3}}, {others, {0, 1, 2, 3}}),
            (std::vector<bool>{false, true, true, true}));
  EXPECT_EQ(same_images_as({known, {0, 2}}, {others, {3, 1, 2}}),
            (std::vector<bool>{true, false, false}));
}

TEST(WithTwinsTogether, MovesNothingElse) {
  EXPECT_EQ(with_twins_together({9, 2, 5}, {}), (std::vector<int>{9, 2, 5}));
  EXPECT_EQ(with_twins_together({0, 1, 3, 4}, {0, 1, 2, 0, 4}), (std::vector<int>{0, 3, 1, 4}));
  EXPECT_EQ(count_different({0, 1, 3, 4}, {0, 1, 2, 0, 4}), 3);
}

TEST(ConcernsAboutAFit, AreFewTestImagesBeforeItStarts) {
  const EncodingData study = plant_study(tiny_study(), 1);
  EXPECT_EQ(concerns_about(study, tiny_options()),
            Concerns{"only 10 test images: scores are coarse and evidence is rare with fewer than "
                     "50"});
  FitOptions half = tiny_options();
  half.test = 0.5;
  EXPECT_EQ(concerns_about(study, half), Concerns{});
}

FitResult finished_fit() {
  FitResult fit;
  fit.features.network = "one";
  fit.r2 = {0.5F, 0.1F, kUnknown};
  fit.evidence = {0.01F, 0.2F, kUnknown};
  fit.test_images.resize(50);
  return fit;
}

TEST(ConcernsAboutAFit, AreNoneWhereItFoundSomething) {
  EXPECT_EQ(concerns_about(finished_fit()), Concerns{});
}

TEST(ConcernsAboutAFit, AreAnAnswerThatIsNone) {
  FitResult fit = finished_fit();
  fit.evidence[0] = 0.06F;
  EXPECT_EQ(concerns_about(fit),
            Concerns{"no vertex has evidence: network \"one\" predicts these responses no better "
                     "than chance"});
  fit.evidence.clear();
  EXPECT_EQ(concerns_about(fit), Concerns{}) << "not tested";
  fit.r2.assign(3, kUnknown);
  fit.test_images.resize(12);
  EXPECT_EQ(concerns_about(fit),
            (Concerns{"no vertex has a score: the responses to the test images do not vary",
                      "only 12 test images: scores are coarse and evidence is rare with fewer than "
                      "50"}));
  fit.provenance.steps = 9;
  EXPECT_EQ(concerns_about(fit), Concerns{}) << "stopped";
}

}  // namespace
}  // namespace cortiscope
