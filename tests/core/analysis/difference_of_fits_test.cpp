// What differs between two fits of planted responses: one of the network that they were made from,
// one of the same network with its late layers rewired.
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "core/analysis/difference.h"
#include "core/metrics/score.h"
#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

constexpr int kEarly = 2;  // layers that are kept, of four

/// The study with the features of the fine-tuned network: layers 3 and 4 have changed places.
EncodingData fine_tuned(EncodingData study) {
  FeatureInfo info = study.features->info();
  info.network = "planted, fine-tuned";
  std::vector<int> all(std::size_t(info.image_count()));
  std::iota(all.begin(), all.end(), 0);
  TokenBatch tokens = study.features->read(all);
  std::swap(tokens.local[2], tokens.local[3]);
  std::swap(tokens.global[2], tokens.global[3]);
  study.features = std::make_shared<FeaturesInMemory>(std::move(info), std::move(tokens));
  return study;
}

FitResult fitted(const EncodingData& study) {
  FitOptions options;
  options.steps = 1000;
  options.bottleneck = 32;
  options.device = "cpu";
  options.threads = 1;
  return fit_factor_topy(study, options, {}, {});
}

FitMaps maps_of(const FitResult& fit) {
  return {fit.subject, fit.features.network, fit.provenance.seed, fit.selectors,
          fit.r2,      fit.evidence};
}

double share(int part, int whole) { return double(part) / whole; }

TEST(DifferencesOfFits, AreFoundWhereTheyWerePlantedAndNowhereElse) {
  const EncodingData study = plant_study({}, 7);
  const FitResult before = fitted(study), after = fitted(fine_tuned(study));
  const VertexDifferences found = differences_between(maps_of(before), maps_of(after));
  ASSERT_TRUE(found.evidence.is_of_all);

  const Selectors& truth = study.subject.truth->selectors;
  const std::vector<int> planted = chosen_layers(truth);
  int early = 0, kept = 0, late = 0, moved = 0;
  double early_change = 0, late_change = 0;  // the latter along what was planted
  std::vector<float> displacement;           // of vertices that look somewhere
  for (std::size_t i = 0; i < planted.size(); ++i) {
    if (!found.evidence.counts(i)) continue;
    if (truth.scale.values[i] < 0.5F) displacement.push_back(found.displacement[i]);
    if (planted[i] < kEarly) {
      ++early;
      early_change += std::abs(found.depth[i]);
      kept += std::abs(found.depth[i]) < 1 / 6.0;
    } else {
      ++late;
      const double along = planted[i] == 2 ? found.depth[i] : -found.depth[i];
      late_change += along;
      moved += along > 1 / 6.0;
    }
  }
  ASSERT_GT(early, 60);
  ASSERT_GT(late, 60);
  EXPECT_LT(early_change / early, 0.1) << "planted: none";
  EXPECT_GT(share(kept, early), 0.75);
  EXPECT_GT(late_change / late, 0.18) << "planted: a third";
  EXPECT_GT(share(moved, late), 0.7);
  EXPECT_LT(mean_of_known(displacement), 0.2) << "no receptive field was moved";
  EXPECT_NEAR(mean_of_known(found.score), 0, 0.03) << "no stage was lost";
}

}  // namespace
}  // namespace cortiscope
