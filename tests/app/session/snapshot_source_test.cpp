#include "app/session/snapshot_source.h"

#include <gtest/gtest.h>

#include <cmath>

#include "app/session/map_table.h"
#include "app/session/vertex_card.h"
#include "app/session/window_figure.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

Selectors equal_weights(int vertices, int layers) {
  Selectors selectors;
  selectors.layer = Array<float>(Shape{vertices, layers}, 1.0F / float(layers));
  selectors.space = Array<float>(Shape{vertices, 2});
  selectors.scale = Array<float>(Shape{vertices}, 0.5F);
  return selectors;
}

/// A fit that went from equal weights to its selectors at once.
std::shared_ptr<const MapSource> learned_fit() {
  FitResult fit = tiny_fit("one", "2026");
  fit.evidence.assign(60, 0.01F);
  fit.evidence[0] = 0.9F;  // no evidence
  fit.snapshots = {snapshot_of(0, 1, equal_weights(60, 12), {}),
                   snapshot_of(8, 0.5, fit.selectors, std::vector<float>(60, 0.125F))};
  return std::make_shared<const MapSource>(fit_source(fit, tiny_subject()));
}

std::shared_ptr<const MapSource> at(int which) {
  return std::make_shared<const MapSource>(snapshot_source(learned_fit(), which));
}

HemisphereColors colors_of(const std::shared_ptr<const MapSource>& source, const Map& map,
                           bool shows_all = false) {
  PaintRequest request;
  request.map = map;
  request.shows_all = shows_all;
  request.least_ceiling = 0;
  return painting_of(source, request).colors(Ground::kLight);
}

TEST(SnapshotSource, IsGreyAtTheStartAndLikeTheFitWhereItEquals) {
  const auto bare = std::make_shared<const MapSource>(bare_source(tiny_subject()));
  EXPECT_EQ(colors_of(at(0), {"layer"}, true), colors_of(bare, {"layer"}));
  EXPECT_EQ(colors_of(at(0), {"score"}), colors_of(bare, {"score"}));
  EXPECT_NE(colors_of(at(1), {"layer"}), colors_of(bare, {"layer"}));
  const auto then = colors_of(at(1), {"scale"}), end = colors_of(learned_fit(), {"scale"});
  for (const Hemisphere h : kHemispheres) {
    for (std::size_t v = 0; v < end[h].size(); ++v) {
      EXPECT_NEAR(then[h][v].r, end[h][v].r, 2) << v;
      EXPECT_NEAR(then[h][v].b, end[h][v].b, 2) << v;
    }
  }
}

// The score of then, unknown at the start, must not hide what the fit has evidence for.
TEST(SnapshotSource, IsMaskedByTheEvidenceOfTheFit) {
  const auto count = [](const HemisphereColors& a, const HemisphereColors& b) {
    int different = 0;
    for (const Hemisphere h : kHemispheres) {
      for (std::size_t v = 0; v < a[h].size(); ++v) different += !(a[h][v] == b[h][v]);
    }
    return different;
  };
  const auto bare = std::make_shared<const MapSource>(bare_source(tiny_subject()));
  EXPECT_EQ(count(colors_of(at(0), {"scale"}, true), colors_of(bare, {"scale"})), 60);
  EXPECT_EQ(count(colors_of(at(0), {"scale"}), colors_of(bare, {"scale"})), 59);
}

TEST(SnapshotSource, PaintsWhatItDoesNotHoldAsItEnded) {
  for (const MapEntry& entry : map_table()) {
    if (!entry.has(kNeedsFit) || entry.has(kInSnapshots)) continue;
    EXPECT_EQ(colors_of(at(0), entry.map()), colors_of(learned_fit(), entry.map())) << entry.name;
  }
}

TEST(SnapshotSource, GivesItsOwnCard) {
  const Subject& subject = *tiny_subject();
  const CortexVertex vertex = {kLh, subject.vertices[kLh][1]};
  const VertexCard start = card_of(*at(0), vertex), end = card_of(*learned_fit(), vertex);
  EXPECT_NEAR(start.read->expected_layer, 6.5, 0.03);
  EXPECT_NEAR(start.read->confidence, 0, 0.01);
  EXPECT_TRUE(start.read->layer_weights.empty()) << "it holds none";
  EXPECT_TRUE(std::isnan(start.score));
  EXPECT_FALSE(start.is_tested);
  const VertexCard then = card_of(*at(1), vertex);
  EXPECT_EQ(then.read->layer, end.read->layer);
  EXPECT_NEAR(then.read->expected_layer, end.read->expected_layer, 0.03);
  EXPECT_NEAR(then.read->x, end.read->x, 0.005);
  EXPECT_NEAR(then.score, 0.125, 0.003);
  EXPECT_EQ(then.score_name, "validation R²");
}

TEST(SnapshotSource, IsAFigureOfItsStep) {
  Library library;
  Look look;
  look.map = {"scale"};
  look.choice = library.add_fit(tiny_fit("one", "2026"), "one.fit.h5");
  const FigureRequest figure = figure_of_window(library, look, *at(1), {{"flat", 1}});
  EXPECT_EQ(figure.step, 8);
  EXPECT_EQ(figure.inputs, (std::vector<std::string>{"one.fit.h5"}));
  EXPECT_FALSE(figure_of_window(library, look, *learned_fit(), {{"flat", 1}}).step);
}

TEST(SnapshotSource, IsFoundByItsStepAndSaysIt) {
  EXPECT_EQ(snapshot_after(*learned_fit(), 8), 1);
  EXPECT_FALSE(snapshot_after(*learned_fit(), 5));
  EXPECT_EQ(step_text(*at(1)), "step 8 of 100");
  EXPECT_EQ(step_text(*learned_fit()), "");
}

TEST(FitSource, HasNoSnapshotsWhereTheFitKeptNone) {
  EXPECT_EQ(fit_source(tiny_fit("one", "2026"), tiny_subject()).snapshots, nullptr);
  EXPECT_EQ(learned_fit()->snapshots->size(), 2U);
}

}  // namespace
}  // namespace cortiscope
