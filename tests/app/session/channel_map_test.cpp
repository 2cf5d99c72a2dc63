#include <gtest/gtest.h>

#include <map>
#include <set>

#include "app/session/map_table.h"
#include "core/color/palette.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

Painting channel_painting(const MapSource& source, int clusters, bool has_safe_colors = false) {
  PaintRequest request;
  request.map = {"channel"};
  request.clusters = clusters;
  request.has_safe_colors = has_safe_colors;
  return painting_of(std::make_shared<const MapSource>(source), request);
}

unsigned hex_of(Rgb8 color) { return unsigned(color.r) << 16 | unsigned(color.g) << 8 | color.b; }

TEST(ChannelMap, PaintsEachPlantedClusterInOneColorOfTheLegend) {
  const MapSource source = tiny_source();
  const Painting painting = channel_painting(source, 3);
  EXPECT_EQ(painting.title, "Channel clusters");
  EXPECT_EQ(painting.steps, ColorSteps::kSharp);
  ASSERT_EQ(painting.legend.names.size(), std::size_t(3));
  std::set<unsigned> in_legend;
  for (const Legend::Name& name : painting.legend.names) in_legend.insert(hex_of(name.color));

  const HemisphereColors colors = painting.colors(Ground::kLight);
  const std::vector<int> planted = tiny_readout().cluster_of;
  std::map<int, std::set<unsigned>> painted;
  std::size_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    for (const int vertex : source.subject->vertices[h]) {
      const unsigned color = hex_of(colors[h][std::size_t(vertex)]);
      const float ceiling = source.subject->noise_ceiling[row];
      if (ceiling >= float(kLeastCeiling)) painted[planted[row]].insert(color);
      ++row;
    }
  }
  std::set<unsigned> all;
  for (const auto& [cluster, its_colors] : painted) {
    EXPECT_EQ(its_colors.size(), std::size_t(1)) << cluster;
    all.insert(its_colors.begin(), its_colors.end());
  }
  EXPECT_EQ(all, in_legend);
}

TEST(ChannelMap, NamesTheRegionsOfAClusterInTheLegendAndAtAVertex) {
  MapSource source = tiny_source();
  Subject subject = *source.subject;
  for (const Hemisphere h : kHemispheres) subject.cortex[h].regions.clear();
  subject.cortex[kLh].regions = {{"V1", subject.vertices[kLh], {}}};
  source.subject = std::make_shared<const Subject>(subject);
  const Painting painting = channel_painting(source, 1);
  ASSERT_EQ(painting.legend.names.size(), std::size_t(1));
  EXPECT_EQ(painting.legend.names[0].text, "1  V1");
  EXPECT_EQ(painting.value_text({kLh, subject.vertices[kLh][0]}), "cluster 1  V1");
  subject.cortex[kLh].regions.clear();
  source.subject = std::make_shared<const Subject>(subject);
  EXPECT_EQ(channel_painting(source, 1).legend.names[0].text, "1  no ROI");
}

TEST(ChannelMap, HasColorsForEveryColorVision) {
  const Painting usual = channel_painting(tiny_source(), 2);
  const Painting safe = channel_painting(tiny_source(), 2, true);
  EXPECT_EQ(hex_of(usual.legend.names[0].color), hex_of(tab20(0)));
  EXPECT_EQ(hex_of(safe.legend.names[0].color), hex_of(safe20(0)));
}

TEST(ChannelMap, PaintsNothingBeforeThereAreClusters) {
  MapSource source = tiny_source();
  source.clusters = nullptr;
  EXPECT_FALSE(has_map(source, {"channel"}));
  EXPECT_TRUE(lacks_clusters(source, {"channel"}));
  EXPECT_FALSE(lacks_clusters(source, {"layer"}));
  EXPECT_FALSE(lacks_clusters(truth_source(tiny_subject()), {"channel"}));
  const Painting painting = channel_painting(source, 3);
  EXPECT_EQ(painting.legend.kind, Legend::Kind::kNone);
  EXPECT_EQ(painting.value_text({kLh, tiny_subject()->vertices[kLh][0]}), "");
  EXPECT_EQ(error_of([] { require_map(truth_source(tiny_subject()), {"channel"}); }),
            "map \"channel\": expected a fit with read-out weights to cluster, found none (choose "
            "another map of it)");
}

}  // namespace
}  // namespace cortiscope
