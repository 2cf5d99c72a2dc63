// What the image shows of vertices: whose they are, their dots, and what a rectangle holds.
#include <gtest/gtest.h>

#include <limits>

#include "app/session/image_arrows.h"
#include "app/session/image_dots.h"
#include "app/session/image_readers.h"
#include "app/session/joined_fits.h"
#include "core/color/palette.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

using Kind = ReaderChoice::Kind;
using Rows = std::vector<int>;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// lh's vertices 3, 4, 6 and rh's 2, 5, with regions; row 1 has no evidence, row 4 no selectors.
MapSource five_vertices() {
  Subject subject;
  for (const Hemisphere h : kHemispheres) subject.cortex[h].curvature.assign(8, 0);
  subject.vertices = {Rows{3, 4, 6}, Rows{2, 5}};
  MapSource source = bare_source(std::make_shared<const Subject>(subject));
  source.kind = MapSource::Kind::kFit;
  source.selectors.layer =
      Array<float>(Shape{5, 2}, {1, 0, 0, 1, 0.25F, 0.75F, 0.5F, 0.5F, kNan, kNan});
  source.selectors.space =
      Array<float>(Shape{5, 2}, {-0.5F, -0.5F, -0.5F, 0.5F, 0.5F, -0.5F, 0.4F, -0.6F, 0, 0});
  source.selectors.scale = Array<float>(Shape{5}, {0.25F, 0, 0.5F, 0.75F, 0});
  source.score = {0.5F, 0.5F, 0.5F, 0.5F, 0.5F};
  source.evidence = {0, 0.5F, 0.01F, 0.05F, 0};
  return source;
}

HemisphereRegions some_regions() {
  return {std::vector<Region>{{"V1", {2, 3, 4}}, {"V2", {4, 6}}, {"unknown", {0}}},
          std::vector<Region>{{"V1", {2}}}};
}

TEST(ImagePart, IsAPositionOrARectangleWhicheverWayItIsDragged) {
  EXPECT_TRUE(ImagePart(ImagePlace{0.5F, 0.25F}).is_place());
  const ImagePart dragged(ImagePlace{0.5F, -0.25F}, ImagePlace{-0.5F, 0.75F});
  EXPECT_FALSE(dragged.is_place());
  EXPECT_EQ(dragged.from, (ImagePlace{-0.5F, -0.25F}));
  EXPECT_EQ(dragged.to, (ImagePlace{0.5F, 0.75F}));
}

TEST(LookingAt, LightsUpLocalReadersInARectangle) {
  const MapSource source = five_vertices();
  const ImagePart upper(ImagePlace{-1, -1}, ImagePlace{1, 0});
  const std::vector<float> looking = looking_at(source.selectors, upper);
  EXPECT_FLOAT_EQ(looking[0], 0.75F);
  EXPECT_FLOAT_EQ(looking[1], 0) << "below";
  EXPECT_FLOAT_EQ(looking[3], 0.25F) << "it reads mostly the whole image";
  EXPECT_EQ(rows_looking_at(source, {0, 1, 2, 3}, upper), (Rows{0, 2, 3}));
}

TEST(PaintedRows, AreThoseOfMapsOfSelectors) {
  MapSource source = five_vertices();
  EXPECT_EQ(painted_rows(source, false), (Rows{0, 2, 3}));
  EXPECT_EQ(painted_rows(source, true), (Rows{0, 1, 2, 3})) << "also without evidence";
  source.evidence.clear();
  EXPECT_EQ(painted_rows(source, false), (Rows{0, 1, 2, 3})) << "not tested";
  auto subject = std::make_shared<Subject>(*source.subject);
  subject->noise_ceiling = {0.5F, 0.5F, 0.01F, kNan, 0.5F};
  source.subject = subject;
  EXPECT_EQ(painted_rows(source, false), (Rows{0, 1})) << "too noisy";
  EXPECT_TRUE(painted_rows(bare_source(subject), false).empty());
}

TEST(ImageReaders, AreOfTheCortexARegionOrTheVertex) {
  const MapSource source = five_vertices();
  const HemisphereRegions regions = some_regions();
  Look look;
  const ImageReaders all = readers_of(source, look, regions, {});
  EXPECT_EQ(all.rows, (Rows{0, 2, 3}));
  EXPECT_EQ(all.encoded, 5);
  const ImageReaders v1 = readers_of(source, look, regions, {Kind::kRegion, "V1"});
  EXPECT_EQ(v1.name, "V1");
  EXPECT_EQ(v1.rows, (Rows{0, 3})) << "of both hemispheres, with evidence";
  EXPECT_EQ(v1.encoded, 3);
  look.picked = CortexVertex{kLh, 4};
  const ImageReaders vertex = readers_of(source, look, regions, {Kind::kVertex, {}});
  EXPECT_EQ(vertex.name, "lh 4");
  EXPECT_EQ(vertex.rows, Rows{1}) << "whatever its evidence";
  look.picked = CortexVertex{kLh, 5};
  EXPECT_TRUE(readers_of(source, look, regions, {Kind::kVertex, {}}).rows.empty())
      << "it has no responses";
}

