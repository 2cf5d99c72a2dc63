// The network as the cortex reads it: shares, receptive fields and ribbons of a planted source.
#include "app/session/layer_blocks.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

#include "app/session/map_table.h"
#include "app/session/painting.h"
#include "core/color/palette.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

using Kind = ReaderChoice::Kind;
using Rows = std::vector<int>;
using Shares = std::vector<float>;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// lh's vertices 3, 4, 6, 7 and rh's 2, 5 read layers 1, 2, 2, 1, 1 and 3 of four. The fourth has
/// no evidence, the last no selectors.
MapSource six_vertices() {
  Subject subject;
  for (const Hemisphere h : kHemispheres) subject.cortex[h].curvature.assign(8, 0);
  subject.vertices = {Rows{3, 4, 6, 7}, Rows{2, 5}};
  MapSource source = bare_source(std::make_shared<const Subject>(subject));
  source.kind = MapSource::Kind::kFit;
  source.features.layers = {"stem", "early", "late", "head"};
  source.selectors.layer =
      Array<float>(Shape{6, 4}, {0.75F, 0.25F, 0, 0, 0,    1, 0, 0,    0.25F, 0.5F, 0.25F, 0,
                                 1,     0,     0, 0, 0.5F, 0, 0, 0.5F, kNan,  kNan, kNan,  kNan});
  source.selectors.space = Array<float>(Shape{6, 2}, {-1, -1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0});
  source.selectors.scale = Array<float>(Shape{6}, {0.25F, 0.5F, 1, 1, 0.75F, 0});
  source.score.assign(6, 0.5F);
  source.evidence = {0, 0, 0.01F, 0.9F, 0, 0};
  return source;
}

/// They lie in the second, first, third, second and first of three clusters of channels; the last
/// in none. Where there are two clusters, the third is in the second.
MapSource six_clustered_vertices() {
  MapSource source = six_vertices();
  Dendrogram tree;
  tree.weights = {4, 2, 1};
  tree.merges = {{1, 2, 1.0, 3}, {0, 3, 2.0, 7}};
  source.clusters = std::make_shared<const ClusteredSubject>(
      ClusteredSubject{source.subject, {Rows{1, 0, 2, 1, 0, -1}, tree}});
  return source;
}

Look showing_all() {
  Look look;
  look.shows_all = true;
  return look;
}

/// "2 0.50" of each of its clusters, each in its colour.
std::string clusters_of(const LayerBlock& block, Rgb8 (*color)(int)) {
  std::string text;
  for (const ClusterShare& part : block.clusters) {
    const int place = color == tab20 ? 2 * (part.cluster - 1) : part.cluster - 1;
    EXPECT_EQ(part.color, color(place)) << part.cluster;
    text += std::to_string(part.cluster) + " " + percent_text(part.share) + ", ";
  }
  return text;
}

HemisphereRegions some_regions() {
  return {std::vector<Region>{{"all", {2, 3, 4, 6, 7}}, {"V1", {3, 4, 7}}, {"unknown", {0}}},
          std::vector<Region>{{"V1", {2}}}};
}

int sum(const std::vector<int>& counts) { return std::accumulate(counts.begin(), counts.end(), 0); }

TEST(LayerBlocks, CountTheShownVerticesByTheLayerTheyReadMost) {
  const LayerBlocks all = layer_blocks(six_vertices(), Look());
  ASSERT_EQ(all.blocks.size(), 4U);
  EXPECT_EQ(all.vertices, 4) << "without those without evidence or selectors";
  const Rows wanted = {2, 2, 0, 0};
  float shares = 0;
  for (std::size_t l = 0; l < 4; ++l) {
    EXPECT_EQ(all.blocks[l].vertices, wanted[l]) << l;
    EXPECT_EQ(sum(all.blocks[l].looking), wanted[l]) << "each looks somewhere";
    EXPECT_EQ(all.blocks[l].color, layer_color(int(l) + 1, 4, 1));
    shares += all.blocks[l].share;
  }
  EXPECT_FLOAT_EQ(shares, 1);
  EXPECT_EQ(all.blocks[1].name, "early");
  const LayerBlocks with_all = layer_blocks(six_vertices(), showing_all());
  EXPECT_EQ(with_all.vertices, 5);
  EXPECT_FLOAT_EQ(with_all.blocks[0].share, 0.6F);
}

