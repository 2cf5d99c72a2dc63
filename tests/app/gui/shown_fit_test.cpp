#include <gtest/gtest.h>

#include "tests/app/gui/panel_fixture.h"

namespace cortiscope {
namespace {

TEST_F(PanelTest, ShowsTheFitOrCortexThatTheUserOpened) {
  session_.choose({0, 0});
  session_.add(OpenedFit{"s/two.fit.h5", std::make_shared<FitResult>(tiny_fit("two", "2026"))},
               /*is_named=*/true);
  EXPECT_EQ(session_.view().choice, (Choice{0, 2})) << "not the known answer";
  const auto cortex = std::make_shared<Subject>(*tiny_subject());
  cortex->name = "fsaverage";
  cortex->truth.reset();
  session_.add(OpenedSubject{{}, cortex, {}, "s/fsaverage"}, /*is_named=*/true);
  EXPECT_EQ(session_.view().choice, (Choice{1, -1}));
  session_.add(OpenedFit{"s/one.fit.h5", std::make_shared<FitResult>(tiny_fit("one", "2026"))});
  EXPECT_EQ(session_.view().choice, (Choice{1, -1})) << "found in a folder";
}

TEST_F(PanelTest, AFittedModelStaysInSightUntilItsNewFitIsValidated) {
  session_.choose({0, 1});
  const auto before = session_.source();
  FitProgress progress;
  const auto snapshot = std::make_shared<FitSnapshot>();
  snapshot->selectors = tiny_fit("one", "2026").selectors;
  progress.snapshot = snapshot;
  session_.show_running({0, 1}, progress);
  EXPECT_EQ(session_.source(), before);
  const auto validated = std::make_shared<FitSnapshot>(*snapshot);
  validated->validation_r2.assign(60, 0.1F);
  progress.snapshot = validated;
  session_.show_running({0, 1}, progress);
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kRunning);
  session_.end_running();
  EXPECT_EQ(session_.source(), before);
  progress.snapshot = snapshot;
  session_.choose({0, 2});
  session_.show_running({0, 2}, progress);
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kRunning) << "nothing else to show";
}

TEST_F(PanelTest, ARunningFitStartsUnpainted) {
  FitProgress progress;
  const auto snapshot = std::make_shared<FitSnapshot>();
  snapshot->selectors = tiny_fit("two", "2026").selectors;
  std::vector<float>& weights = snapshot->selectors.layer.values;
  std::fill(weights.begin(), weights.end(), 1.0F / 12);
  progress.snapshot = snapshot;
  session_.choose({0, 2});
  session_.set_map({"curvature"});
  session_.set_map({"layer"});
  const auto bare = session_.colors();
  session_.show_running({0, 2}, progress);
  EXPECT_TRUE(session_.colors() == bare) << "no vertex has chosen a layer";
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = i % 12 == 0 ? 1.0F : 0.0F;
  session_.show_running({0, 2}, progress);
  EXPECT_TRUE(session_.colors() != bare);
}

}  // namespace
}  // namespace cortiscope
