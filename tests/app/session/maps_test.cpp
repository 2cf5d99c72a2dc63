#include <gtest/gtest.h>

#include <limits>

#include "app/session/map_table.h"
#include "app/session/vertex_words.h"
#include "core/color/palette.h"
#include "core/color/space_palette.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Three vertices: sure of layer 1, uniform, and without data.
MapSource three_vertices(const std::vector<float>& score = {0, 0, 0}) {
  Subject subject;
  subject.cortex[kLh].curvature = {-1, 0, 1};
  subject.vertices[kLh] = {0, 1, 2};
  MapSource source = bare_source(std::make_shared<const Subject>(subject));
  source.kind = MapSource::Kind::kFit;
  source.selectors.layer = Array<float>(Shape{3, 2}, {1, 0, 0.5F, 0.5F, kNan, kNan});
  source.selectors.space = Array<float>(Shape{3, 2}, {-1, 1, 0, 0, kNan, 0});
  source.selectors.scale = Array<float>(Shape{3}, {0, 1, kNan});
  source.score = score;
  Baselines baselines;
  const BaselineScore found = {{0.5F, 0.25F, kNan}, {0.01F, 0.01F, kNan}};
  baselines.fwrf = {found, {0, 1, -1}};
  baselines.fwrf_token = {2, 4, -1};
  baselines.pca_ridge = {found, {1, 0, -1}};
  baselines.stacked_ridge = found;
  source.baselines = std::make_shared<const Baselines>(baselines);
  source.features.rows = source.features.columns = 2;
  source.response =
      std::make_shared<const PredictedResponse>(PredictedResponse{"image 1", {0.5F, -0.5F, kNan}});
  return source;
}

Painting painting_with(const MapSource& source, const Map& map, const MapRanges& ranges = {}) {
  PaintRequest request;
  request.map = map;
  request.ranges = ranges;
  return painting_of(std::make_shared<const MapSource>(source), request);
}

/// Of lh's vertices; absent where the underlay shows.
MapColors painted(const MapSource& source, const Map& map, const MapRanges& ranges = {}) {
  const auto colors = painting_with(source, map, ranges).colors(Ground::kLight)[kLh];
  const auto underlay = curvature_colors(source.subject->cortex[kLh], Underlay::kFaint);
  MapColors shown(colors.size());
  for (std::size_t v = 0; v < colors.size(); ++v) {
    if (!(colors[v] == underlay[v])) shown[v] = colors[v];
  }
  return shown;
}

TEST(Painting, OfLayersIsCoolwarmDarkenedByUncertainty) {
  const MapColors colors = painted(three_vertices(), {"layer"});
  EXPECT_EQ(colors[0], coolwarm(0));
  EXPECT_EQ(colors[1], times_brightness(coolwarm(0), 0.2F));
  EXPECT_FALSE(colors[2]);
}

TEST(Painting, OfABaselineIsTheColourOfItsLayer) {
  MapSource source = three_vertices();
  EXPECT_EQ(painted(source, {"fwrf"}), (MapColors{coolwarm(0), coolwarm(1), std::nullopt}));
  EXPECT_EQ(painted(source, {"pca-ridge"}), (MapColors{coolwarm(1), coolwarm(0), std::nullopt}));
  const Painting painting = painting_with(source, {"pca-ridge"});
  EXPECT_EQ(painting.value_text({kLh, 0}), "PCA ridge layer 2");
  EXPECT_EQ(painting.value_text({kLh, 2}), "");
  EXPECT_EQ(painting.legend.color(0, 0), coolwarm(0));
  EXPECT_EQ(painting.legend.color(1, 0), coolwarm(1));
  source.baselines.reset();
  EXPECT_EQ(painted(source, {"fwrf"}), MapColors(3));
}

TEST(Painting, OfTheOtherMapsFollowsTheirPalettes) {
  const MapSource source = three_vertices();
  EXPECT_EQ(painted(source, {"space"})[0], space_color(-1, 1));
  EXPECT_EQ(painted(source, {"scale"})[1], pu_or(1));
  const MapColors score = painted(three_vertices({0.3F, 2, kNan}), {"score"});
  EXPECT_EQ(score[0], reds(0.3F));
  EXPECT_EQ(score[1], reds(1));
  EXPECT_FALSE(score[2]);
  EXPECT_EQ(painted(three_vertices({-0.1F, 2, kNan}), {"score"})[0], reds(0));
  EXPECT_EQ(painted(source, {"weight", 2})[1], inferno(0.5F));
}