TEST(LayerBlocks, TellWhereAndHowLargeTheirVerticesSee) {
  const LayerBlocks all = layer_blocks(six_vertices(), Look());
  const int last = kLookingCells * kLookingCells - 1;
  EXPECT_EQ(all.blocks[0].looking.front(), 1) << "upper left";
  EXPECT_EQ(all.blocks[0].looking[std::size_t(last / 2)], 1) << "the centre";
  EXPECT_EQ(all.blocks[1].looking[std::size_t(last)], 2) << "lower right";
  EXPECT_FLOAT_EQ(all.blocks[0].mean_scale, 0.5F);
  EXPECT_FLOAT_EQ(all.blocks[1].mean_scale, 0.75F);
  EXPECT_TRUE(std::isnan(all.blocks[2].mean_scale)) << "nothing reads it";
}

TEST(LayerBlocks, AreNumberedWhereNothingNamesThem) {
  MapSource source = six_vertices();
  source.features.layers.clear();
  EXPECT_EQ(layer_blocks(source, Look()).blocks[3].name, "4");
  EXPECT_TRUE(layer_blocks(bare_source(source.subject), Look()).blocks.empty());
}

TEST(LayerBlocks, TellTheClustersOfChannelsOfTheirVertices) {
  MapSource source = six_clustered_vertices();
  Look look;
  const auto clusters = [&](std::size_t l) {
    return clusters_of(layer_blocks(source, look).blocks[l], look.has_safe_colors ? safe20 : tab20);
  };
  EXPECT_EQ(clusters(0), "1 50 %, 2 50 %, ") << "by number";
  EXPECT_EQ(clusters(1), "1 50 %, 3 50 %, ");
  EXPECT_EQ(clusters(2), "") << "nothing reads it";
  look.clusters = 2;
  EXPECT_EQ(clusters(1), "1 50 %, 2 50 %, ");
  look.has_safe_colors = true;
  EXPECT_EQ(clusters(1), "1 50 %, 2 50 %, ");
  look.shows_all = true;
  EXPECT_EQ(clusters(0), "1 33 %, 2 67 %, ");
  EXPECT_EQ(clusters_text(layer_blocks(source, look).blocks[0]),
            "channel clusters 2 (67 %), 1 (33 %)");
  EXPECT_TRUE(layer_blocks(source, look).has_clusters());
  EXPECT_FALSE(layer_blocks(six_vertices(), look).has_clusters());
}

TEST(LayerBlocks, LeaveVerticesInNoClusterOutOfTheirShares) {
  MapSource source = six_clustered_vertices();
  ClusteredSubject clustered = *source.clusters;
  clustered.clusters.leaf_of[2] = -1;
  source.clusters = std::make_shared<const ClusteredSubject>(clustered);
  const LayerBlocks all = layer_blocks(source, Look());
  EXPECT_EQ(clusters_of(all.blocks[1], tab20), "1 100 %, ");
  EXPECT_EQ(clusters_text(all.blocks[1]), "channel cluster 1 (100 %)");
  EXPECT_EQ(clusters_text(all.blocks[2]), "");
}

TEST(LayerBlocks, OfNothingShownHaveNoShare) {
  MapSource source = six_vertices();
  source.evidence.assign(6, 1);
  const LayerBlocks all = layer_blocks(source, Look());
  EXPECT_EQ(all.vertices, 0);
  for (const LayerBlock& block : all.blocks) EXPECT_EQ(block.share, 0);
}

