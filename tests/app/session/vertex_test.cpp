#include <gtest/gtest.h>

#include <cmath>

#include "app/session/looking_at.h"
#include "app/session/vertex_card.h"
#include "app/session/view_state.h"
#include "core/analysis/kept_baselines.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The first encoded vertex of a hemisphere.
CortexVertex first_of(Hemisphere hemisphere) {
  return {hemisphere, tiny_subject()->vertices[hemisphere].front()};
}

TEST(VertexCard, TellsWhatAVertexReadsAndWhatItShould) {
  FitResult fit = tiny_fit("aligned", "2026");
  const int row = int(fit.subject.vertices[kLh].size());  // rh's first
  for (int layer = 0; layer < 12; ++layer) fit.selectors.layer.row(row)[layer] = layer == 4;
  fit.selectors.space.row(row)[0] = -0.5F;
  fit.selectors.scale.values[std::size_t(row)] = 0.75F;
  const VertexCard card = card_of(fit_source(fit, tiny_subject()), first_of(kRh));
  ASSERT_TRUE(card.is_encoded);
  ASSERT_TRUE(card.read);
  EXPECT_EQ(card.read->layer, 5);
  EXPECT_FLOAT_EQ(card.read->expected_layer, 5);
  EXPECT_FLOAT_EQ(card.read->confidence, 1);
  EXPECT_FLOAT_EQ(card.read->x, -0.5F);
  EXPECT_FLOAT_EQ(card.read->scale, 0.75F);
  EXPECT_FLOAT_EQ(card.score, 0.25F);
  EXPECT_EQ(card.score_name, "test R²");
  EXPECT_FLOAT_EQ(card.noise_ceiling, tiny_subject()->noise_ceiling[std::size_t(row)]);
  ASSERT_TRUE(card.truth);
  EXPECT_FLOAT_EQ(card.truth->scale,
                  tiny_subject()->truth->selectors.scale.values[std::size_t(row)]);
}

TEST(VertexCard, OfAStoppedFitTellsTheValidationScore) {
  FitResult fit = tiny_fit("aligned", "2026");
  fit.provenance.steps_done = 7;
  const VertexCard card = card_of(fit_source(fit, tiny_subject()), first_of(kLh));
  EXPECT_FLOAT_EQ(card.score, 0.5F);
  EXPECT_EQ(card.score_name, "validation R²");
}

TEST(VertexCard, TellsTheBaselinesKeptForAFit) {
  const TempDir folder;
  const EnvironmentVariable cache("XDG_CACHE_HOME", folder.path().string());
  FitResult fit = tiny_fit("aligned", "2026");
  fit.provenance.subject_hash = fit.provenance.features_hash = "xxh3-128:0";
  EXPECT_FALSE(card_of(fit_source(fit, tiny_subject()), first_of(kLh)).baselines);
  keep_baselines(baselines_key(fit, "xxh3-128:0", "xxh3-128:0"), tiny_baselines());
  const VertexCard card = card_of(fit_source(fit, tiny_subject()), first_of(kLh));
  ASSERT_TRUE(card.baselines);
  EXPECT_EQ(card.baselines->fwrf_layer, 5);
  EXPECT_EQ(card.baselines->pca_ridge_layer, 5);
  EXPECT_EQ(card.baselines->fwrf_r2, 0.125F);
  EXPECT_EQ(card.baselines->stacked_r2, 0.125F);
  ASSERT_TRUE(card.baselines->fwrf_position);
  EXPECT_EQ(*card.baselines->fwrf_position, (std::pair(0.75F, -0.75F)));
}

TEST(VertexCard, OfTheKnownAnswerDoesNotRepeatIt) {
  const VertexCard card = card_of(truth_source(tiny_subject()), first_of(kLh));
  EXPECT_TRUE(card.read);
  EXPECT_FALSE(card.truth);
  EXPECT_EQ(card.score_name, "noise ceiling");
}

