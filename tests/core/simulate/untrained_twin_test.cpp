// The untrained twin of the network that a simulated subject responds through.
#include <gtest/gtest.h>

#include "core/analysis/evaluate.h"
#include "core/backbone/extract.h"
#include "core/backbone/open_backbone.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/features_file.h"
#include "core/metrics/score.h"
#include "core/open/open_images.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/simulate_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// `aligned` and `untrained` beside a subject, in files.
const std::filesystem::path& study() {
  static const TempDir folder;
  static const bool is_made = [] {
    SimulationOptions options;
    options.networks = {"aligned", "untrained"};
    options.images = 400;
    options.vertices = 120;
    options.seed = 3;
    write_study(simulate_study(options, builtin_cortex(3)), folder.path());
    return true;
  }();
  EXPECT_TRUE(is_made);
  return folder.path();
}

double score_of(const std::string& network) {
  FitOptions options;
  options.steps = 1000;
  options.bottleneck = 64;
  options.device = "cpu";
  options.threads = 1;
  const EncodingData data =
      open_study(study() / "subject.h5", study() / (network + ".features.h5"), kDefaultCacheGb);
  return mean_of_known(fit_factor_topy(data, options, {}, {}).r2);
}

TEST(UntrainedTwin, PredictsLessThanTheTrainedNetwork) {
  const double trained = score_of("aligned"), twin = score_of("untrained");
  EXPECT_GT(trained, 0.05);
  EXPECT_LT(twin, 0.8 * trained);
}

TEST(UntrainedTwin, IsWhatExtractionGivesOfTheTrainedNetwork) {
  const TempDir folder;
  ExtractOptions options;
  options.untrained = 3;
  const auto network = open_backbone(study() / "aligned.pt");
  ASSERT_TRUE(extract_features(*network, *open_images(study() / "images.h5"), options,
                               folder / "twin.h5", {}, {}));
  const FeaturesFile extracted(folder / "twin.h5"), simulated(study() / "untrained.features.h5");
  EXPECT_EQ(extracted.info().network, "aligned, untrained (seed 3)");
  EXPECT_TRUE(extracted.info().is_synthetic);
  EXPECT_EQ(simulated.info().network, "untrained");
  EXPECT_TRUE(simulated.info().is_synthetic);
  const std::vector<int> some = {0, 33, 399};
  for (int l = 0; l < 12; ++l) {
    EXPECT_EQ(extracted.read(some).local[l].values, simulated.read(some).local[l].values);
    EXPECT_EQ(extracted.read(some).global[l].values, simulated.read(some).global[l].values);
  }
}

}  // namespace
}  // namespace cortiscope