TEST(Painting, OfDirectionsAndDistancesFromTheImageCentre) {
  MapSource source = three_vertices();
  source.selectors.space = Array<float>(Shape{3, 2}, {0.5F, 0, 0, -0.5F, -0.3F, 0.4F});
  const MapColors angles = painted(source, {"angle"});
  EXPECT_EQ(angles[0], hue_wheel(0)) << "right";
  EXPECT_EQ(angles[1], hue_wheel(0.25F)) << "up, anticlockwise";
  const Painting angle = painting_with(source, {"angle"});
  EXPECT_EQ(angle.legend.color(1, 0.5F), hue_wheel(0));
  EXPECT_EQ(angle.legend.color(0.5F, 0), hue_wheel(0.25F)) << "the legend's top is up";
  EXPECT_EQ(angle.value_text({kLh, 1}), "polar angle 90°");
  EXPECT_EQ(painted(source, {"eccentricity"})[2], viridis(0.5F));
  EXPECT_EQ(painting_with(source, {"eccentricity"}).value_text({kLh, 2}), "eccentricity 0.50");
}

TEST(Painting, LeavesOutWhatIsNotFiniteInEveryMap) {
  const MapSource source = three_vertices({0.5F, 0.5F, kNan});
  for (const MapEntry& entry : map_table()) {
    if (!entry.has(kNeedsFit) || entry.has(kNeedsClusters)) continue;
    if (entry.has(kOfSeveralFits) || entry.has(kNeedsGroup)) continue;  // tests of their own
    const MapColors colors = painted(source, entry.map());
    EXPECT_TRUE(colors[0] && colors[1]) << entry.name;
    EXPECT_FALSE(colors[2]) << entry.name;
  }
  PaintRequest request;
  request.looked_at = ImagePlace{0, 0};
  const auto looking = painting_of(std::make_shared<const MapSource>(source), request);
  const auto underlay = curvature_colors(source.subject->cortex[kLh], Underlay::kFaint);
  EXPECT_EQ(looking.colors(Ground::kLight)[kLh][2], underlay[2]);
}

TEST(Painting, SpreadsThePaletteOverTheRange) {
  MapSource source = three_vertices({0, 0.25F, 0.5F});
  source.selectors.scale.values = {0.2F, 0.3F, 0.9F};
  const MapColors scale = painted(source, {"scale"}, {{"scale", {0.2F, 0.4F}}});
  EXPECT_EQ(*scale[0], pu_or(0));
  EXPECT_EQ(*scale[1], pu_or(0.5F));
  EXPECT_EQ(*scale[2], pu_or(1));
  const MapColors score = painted(source, {"score"}, {{"score", {0, 0.5F}}});
  EXPECT_EQ(*score[1], reds(0.5F));
  EXPECT_EQ(*score[2], reds(1));
  EXPECT_EQ(painted(source, {"layer"}, {{"layer", {0, 0.5F}}}), painted(source, {"layer"}))
      << "it has no range";
}

TEST(Painting, MasksNoiseAndSaysSo) {
  Subject noisy = *tiny_subject();
  noisy.noise_ceiling.assign(noisy.noise_ceiling.size(), 0.5F);
  const auto clean = std::make_shared<const Subject>(noisy);
  noisy.noise_ceiling[0] = float(kLeastCeiling / 2);
  noisy.noise_ceiling[1] = kNan;
  const auto subject = std::make_shared<const Subject>(noisy);
  const auto bare = painting_with(bare_source(subject), {"layer"}).colors(Ground::kLight);
  const Painting truth = painting_with(truth_source(subject), {"layer"});
  const auto colors = truth.colors(Ground::kLight);
  const auto vertex = [&](std::size_t row) { return std::size_t(subject->vertices[kLh][row]); };
  EXPECT_EQ(colors[kLh][vertex(0)], bare[kLh][vertex(0)]);
  EXPECT_EQ(colors[kLh][vertex(1)], bare[kLh][vertex(1)]);
  EXPECT_NE(colors[kLh][vertex(2)], bare[kLh][vertex(2)]);
  EXPECT_EQ(truth.mask, "noise ceiling ≥ 0.05");
  EXPECT_EQ(painting_with(truth_source(clean), {"layer"}).mask, "");
  EXPECT_EQ(painting_with(truth_source(subject), {"curvature"}).mask, "");
}

