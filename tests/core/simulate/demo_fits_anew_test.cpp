// The fits that come with the program against one made now.
#include "core/simulate/demo_fits.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/fit/study_files.h"
#include "core/metrics/score.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/demonstration.h"
#include "core/simulate/simulate_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The share of the vertices whose layer is clear (confidence above 0.3) for which both name the
/// same layer.
double same_layer_share(const Selectors& a, const Selectors& b) {
  const std::vector<int> layers_a = chosen_layers(a), layers_b = chosen_layers(b);
  const std::vector<float> confidence = layer_confidence(a);
  int clear = 0, same = 0;
  for (std::size_t v = 0; v < layers_a.size(); ++v) {
    if (!(confidence[v] > 0.3F)) continue;
    ++clear;
    same += layers_a[v] == layers_b[v];
  }
  EXPECT_GT(clear, int(layers_a.size()) / 2);
  return double(same) / clear;
}

double mean_difference(const std::vector<float>& a, const std::vector<float>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += std::abs(double(a[i]) - double(b[i]));
  return sum / double(a.size());
}

// Measured, against a fit made with two threads: the same again differs by rounding (scores by
// 3e-5). One thread, whose sums have another order: the same layer in 99.5 % of the clear vertices,
// scores 0.0014, positions 0.003 and scales 0.0008 apart in the mean. The eager engine: 99.4 %,
// 0.0024, 0.006, 0.0011. Another seed alone, which the test must distinguish: 94.8 %, 0.12, 0.043,
// 0.017.
TEST(InstalledDemoFits, AreWhatThisProgramMakes) {
  const TempDir folder;
  SimulationOptions simulation;
  simulation.networks = {"aligned"};
  simulation.images = kDemoImages;
  write_study(simulate_study(simulation, builtin_cortex()), folder.path());
  const FitFiles files{folder / "subject.h5", folder / "aligned.features.h5", folder / "fit.h5"};
  const FitResult made =
      fit_factor_topy(open_study(files, kDefaultCacheGb), demo_fit_options(), {}, {});

  const auto installed = installed_demo_fit("aligned", made.subject);
  ASSERT_TRUE(installed);
  EXPECT_EQ(installed->test_images, made.test_images);
  EXPECT_GE(same_layer_share(installed->selectors, made.selectors), 0.98);
  EXPECT_LE(mean_difference(installed->r2, made.r2), 0.01);
  EXPECT_LE(mean_difference(installed->selectors.space.values, made.selectors.space.values), 0.02);
  EXPECT_LE(mean_difference(installed->selectors.scale.values, made.selectors.scale.values), 0.01);
}

}  // namespace
}  // namespace cortiscope
