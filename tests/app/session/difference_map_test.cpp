#include <gtest/gtest.h>

#include "app/session/joined_fits.h"
#include "core/color/palette.h"
#include "core/color/space_palette.h"
#include "core/simulate/known_answer.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

using Fits = std::vector<std::shared_ptr<const MapSource>>;

std::shared_ptr<const MapSource> shared(const FitResult& fit) {
  return std::make_shared<const MapSource>(fit_source(fit, tiny_subject()));
}

/// As if the known answer had been found in `aligned` and in the fine-tuned network.
Fits before_and_after() {
  FitResult after = tiny_fit("aligned, fine-tuned", "2026");
  after.selectors = *known_answer(after.features.network, after.selectors);
  after.r2.assign(60, 0.35F);
  return {shared(tiny_fit("aligned", "2026")), shared(after)};
}

Painting difference_painting(const Fits& fits, MapQuantity quantity, const MapRanges& ranges = {},
                             bool shows_all = false) {
  PaintRequest request;
  request.map = {"difference"};
  request.quantity = quantity;
  request.ranges = ranges;
  request.shows_all = shows_all;
  request.least_ceiling = 0;
  return painting_of(joined_fits(fits, request.map).front().source, request);
}

/// The colours of the encoded vertices, as rows.
std::vector<Rgb8> row_colors(const Painting& painting) {
  const HemisphereColors colors = painting.colors(Ground::kLight);
  std::vector<Rgb8> rows;
  for (const Hemisphere h : kHemispheres) {
    for (const int v : tiny_subject()->vertices[h]) rows.push_back(colors[h][std::size_t(v)]);
  }
  return rows;
}

TEST(DifferenceMap, IsWhiteWhereFineTuningKeptTheLayersAndStrongWhereItRewiredThem) {
  const Fits fits = before_and_after();
  const Painting painting = difference_painting(fits, MapQuantity::kLayer);
  const std::vector<Rgb8> colors = row_colors(painting);
  const VertexDifferences found = differences_between(fit_maps(*fits[0]), fit_maps(*fits[1]));
  for (std::size_t i = 0; i < colors.size(); ++i) {
    EXPECT_EQ(colors[i], difference_color(found.depth[i], 0.5F));
  }
  EXPECT_EQ(painting.title, "Difference");
  EXPECT_EQ(painting.range, (ColorRange{-0.5F, 0.5F}));
  EXPECT_EQ(painting.legend.low, "-0.5");
  EXPECT_EQ(painting.legend.caption, "0");
  EXPECT_EQ(painting.legend.high, "0.5");
  EXPECT_EQ(painting.legend.note, "B - A: expected layer, in depth, not tested");
  EXPECT_EQ(painting.legend.color(0.5F, 0), difference_color(0, 1));
  EXPECT_EQ(painting.legend.color(1, 0), red_blue(1));
}

TEST(DifferenceMap, PaintsScoreAndConfidenceOverARangeOfItsOwn) {
  const Fits fits = before_and_after();
  const Painting score = difference_painting(fits, MapQuantity::kScore);
  EXPECT_EQ(score.range, (ColorRange{-0.2F, 0.2F}));
  EXPECT_EQ(row_colors(score)[7], difference_color(0.35F - 0.25F, 0.2F));
  EXPECT_EQ(score.value_text({kLh, tiny_subject()->vertices[kLh][0]}), "B - A: R² +0.100");
  const Painting wide =
      difference_painting(fits, MapQuantity::kScore, {{"difference", {-0.4F, 0.4F}}});
  EXPECT_EQ(row_colors(wide)[7], difference_color(0.35F - 0.25F, 0.4F));
  EXPECT_EQ(wide.legend.high, "0.4");
  const Painting confidence = difference_painting(fits, MapQuantity::kConfidence);
  EXPECT_EQ(row_colors(confidence)[7], difference_color(0, 1));
}

TEST(DifferenceMap, PaintsWhereReceptiveFieldsHaveMovedTo) {
  FitResult moved = tiny_fit("aligned", "2026");
  moved.provenance.seed = 2;
  moved.selectors.space.row(0)[0] += 0.25F;
  moved.selectors.space.row(0)[1] -= 0.5F;
  const Fits fits = {shared(tiny_fit("aligned", "2026")), shared(moved)};
  const Painting painting = difference_painting(fits, MapQuantity::kSpace);
  EXPECT_EQ(row_colors(painting)[0], space_color(0.5F, -1));
  EXPECT_EQ(row_colors(painting)[1], space_color(0, 0));
  EXPECT_EQ(painting.legend.kind, Legend::Kind::kSquare);
  EXPECT_EQ(painting.legend.note, "B - A: displacement of receptive fields, ±0.5, not tested");
  EXPECT_EQ(painting.value_text({kLh, tiny_subject()->vertices[kLh][0]}),
            "B - A: moved right 0.25, up 0.50");
}