TEST(Painting, OfATestedFitShowsSelectorsWhereThereIsEvidence) {
  MapSource source = three_vertices({0.5F, 0.5F, kNan});
  source.evidence = {0.01F, 0.2F, kNan};
  Baselines baselines = *source.baselines;
  baselines.fwrf.score.evidence = baselines.pca_ridge.score.evidence = source.evidence;
  source.baselines = std::make_shared<const Baselines>(baselines);
  for (const MapEntry& entry : map_table()) {
    if (!entry.has(kNeedsFit) || entry.has(kNeedsClusters)) continue;
    if (entry.has(kOfSeveralFits) || entry.has(kNeedsGroup)) continue;  // tests of their own
    const bool is_of_selectors = std::string(entry.name) != "score";
    const MapColors colors = painted(source, entry.map());
    EXPECT_TRUE(colors[0]) << entry.name;
    EXPECT_EQ(colors[1].has_value(), !is_of_selectors) << entry.name;
    EXPECT_EQ(painting_with(source, entry.map()).mask, is_of_selectors ? "evidence q ≤ 0.05" : "");
  }
  PaintRequest request;
  request.map = {"scale"};
  request.shows_all = true;
  const Painting all = painting_of(std::make_shared<const MapSource>(source), request);
  EXPECT_EQ(all.mask, "");
  EXPECT_EQ(all.colors(Ground::kLight)[kLh][1], pu_or(1));
  EXPECT_EQ(all.hatched_vertices()[kLh], (std::vector<bool>{false, true, false}));
  EXPECT_EQ(all.legend.hatch, "no evidence");
  const Painting masked = painting_with(source, {"scale"});
  EXPECT_FALSE(masked.hatched);
  EXPECT_EQ(masked.legend.hatch, "");
  request.map = {"score"};
  EXPECT_FALSE(painting_of(std::make_shared<const MapSource>(source), request).hatched);
  // A fit that was not tested is painted whole.
  source.evidence.clear();
  EXPECT_TRUE(painted(source, {"scale"})[1]);
}

TEST(Painting, SaysInItsLegendWhereSelectorsWereNotTested) {
  MapSource source = three_vertices({0.5F, 0.5F, kNan});
  const auto note_of = [&](const Map& map) { return painting_with(source, map).legend.note; };
  const auto looking_note = [&] {
    PaintRequest request;
    request.looked_at = ImagePlace{0, 0};
    return painting_of(std::make_shared<const MapSource>(source), request).legend.note;
  };
  for (const MapEntry& entry : map_table()) {
    if (entry.has(kNeedsClusters) || entry.has(kNeedsBaselines)) continue;  // tests of their own
    if (entry.has(kOfSeveralFits) || entry.has(kNeedsGroup)) continue;
    if (entry.has(kNeedsResponse)) continue;  // which says the image
    const bool is_of_selectors = entry.has(kNeedsFit) && std::string(entry.name) != "score";
    EXPECT_EQ(note_of(entry.map()), is_of_selectors ? "not tested" : "") << entry.name;
  }
  EXPECT_EQ(looking_note(), "not tested");
  source.evidence = {0.01F, 0.2F, kNan};
  for (const MapEntry& entry : map_table()) {
    if (entry.has(kNeedsResponse)) continue;
    EXPECT_EQ(note_of(entry.map()), "") << entry.name;
  }
  EXPECT_EQ(looking_note(), "");
  source = truth_source(tiny_subject());
  EXPECT_EQ(note_of({"space"}), "not tested") << "a known answer";
  source = bare_source(tiny_subject());
  EXPECT_EQ(note_of({"space"}), "") << "nothing is painted";
}

TEST(Painting, OfAMapThatTheSourceLacksShowsNoVertex) {
  const MapSource truth = truth_source(tiny_subject());
  const auto bare = painting_with(bare_source(tiny_subject()), {"layer"}).colors(Ground::kLight);
  EXPECT_EQ(painting_with(truth, {"weight", 13}).colors(Ground::kLight), bare);
  EXPECT_NE(painting_with(truth, {"weight", 12}).colors(Ground::kLight), bare);
}