TEST(ImageReaders, AreOfTheClusterThatIsShownAlone) {
  const MapSource source = tiny_source();
  Look look;
  look.clusters = 3;
  look.isolated = IsolatedCluster{1, 0};
  const ReaderChoice choice = {Kind::kCluster, {}};
  ASSERT_EQ(possible_choice(choice, source, look, {}), choice);
  const ImageReaders one = readers_of(source, look, {}, choice);
  EXPECT_EQ(one.name, "cluster 2");
  EXPECT_GT(one.encoded, 0);
  look.isolated->merges = 2;
  EXPECT_EQ(readers_of(source, look, {}, choice).encoded, 60) << "merged with all others";
}

TEST(ImageReaders, AreOfTheCortexWhereTheChoiceIsGone) {
  const MapSource source = five_vertices();
  const HemisphereRegions regions = some_regions();
  EXPECT_EQ(possible_choice({Kind::kRegion, "V2"}, source, {}, regions).region, "V2");
  EXPECT_EQ(possible_choice({Kind::kRegion, "V3"}, source, {}, regions), ReaderChoice());
  EXPECT_EQ(possible_choice({Kind::kVertex, {}}, source, {}, regions), ReaderChoice());
  EXPECT_EQ(possible_choice({Kind::kCluster, {}}, source, {}, regions), ReaderChoice());
  EXPECT_EQ(region_names(regions), (std::vector<std::string>{"V1", "V2"}));
}

TEST(ImageDots, AreAtReceptiveFieldsInTheColoursOfTheMapLargestFirst) {
  const std::vector<ImageDot> dots = image_dots(five_vertices(), {0, 1, 3});
  ASSERT_EQ(dots.size(), 3U);
  EXPECT_EQ(dots[0].place, (ImagePlace{-0.5F, 0.5F}));
  EXPECT_EQ(dots[0].color, layer_color(2, 2, 1));
  EXPECT_FLOAT_EQ(dots[0].size, 1);
  EXPECT_FLOAT_EQ(dots[1].size, 0.75F);
  EXPECT_FLOAT_EQ(dots[2].size, 0.25F);
  EXPECT_EQ(dots[2].color, layer_color(1, 2, 0)) << "as unsure as on the map";
  EXPECT_TRUE(image_dots(five_vertices(), {}).empty());
}

TEST(CountsOf, AreOfRegionsAndLayers) {
  const ReaderCounts counts = counts_of(five_vertices(), some_regions(), {0, 1, 2, 3});
  ASSERT_EQ(counts.regions.size(), 2U);
  EXPECT_EQ(counts.regions[0].name, "V1");
  EXPECT_EQ(counts.regions[0].vertices, 3) << "on both hemispheres";
  EXPECT_EQ(counts.regions[1].vertices, 2) << "regions may overlap";
  EXPECT_EQ(counts.outside, 0);
  EXPECT_EQ(counts.layer_shares, (std::vector<float>{0.5F, 0.5F}));
  EXPECT_EQ(counts_of(five_vertices(), {}, {0, 2}).outside, 2);
  const ReaderCounts none = counts_of(five_vertices(), some_regions(), {});
  EXPECT_TRUE(none.regions.empty());
  EXPECT_EQ(none.layer_shares, std::vector<float>(2, 0));
}

TEST(ImageArrows, PointFromTheFieldsOfTheFirstFitToThoseOfTheSecond) {
  FitResult first = tiny_fit("first", "2026"), second = first;
  second.provenance.seed = 2;
  for (int row = 0; row < 60; ++row) {
    float* before = first.selectors.space.row(row);
    before[0] = row < 40 ? -0.95F : 0.5F;  // two cells of the grid
    before[1] = row % 2 == 0 ? -0.95F : -0.85F;
    float* after = second.selectors.space.row(row);
    after[0] = before[0] + (row < 40 ? 0.5F : 0);
    after[1] = before[1] + (row < 40 ? 0.25F : 0);
  }
  const auto source_of = [](const FitResult& fit) {
    return std::make_shared<const MapSource>(fit_source(fit, tiny_subject()));
  };
  EXPECT_TRUE(image_arrows(*source_of(second)).empty()) << "not set against another fit";
  const auto joined = [&] {
    return joined_fits({source_of(first), source_of(second)}, {"difference"}).front().source;
  };
  std::vector<ImageArrow> arrows = image_arrows(*joined());
  ASSERT_EQ(arrows.size(), 2U);
  EXPECT_EQ(arrows[0].vertices, 40);
  EXPECT_NEAR(arrows[0].from.x, -0.95, 1e-5);
  EXPECT_NEAR(arrows[0].from.y, -0.9, 1e-5);
  EXPECT_NEAR(arrows[0].to.x, -0.45, 1e-5);
  EXPECT_NEAR(arrows[0].to.y, -0.65, 1e-5);
  EXPECT_EQ(arrows[1].vertices, 20);
  EXPECT_NEAR(arrows[1].to.x, arrows[1].from.x, 1e-5) << "they have stayed";
  first.evidence.assign(60, 0.01F);
  second.evidence = first.evidence;
  for (int row = 0; row < 40; ++row) second.evidence[std::size_t(row)] = 0.9F;
  arrows = image_arrows(*joined());
  ASSERT_EQ(arrows.size(), 1U) << "the others have no evidence in the second";
  EXPECT_EQ(arrows[0].vertices, 20);
}

}  // namespace
}  // namespace cortiscope
