// Fits of studies that name their own test set.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/fit/fit.h"
#include "core/fit/forecast.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

/// The images in the features of some rows of responses, which may be in another order.
std::vector<int> images_at(const EncodingData& data, const std::vector<int>& rows) {
  std::vector<int> images;
  for (const int row : rows) images.push_back(data.images[std::size_t(row)]);
  return images;
}

TEST(FitFactorTopy, IsTestedOnTheStudysOwnTestSet) {
  EncodingData study = plant_study(tiny_study(), 1);
  for (int row = 20; row < 80; row += 2) study.test_rows.push_back(row);
  const FitResult fit = fit_factor_topy(study, tiny_options(1), {}, {});
  EXPECT_EQ(fit.test_images, images_at(study, study.test_rows));
  EXPECT_EQ(fit.validation_images.size(), 7U) << "a tenth of the 70 others";
  EXPECT_EQ(fit.training_images.size(), 63U);
  std::vector<int> all = fit.training_images;
  for (const auto* part : {&fit.validation_images, &fit.test_images}) {
    all.insert(all.end(), part->begin(), part->end());
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::unique(all.begin(), all.end()), all.end()) << "one image in two parts";

  FitOptions other = tiny_options(1);
  other.seed = 5;
  other.test = 0.5;
  EXPECT_EQ(fit_factor_topy(study, other, {}, {}).test_images, fit.test_images);
  const FitWork work = work_of(study, other);
  EXPECT_EQ(work.test_images, 30);
  EXPECT_EQ(work.validation_images, 7);
}

TEST(FitFactorTopy, RefusesAStudysOwnTestSetOfFewImages) {
  EncodingData study = plant_study(tiny_study(), 1);
  study.test_rows = {1, 2, 3};
  EXPECT_EQ(error_of([&] { fit_factor_topy(study, tiny_options(1), {}, {}); }),
            "planted: expected at least 10 different test images, found 3 in the study's own test "
            "set (write the subject without a test set, and a fit holds out images itself)");
}

// Fits of before go on: their checkpoints hold this text.
TEST(PlanOf, NamesATestSetOnlyWhereTheStudyGivesOne) {
  EncodingData study = plant_study(tiny_study(), 1);
  const std::string plan = plan_of(study, tiny_options());
  EXPECT_EQ(plan.find("test set"), std::string::npos) << plan;
  study.test_rows = {4};
  EXPECT_EQ(plan_of(study, tiny_options()), plan + ", the study's own test set");
}

}  // namespace
}  // namespace cortiscope