TEST(Painting, IsOfReceptiveFieldsBeforeAnOverlayBeforeAMap) {
  const auto source = std::make_shared<const MapSource>(truth_source(tiny_subject()));
  auto overlay = std::make_shared<OverlayPair>();
  overlay->name = "thickness";
  for (const Hemisphere h : kHemispheres) {
    overlay->values[h].assign(std::size_t(tiny_subject()->cortex[h].vertex_count()), 2.5F);
    overlay->values[h][0] = 1;
  }
  PaintRequest request;
  request.map = {"scale"};
  request.ranges = {{"scale", {0, 0.5F}}, {kOverlayName, {0, 3}}};
  EXPECT_EQ(painting_of(source, request).title, "Scale");
  EXPECT_EQ(painting_of(source, request).range, (ColorRange{0, 0.5F}));
  request.overlay = overlay;
  const Painting painted = painting_of(source, request);
  EXPECT_EQ(painted.title, "thickness");
  EXPECT_EQ(painted.range, (ColorRange{0, 3}));
  EXPECT_EQ(painted.full_range, (ColorRange{1, 2.5F}));
  EXPECT_EQ(painted.value_text({kRh, 5}), "thickness 2.5");
  request.looked_at = ImagePlace{0.3F, 0.1F};
  const Painting looking = painting_of(source, request);
  EXPECT_EQ(looking.title, "Receptive field here");
  EXPECT_FALSE(looking.range);
  EXPECT_EQ(looking.legend.kind, Legend::Kind::kNone);
  const auto bare = std::make_shared<const MapSource>(bare_source(tiny_subject()));
  EXPECT_EQ(painting_of(bare, request).title, "thickness") << "nothing is known of who looks where";
}

TEST(Painting, OfLabelsHasTheirColoursAndNames) {
  const auto source = std::make_shared<const MapSource>(three_vertices());
  auto overlay = std::make_shared<OverlayPair>();
  overlay->name = "areas";
  overlay->map = "atlas B";
  overlay->labels = {{"unknown", Rgb8{9, 9, 9}}, {"V1", Rgb8{255, 0, 0}}, {"V2", std::nullopt}};
  overlay->values[kLh] = {1, 0, 2};
  PaintRequest request;
  request.overlay = overlay;
  request.ranges = {{kOverlayName, {0, 1}}};
  const Painting painting = painting_of(source, request);
  EXPECT_EQ(painting.title, "areas · atlas B");
  EXPECT_EQ(painting.steps, ColorSteps::kSharp);
  EXPECT_FALSE(painting.range);
  EXPECT_FALSE(painting.style);
  const auto colors = painting.colors(Ground::kLight)[kLh];
  EXPECT_EQ(colors[0], (Rgb8{255, 0, 0}));
  EXPECT_EQ(colors[1], curvature_colors(source->subject->cortex[kLh], Underlay::kFaint)[1]);
  EXPECT_EQ(colors[2], tab20(2)) << "the table has none";
  ASSERT_EQ(painting.legend.names.size(), 2U) << "unknown is no area";
  EXPECT_EQ(painting.legend.names[0].text, "V1");
  EXPECT_EQ(painting.value_text({kLh, 0}), "areas · atlas B V1");
}

TEST(Painting, OfAnOverlaySaysItsRangeAndThreshold) {
  const auto source = std::make_shared<const MapSource>(truth_source(tiny_subject()));
  auto overlay = std::make_shared<OverlayPair>();
  for (const Hemisphere h : kHemispheres) {
    overlay->values[h].assign(std::size_t(tiny_subject()->cortex[h].vertex_count()), 0.5F);
    for (std::size_t v = 0; v < overlay->values[h].size(); v += 2) overlay->values[h][v] = 1;
  }
  overlay->values[kLh][0] = 1e4F;
  PaintRequest request;
  request.overlay = overlay;
  const Painting robust = painting_of(source, request);
  EXPECT_EQ(robust.range, (ColorRange{0.5F, 1}));
  EXPECT_EQ(robust.legend.note, "2nd to 98th percentile");
  request.style.threshold = 0.75F;
  request.style.palette = "Greys";
  request.ranges[kOverlayName] = {0, 2};
  const Painting set = painting_of(source, request);
  EXPECT_EQ(set.legend.note, "painted from ±0.75");
  EXPECT_EQ(set.legend.color(1, 0), greys(1));
  EXPECT_EQ(set.full_range, (ColorRange{0.5F, 1}));
  EXPECT_EQ(set.style, request.style);
}