TEST(DifferenceMap, IsOfVerticesWithEvidenceInBothFits) {
  FitResult first = tiny_fit("aligned", "2026"), second = tiny_fit("other", "2026");
  first.evidence.assign(60, 0.01F);
  second.evidence.assign(60, 0.01F);
  first.evidence[0] = second.evidence[1] = 0.5F;
  const Fits fits = {shared(first), shared(second)};
  const Painting painting = difference_painting(fits, MapQuantity::kLayer);
  EXPECT_EQ(painting.mask, "evidence q ≤ 0.05 in both fits");
  EXPECT_EQ(painting.legend.note, "B - A: expected layer, in depth");
  const std::vector<Rgb8> colors = row_colors(painting);
  PaintRequest nothing;
  nothing.map = {"layer"};
  const std::vector<Rgb8> bare = row_colors(
      painting_of(std::make_shared<const MapSource>(bare_source(tiny_subject())), nothing));
  EXPECT_EQ(colors[0], bare[0]);
  EXPECT_EQ(colors[1], bare[1]);
  EXPECT_EQ(colors[2], difference_color(0, 1));
  EXPECT_EQ(painting.legend.hatch, "no evidence") << "no difference is nearly as light";
  EXPECT_TRUE(painting.hatched_vertices()[kLh][std::size_t(tiny_subject()->vertices[kLh][1])]);
  const Painting all = difference_painting(fits, MapQuantity::kLayer, {}, true);
  EXPECT_EQ(all.mask, "");
  EXPECT_EQ(all.legend.hatch, "no evidence");
  const int hatched = tiny_subject()->vertices[kLh][1];
  EXPECT_TRUE(all.hatched_vertices()[kLh][std::size_t(hatched)]);
  second.evidence.clear();
  EXPECT_EQ(difference_painting({shared(first), shared(second)}, MapQuantity::kLayer).legend.note,
            "B - A: expected layer, in depth, not all tested");
}

TEST(DifferenceMap, IsMaskedByTheNoiseCeilingsOfBothSubjects) {
  const auto with_ceiling = [](const char* name, std::size_t noisy) {
    auto subject = std::make_shared<Subject>(*tiny_subject());
    subject->name = name;
    subject->noise_ceiling.assign(60, 0.5F);
    subject->noise_ceiling[noisy] = 0.01F;
    return std::make_shared<const MapSource>(fit_source(tiny_fit("aligned", "2026"), subject));
  };
  PaintRequest request;
  request.map = {"difference"};
  const Painting painting = painting_of(
      joined_fits({with_ceiling("one", 0), with_ceiling("two", 1)}, request.map).front().source,
      request);
  EXPECT_EQ(painting.mask, "noise ceiling ≥ 0.05");
  request.map = {"layer"};
  const std::vector<Rgb8> bare = row_colors(
      painting_of(std::make_shared<const MapSource>(bare_source(tiny_subject())), request));
  const std::vector<Rgb8> colors = row_colors(painting);
  EXPECT_EQ(colors[0], bare[0]) << "too noisy in the first";
  EXPECT_EQ(colors[1], bare[1]) << "too noisy in the second";
  EXPECT_EQ(colors[2], difference_color(0, 1));
}

TEST(DifferenceMap, NeedsAnotherFit) {
  const auto source = shared(tiny_fit("aligned", "2026"));
  EXPECT_FALSE(has_map(*source, {"difference"}));
  EXPECT_FALSE(is_offered(source.get(), entry_of({"difference"})));
  EXPECT_EQ(error_of([&] { require_map(*source, {"difference"}); }),
            "map \"difference\": expected two fits or more, found one (cortiscope figure takes "
            "several)");
  EXPECT_EQ(error_of([&] { joined_fits({source}, {"difference"}); }),
            "map \"difference\": expected two fits or more, found 1 (give the fit that the others "
            "are compared with first)");
}

TEST(JoinedFits, OfADifferenceAreEachLaterFitAndTheFirst) {
  Fits fits = before_and_after();
  fits.push_back(fits[0]);
  const std::vector<JoinedFits> pairs = joined_fits(fits, {"difference"});
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].name, "aligned, fine-tuned (B) - aligned (A) · simulated on builtin");
  EXPECT_EQ(pairs[0].drawn_on, 1U);
  EXPECT_EQ(pairs[1].name, "aligned, seed 0 (B) - aligned, seed 0 (A) · simulated on builtin");
  EXPECT_EQ(pairs[1].source->differences->depth, std::vector<float>(60, 0.0F));
}

TEST(JoinedFits, NameTheSubjectsWhereThereAreTwo) {
  FitResult other = tiny_fit("aligned", "2026");
  other.subject.name = "two";
  const auto source = std::make_shared<const MapSource>(
      fit_source(other, std::make_shared<const Subject>(other.subject)));
  const Fits fits = {shared(tiny_fit("aligned", "2026")), source};
  EXPECT_EQ(joined_fits(fits, {"difference"})[0].name,
            "aligned, two (B) - aligned, simulated on builtin (A)");
}

TEST(RequireQuantity, TakesThoseOfTheMap) {
  require_quantity({"layer"}, MapQuantity::kLayer);
  require_quantity({"difference"}, MapQuantity::kSpace);
  EXPECT_EQ(error_of([] { require_quantity({"difference"}, MapQuantity::kScale); }),
            "of: expected layer, space, confidence or score, found \"scale\" (leave the option "
            "out)");
  EXPECT_EQ(error_of([] {
              require_quantity({"weight", 3}, MapQuantity::kSpace);
            }),
            "of: expected a map that has a choice, found \"weight:3\" (leave the option out)");
  for (const char* name : {"layer", "space", "scale", "confidence", "score"}) {
    EXPECT_STREQ(name_of(find_quantity(name).value()), name);
  }
  EXPECT_FALSE(find_quantity("depth"));
}

}  // namespace
}  // namespace cortiscope