TEST(LayerRibbon, OfARegionIsTheHistogramOfItsShownVertices) {
  const LayerRibbon ribbon =
      layer_ribbon(six_vertices(), Look(), some_regions(), {Kind::kRegion, "V1"});
  EXPECT_EQ(ribbon.name, "V1");
  EXPECT_EQ(ribbon.vertices, 3) << "of both hemispheres, without the one without evidence";
  ASSERT_EQ(ribbon.shares.size(), 4U);
  EXPECT_FLOAT_EQ(ribbon.shares[0], 2.0F / 3);
  EXPECT_FLOAT_EQ(ribbon.shares[1], 1.0F / 3);
  EXPECT_FLOAT_EQ(
      layer_ribbon(six_vertices(), showing_all(), some_regions(), {Kind::kRegion, "V1"}).shares[0],
      0.75F);
}

TEST(LayerRibbon, OfTheWholeCortexIsTheBlocks) {
  const MapSource source = six_vertices();
  const LayerRibbon ribbon = layer_ribbon(source, Look(), some_regions(), {});
  const LayerBlocks all = layer_blocks(source, Look());
  for (std::size_t l = 0; l < 4; ++l) EXPECT_FLOAT_EQ(ribbon.shares[l], all.blocks[l].share);
}

TEST(LayerRibbon, OfAVertexIsItsWeights) {
  MapSource source = six_vertices();
  Look look;
  look.picked = CortexVertex{kLh, 6};
  const auto shares = [&] {
    return layer_ribbon(source, look, some_regions(), {Kind::kVertex, {}}).shares;
  };
  EXPECT_EQ(shares(), (Shares{0.25F, 0.5F, 0.25F, 0}));
  source.expected_layer.assign(6, 2);
  EXPECT_EQ(shares(), (Shares{0, 1, 0, 0})) << "a snapshot holds no weights";
  look.picked = CortexVertex{kLh, 7};
  EXPECT_EQ(shares(), (Shares{0, 0, 0, 0})) << "without evidence";
  look.picked = CortexVertex{kLh, 0};
  EXPECT_EQ(shares(), (Shares{0, 0, 0, 0})) << "without responses";
}

TEST(LayerRibbon, IsOfTheSmallestRegionAtAVertex) {
  EXPECT_EQ(region_at(some_regions(), {kLh, 3}), "V1");
  EXPECT_EQ(region_at(some_regions(), {kLh, 6}), "all");
  EXPECT_FALSE(region_at(some_regions(), {kLh, 0})) << "the rest of the hemisphere";
  EXPECT_FALSE(region_at(some_regions(), {kRh, 3}));
}

TEST(LayerAlone, PaintsTheVerticesThatReadItAsTheMapOfLayers) {
  const auto source = std::make_shared<const MapSource>(tiny_source());
  PaintRequest request;
  request.map = {"layer"};
  const auto colors_of = [&](const std::shared_ptr<const MapSource>& of) {
    return painting_of(of, request).colors(Ground::kLight);
  };
  const HemisphereColors layers = colors_of(source);
  const HemisphereColors underlay =
      colors_of(std::make_shared<const MapSource>(bare_source(source->subject)));
  request.map = {"space"};
  request.layer_alone = 3;
  const HemisphereColors alone = colors_of(source);
  EXPECT_EQ(painting_of(source, request).title, "Layer 3 alone");
  const std::vector<int> chosen = chosen_layers(source->selectors);
  int row = 0, painted = 0;
  for (const Hemisphere h : kHemispheres) {
    for (const int vertex : source->subject->vertices[h]) {
      const auto v = std::size_t(vertex);
      const bool is_read = chosen[std::size_t(row++)] == 2;
      EXPECT_EQ(alone[h][v], is_read ? layers[h][v] : underlay[h][v]) << vertex;
      painted += is_read && layers[h][v] != underlay[h][v];
    }
  }
  EXPECT_GT(painted, 0);
}

}  // namespace
}  // namespace cortiscope
