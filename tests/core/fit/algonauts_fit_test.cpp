// A fit of an Algonauts folder from end to end.
#include <gtest/gtest.h>

#include "core/fit/fit.h"
#include "core/fit/study_files.h"
#include "tests/support/algonauts_study.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

TEST(FitAlgonauts, EqualsTheFitOfTheSameDataInASubjectFileBitForBit) {
  for (const int test_images : {0, 15}) {
    const AlgonautsLayout layout =
        test_images > 0 ? AlgonautsLayout{"<f8", /*is_column_major=*/true} : AlgonautsLayout{};
    const TempDir folder;
    const Cortex cortex = write_algonauts_study(folder.path(), layout, test_images);
    const auto features = folder / "features.h5";
    const FitResult expected =
        fit_factor_topy(open_study(folder / "subject.h5", features, 1), tiny_options(), {}, {});
    EXPECT_EQ(expected.test_images.size(), test_images > 0 ? 15U : 10U);
    for (const double cache_gb : {0.0, 1.0}) {
      const EncodingData data =
          open_study(folder / "subj01", features, cache_gb, [&] { return cortex; });
      const FitResult fit = fit_factor_topy(data, tiny_options(), {}, {});
      EXPECT_EQ(fit.selectors.layer.values, expected.selectors.layer.values);
      EXPECT_EQ(fit.selectors.space.values, expected.selectors.space.values);
      EXPECT_EQ(fit.selectors.scale.values, expected.selectors.scale.values);
      EXPECT_EQ(fit.r2, expected.r2);
      EXPECT_EQ(fit.parameters.at("readout_weight").values,
                expected.parameters.at("readout_weight").values);
      EXPECT_EQ(fit.subject.noise_ceiling, expected.subject.noise_ceiling);
      EXPECT_EQ(fit.test_images, expected.test_images);
    }
  }
}

TEST(FitAlgonauts, PassesOnWhatTheFolderLacks) {
  const TempDir folder;
  const Cortex cortex = write_algonauts_study(folder.path());
  std::filesystem::remove(folder / "subj01/roi_masks/mapping_prf-visualrois.npy");
  const EncodingData data =
      open_study(folder / "subj01", folder / "features.h5", 1, [&] { return cortex; });
  ASSERT_FALSE(data.concerns.empty());
  EXPECT_EQ(
      data.concerns[0],
      "mapping_prf-visualrois.npy: missing, so that the regions of \"prf-visualrois\" have no "
      "names and are left out");
}

}  // namespace
}  // namespace cortiscope