TEST(Painting, NamesTheEndsOfItsLegend) {
  const MapSource source = three_vertices();
  const Legend scale = painting_with(source, {"scale"}).legend;
  EXPECT_EQ(scale.low, "local");
  EXPECT_EQ(scale.high, "global");
  EXPECT_EQ(scale.color(1, 0), pu_or(1));
  const Legend part = painting_with(source, {"scale"}, {{"scale", {0.2F, 0.4F}}}).legend;
  EXPECT_EQ(part.low, "local 0.2");
  EXPECT_EQ(part.high, "0.4 global");
  const Painting score = painting_with(source, {"score"}, {{"score", {0, 0.5F}}});
  EXPECT_EQ(score.legend.low + " " + score.legend.high + " " + score.legend.caption, "0 0.5 R²");
  EXPECT_EQ(score.unit, "R²");
  const Legend layer = painting_with(source, {"layer"}).legend;
  EXPECT_EQ(layer.columns, 2);
  EXPECT_EQ(layer.color(0.9F, 0), layer_color(2, 2, 1));
  EXPECT_EQ(painting_with(source, {"curvature"}).legend.kind, Legend::Kind::kNone);
}

TEST(VertexWords, SayWhatTheTableOfMapsTellsOfAVertex) {
  MapSource source = three_vertices({0.25F, 0, 0});
  source.score_name = "test R²";
  source.baselines.reset();
  const VertexCard card = card_of(source, {kLh, 0});
  const std::vector<VertexFact> facts = facts_of(card);
  ASSERT_EQ(facts.size(), 6U);
  EXPECT_EQ(facts[4].text + facts[5].text, "") << "no baselines";
  EXPECT_EQ(facts[0].text, "1  (mean 1.0, confidence 100 %)");
  EXPECT_EQ(facts[1].label + " " + facts[1].text, "Looks left 1.00, down 1.00");
  EXPECT_EQ(facts[2].label + " " + facts[2].text, "Scale 0.00  local");
  EXPECT_EQ(facts[3].label + " " + facts[3].text, "test R² 0.250, not tested");
  const std::string read = "  ·  layer 1  ·  scale 0.00  ·  R² 0.25";
  EXPECT_EQ(hover_text(card, "scale 0.00"), "lh 0" + read) << "once";
  EXPECT_EQ(hover_text(card, "thickness 2"), "lh 0  ·  thickness 2" + read);
  EXPECT_EQ(hover_text(card_of(bare_source(source.subject), {kLh, 0}), ""), "lh 0");
  source.evidence = {0.01F, 0.2F, kNan};
  const auto score_text = [&](int vertex) {
    return facts_of(card_of(source, {kLh, vertex}))[3].text;
  };
  EXPECT_EQ(score_text(0), "0.250, evidence (q 0.01)");
  EXPECT_EQ(score_text(1), "0.000, no evidence (q 0.2)");
  EXPECT_EQ(score_text(2), "0.000, no evidence (q –)");
}

TEST(VertexWords, TellWhatBaselinesReach) {
  const MapSource source = three_vertices();
  const auto lines = [&](int vertex) {
    const std::vector<VertexFact> facts = facts_of(card_of(source, {kLh, vertex}));
    return facts[4].label + " " + facts[4].text + " | " + facts[5].label + " " + facts[5].text;
  };
  EXPECT_EQ(lines(0),
            "fwRF R² 0.500  layer 1, left 0.50, down 0.50 | "
            "PCA ridge R² 0.500  layer 2; layers stacked 0.500");
  EXPECT_EQ(lines(1),
            "fwRF R² 0.250  layer 2, whole image | "
            "PCA ridge R² 0.250  layer 1; layers stacked 0.250");
  EXPECT_EQ(lines(2), "fwRF R² – | PCA ridge R² –");
}

TEST(VertexWords, TellAKnownAnswerInOneLine) {
  VertexCard card;
  EXPECT_EQ(known_answer_text(card), "");
  card.truth = VertexReader{};
  card.truth->layer = 5;
  card.truth->x = 0.31F;
  card.truth->y = -0.12F;
  card.truth->scale = 0.4F;
  EXPECT_EQ(known_answer_text(card), "layer 5; right 0.31, up 0.12; scale 0.40");
}

}  // namespace
}  // namespace cortiscope
