#include <gtest/gtest.h>

#include <cmath>

#include "app/session/joined_fits.h"
#include "core/color/palette.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

using Fits = std::vector<std::shared_ptr<const MapSource>>;

/// A fit of a seed: its first vertex reads one layer, looks at one place and has one scale.
FitResult fit_of_seed(std::uint64_t seed, int layer, float x, float scale) {
  FitResult fit = tiny_fit("aligned", "2026");
  fit.provenance.seed = seed;
  for (int l = 0; l < 12; ++l) fit.selectors.layer.row(0)[l] = l == layer ? 1.0F : 0.0F;
  fit.selectors.space.row(0)[0] = x;
  fit.selectors.scale.values[0] = scale;
  return fit;
}

std::shared_ptr<const MapSource> shared(const FitResult& fit) {
  return std::make_shared<const MapSource>(fit_source(fit, tiny_subject()));
}

/// Depths 0, 1/11 and 2/11, positions -0.1, 0 and 0.1, scales 0.2, 0.4 and 0.6.
Fits three_seeds() {
  return {shared(fit_of_seed(1, 0, -0.1F, 0.2F)), shared(fit_of_seed(2, 1, 0, 0.4F)),
          shared(fit_of_seed(3, 2, 0.1F, 0.6F))};
}

Painting stability_painting(const Fits& fits, MapQuantity quantity, const MapRanges& ranges = {}) {
  PaintRequest request;
  request.map = {"stability"};
  request.quantity = quantity;
  request.ranges = ranges;
  request.least_ceiling = 0;
  return painting_of(joined_fits(fits, request.map).front().source, request);
}

CortexVertex vertex_of_row(std::size_t row) { return {kLh, tiny_subject()->vertices[kLh][row]}; }

Rgb8 color_of_row(const Painting& painting, std::size_t row) {
  return painting.colors(Ground::kLight)[kLh][std::size_t(vertex_of_row(row).vertex)];
}

TEST(StabilityMap, PaintsTheStandardDeviationOverSeeds) {
  const Painting layer = stability_painting(three_seeds(), MapQuantity::kLayer);
  EXPECT_EQ(color_of_row(layer, 0), viridis(1 / 11.0F / 0.2F));
  EXPECT_EQ(color_of_row(layer, 1), viridis(0));
  EXPECT_EQ(layer.title, "Spread over seeds");
  EXPECT_EQ(layer.range, (ColorRange{0, 0.2F}));
  EXPECT_EQ(layer.legend.note, "SD over 3 seeds: expected layer, in depth, not tested");
  EXPECT_EQ(layer.value_text(vertex_of_row(0)), "SD over seeds: depth 0.091");
  EXPECT_EQ(stability_painting(three_seeds(), MapQuantity::kSpace).value_text(vertex_of_row(0)),
            "SD over seeds: half-widths 0.100");
  const Painting scale =
      stability_painting(three_seeds(), MapQuantity::kScale, {{"stability", {0, 0.4F}}});
  EXPECT_EQ(scale.value_text(vertex_of_row(0)), "SD over seeds: scale 0.200");
  EXPECT_EQ(color_of_row(scale, 0), viridis(0.5F));
  EXPECT_EQ(scale.legend.high, "0.4");
  EXPECT_EQ(scale.full_range, (ColorRange{0, 0.3F}));
}

TEST(StabilityMap, IsOfVerticesWithEvidenceInEveryFit) {
  Fits fits;
  for (std::uint64_t seed = 1; seed <= 3; ++seed) {
    FitResult fit = fit_of_seed(seed, int(seed), 0, 0.5F);
    fit.evidence.assign(60, 0.01F);
    if (seed == 2) fit.evidence[0] = 0.4F;
    fits.push_back(shared(fit));
  }
  const Painting painting = stability_painting(fits, MapQuantity::kLayer);
  EXPECT_EQ(painting.mask, "evidence q ≤ 0.05 in every fit");
  EXPECT_EQ(painting.legend.note, "SD over 3 seeds: expected layer, in depth");
  EXPECT_NE(color_of_row(painting, 0), viridis(1 / 11.0F / 0.2F));
  EXPECT_EQ(color_of_row(painting, 1), viridis(0));
}

TEST(JoinedFits, OfStabilityAreTheSeedsOfEachNetworkAndSubject) {
  Fits fits = three_seeds();
  for (std::uint64_t seed = 1; seed <= 2; ++seed) {
    FitResult other = fit_of_seed(seed, 5, 0, 0.5F);
    other.features.network = "other";
    fits.insert(fits.begin() + 1, shared(other));
  }
  const std::vector<JoinedFits> joined = joined_fits(fits, {"stability"});
  ASSERT_EQ(joined.size(), 2U);
  EXPECT_EQ(joined[0].name, "aligned · simulated on builtin · 3 seeds");
  EXPECT_EQ(joined[0].drawn_on, 0U);
  EXPECT_EQ(joined[0].source->stability->fits, 3);
  EXPECT_EQ(joined[1].name, "other · simulated on builtin · 2 seeds");
  EXPECT_EQ(joined[1].drawn_on, 1U);
  EXPECT_EQ(joined[1].source->stability->depth[0], 0);
}

TEST(JoinedFits, OfStabilityNeedSeveralSeeds) {
  const Fits fits = three_seeds();
  EXPECT_EQ(error_of([&] { joined_fits({fits[0]}, {"stability"}); }),
            "map \"stability\": expected two fits or more, found 1 (give fits of several seeds)");
  EXPECT_EQ(error_of([&] {
              joined_fits({fits[0], fits[0]}, {"stability"});
            }),
            "stability: expected fits of one network and subject with different seeds, found seed "
            "1 twice (fit the network again with another --seed)");
  FitResult other = fit_of_seed(2, 5, 0, 0.5F);
  other.features.network = "other";
  EXPECT_EQ(error_of([&] {
              joined_fits({fits[0], shared(other)}, {"stability"});
            }),
            "stability: expected fits of one network and subject with different seeds, found 1 of "
            "them (fit the network again with another --seed)");
}

}  // namespace
}  // namespace cortiscope
