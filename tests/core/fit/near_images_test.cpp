#include "core/fit/near_images.h"

#include <gtest/gtest.h>

#include "core/fit/data_check.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// The tiny study with hashes of its images: any, but those of a pair differ in one bit.
EncodingData study_with_near(const std::vector<std::pair<int, int>>& pairs) {
  PlantedStudy planted = make_planted_study(tiny_study(), 1);
  FeatureInfo info = planted.features->info();
  Random random(2);
  for (int i = 0; i < info.image_count(); ++i) {
    std::uint64_t hash = 0;
    for (int part = 0; part < 4; ++part) hash = hash << 16 | std::uint64_t(random.below(65536));
    info.image_hashes.push_back(hash);
  }
  for (const auto& [image, near] : pairs) {
    info.image_hashes[std::size_t(near)] = info.image_hashes[std::size_t(image)] ^ 16;
  }
  std::vector<int> all(100);
  for (int i = 0; i < 100; ++i) all[std::size_t(i)] = i;
  auto features = std::make_shared<FeaturesInMemory>(info, planted.features->read(all));
  return pair(std::move(planted.recording), std::move(features));
}

TEST(NearImages, AreReportedWithTheirNames) {
  EXPECT_EQ(study_with_near({}).concerns, Concerns{});
  EXPECT_EQ(study_with_near({{4, 60}}).concerns,
            Concerns{"1 image nearly repeats another, e.g. \"image 4\" and \"image 60\": where "
                     "one is tested on and the other trained on, scores are too good"});
  EXPECT_EQ(study_with_near({{4, 60}, {5, 61}, {6, 62}, {7, 63}}).concerns,
            Concerns{"4 images nearly repeat another, e.g. \"image 4\" and \"image 60\", \"image "
                     "5\" and \"image 61\", \"image 6\" and \"image 62\", ...: where one is "
                     "tested on and the other trained on, scores are too good"});
}

TEST(NearImages, AreNotReportedTwiceWhereTheyAreTwins) {
  EncodingData study = study_with_near({{4, 60}});
  study.twins.resize(100);
  for (int i = 0; i < 100; ++i) study.twins[std::size_t(i)] = i == 60 ? 4 : i;
  EXPECT_EQ(concern_about_near_images(study), "");
}

TEST(NearImages, CountAcrossASplitAlone) {
  const EncodingData study = study_with_near({{4, 60}, {5, 61}, {6, 62}});
  Split split;
  for (int row = 0; row < 100; ++row) {
    (row == 4 || row == 5 || row == 61 || row == 7 ? split.test
     : row == 6                                    ? split.validation
                                                   : split.training)
        .push_back(row);
  }
  EXPECT_EQ(near_images_across(split, study),
            "1 of 4 test images nearly repeats one that the fit was trained with, e.g. \"image "
            "60\" and \"image 4\": the scores are too good by what they share")
      << "5 and 61 are both tested on, 6 and 62 neither";
  EXPECT_EQ(near_images_across(split, study_with_near({})), "");
  std::swap(split.test, split.validation);
  EXPECT_EQ(near_images_across(split, study),
            "1 of 1 test images nearly repeats one that the fit was trained with, e.g. \"image "
            "62\" and \"image 6\": the scores are too good by what they share");
}

TEST(NearImages, OfAFitAreAConcern) {
  FitResult fit;
  fit.r2 = {0.5F};
  fit.test_images.resize(50);
  fit.provenance.near_images = "1 of 50 test images ...";
  EXPECT_EQ(concerns_about(fit), Concerns{"1 of 50 test images ..."});
}

}  // namespace
}  // namespace cortiscope