TEST(VertexCard, OfAVertexWithoutResponsesHasOnlyItsPlace) {
  const std::vector<int>& encoded = tiny_subject()->vertices[kLh];
  int other = 0;
  while (std::binary_search(encoded.begin(), encoded.end(), other)) ++other;
  const VertexCard card = card_of(truth_source(tiny_subject()), {kLh, other});
  EXPECT_FALSE(card.is_encoded);
  EXPECT_FALSE(card.read);
  EXPECT_TRUE(std::isnan(card.score));
}

TEST(VertexCard, OfABareCortexHasNoReader) {
  EXPECT_FALSE(card_of(bare_source(tiny_subject()), first_of(kLh)).read);
}

TEST(NamesAt, AreOfRoisOrElseOfParcels) {
  Cortex cortex;
  cortex[kLh].regions = {{"V1", {1, 5}}, {"V2", {5, 6}}};
  cortex[kLh].parcels = {{"cuneus", {1, 5, 6}}};
  cortex[kRh].parcels = {{"lingual", {2}}};
  EXPECT_EQ(regions_text(names_at(regions_of(cortex[kLh]), 5)), "V1, V2");
  EXPECT_EQ(regions_text(names_at(regions_of(cortex[kLh]), 7)), "");
  EXPECT_EQ(regions_text(names_at(regions_of(cortex[kRh]), 2)), "lingual");
}

TEST(LookingAt, LightsUpLocalReadersNearThePlace) {
  Selectors selectors;
  selectors.layer = Array<float>(Shape{3, 1}, 1.0F);
  selectors.space = Array<float>(Shape{3, 2}, {0.5F, 0, 0.5F, 0, -0.5F, 0});
  selectors.scale = Array<float>(Shape{3}, {0, 0.75F, 0});
  const std::vector<float> looking = looking_at(selectors, ImagePlace{0.5F, 0});
  EXPECT_FLOAT_EQ(looking[0], 1);
  EXPECT_FLOAT_EQ(looking[1], 0.25F) << "it reads mostly the whole image";
  EXPECT_FLOAT_EQ(looking[2], 0) << "it looks elsewhere";
  EXPECT_FLOAT_EQ(looking_at(selectors, ImagePlace{0.5F, kLookingRadius / 2})[0], 0.5F);
  const MapColors colors = looking_colors(looking);
  EXPECT_TRUE(colors[0] && colors[1]);
  EXPECT_FALSE(colors[2]);
}

TEST(ParseVertex, TakesAHemisphereOrTheOneAtHand) {
  const Cortex& cortex = tiny_subject()->cortex;
  EXPECT_EQ(parse_vertex("rh 12", cortex, kLh), (CortexVertex{kRh, 12}));
  EXPECT_EQ(parse_vertex(" LH:641 ", cortex, kRh), (CortexVertex{kLh, 641}));
  EXPECT_EQ(parse_vertex("12", cortex, kRh), (CortexVertex{kRh, 12}));
}

TEST(ParseVertex, SaysWhatItExpected) {
  const Cortex& cortex = tiny_subject()->cortex;
  EXPECT_EQ(error_of([&] { parse_vertex("V1", cortex, kLh); }),
            "vertex \"V1\": expected a hemisphere and a number (for example lh 1234)");
  EXPECT_EQ(error_of([&] { parse_vertex("rh 642", cortex, kLh); }),
            "vertex rh 642: expected 0 to 641");
  EXPECT_EQ(error_of([&] { parse_vertex("lh 0", Cortex{}, kLh); }),
            "vertex lh 0: this hemisphere is absent");
}

TEST(SteppedImage, GoesAroundTheEnd) {
  EXPECT_EQ(stepped_image(0, -1, 5), 4);
  EXPECT_EQ(stepped_image(4, 1, 5), 0);
}

}  // namespace
}  // namespace cortiscope
