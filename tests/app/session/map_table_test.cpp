#include "app/session/map_table.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/app/session/tiny_study.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

std::string name_with_layer(const MapEntry& entry) {
  return std::string(entry.name) + (entry.has(kTakesLayer) ? ":L" : "");
}

TEST(ParseMap, ReadsEveryNameItWrites) {
  for (const char* name :
       {"layer", "space", "scale", "score", "weight:12", "angle", "eccentricity", "curvature",
        "fwrf", "pca-ridge", "difference", "stability", "subjects"}) {
    EXPECT_EQ(name_of(parse_map(name)), name);
  }
  EXPECT_EQ(parse_map("weight:12").layer, 12);
}

TEST(ParseMap, RefusesOtherWordsNamingThoseItKnows) {
  std::vector<std::string> names;
  for (const MapEntry& entry : map_table()) names.push_back(name_with_layer(entry));
  std::string list;
  for (const std::string& name : names) {
    list += (list.empty() ? "" : name == names.back() ? " or " : ", ") + name;
  }
  EXPECT_EQ(error_of([] { parse_map("depth"); }),
            "map \"depth\": expected " + list + " (L counts layers from 1)");
  for (const char* bad : {"", "weight", "weight:", "weight:0", "weight:x", "weight:-1", "Layer",
                          "layer:1", "weight:1:2"}) {
    EXPECT_NE(error_of([&] { parse_map(bad); }), "(no error)") << bad;
  }
}

TEST(MapTable, HasANameAKeyAndAPaintingOfItsOwnForEveryMap) {
  std::set<std::string> names, titles;
  std::set<char> keys;
  for (const MapEntry& entry : map_table()) {
    EXPECT_TRUE(names.insert(entry.name).second) << entry.name;
    EXPECT_TRUE(titles.insert(entry.title).second) << entry.title;
    EXPECT_TRUE(entry.key == 0 || keys.insert(entry.key).second) << entry.name;
    EXPECT_NE(std::string(entry.tip), "") << entry.name;
    EXPECT_EQ(find_map(entry.name), &entry);
    EXPECT_EQ(parse_map(name_of(entry.map())), entry.map());
    PaintRequest request;
    request.map = entry.map();
    MapSource tiny = tiny_source();
    tiny.baselines = std::make_shared<const Baselines>(tiny_baselines());
    tiny.differences = std::make_shared<const VertexDifferences>(
        differences_between(fit_maps(tiny), fit_maps(tiny)));
    MapSource again = tiny;
    again.made.seed += 1;
    tiny.stability =
        std::make_shared<const SeedStability>(stability_of({fit_maps(tiny), fit_maps(again)}));
    tiny.group = std::make_shared<const GroupCounts>(GroupCounts{3, std::vector<int>(60, 2)});
    tiny.response = std::make_shared<const PredictedResponse>(
        PredictedResponse{"image 1", std::vector<float>(60, 0.5F)});
    const auto source = std::make_shared<const MapSource>(std::move(tiny));
    const Painting painting = painting_of(source, request);
    EXPECT_EQ(painting.name, entry.name);
    EXPECT_EQ(painting.title, title_of(entry.map()));
    EXPECT_EQ(painting.range.has_value(), entry.has(kHasRange)) << entry.name;
    EXPECT_EQ(int(painting.colors(Ground::kLight)[kRh].size()),
              tiny_subject()->cortex[kRh].vertex_count());
    const CortexVertex vertex{kLh, tiny_subject()->vertices[kLh].front()};
    EXPECT_NE(painting.value_text(vertex), "") << entry.name;
  }
}

TEST(MapTable, NamesTheMapsOfFitsAndOfCortices) {
  for (const MapEntry& entry : map_table()) {
    EXPECT_EQ(map_names(true).find(name_with_layer(entry)) != std::string::npos,
              entry.has(kNeedsFit));
  }
  EXPECT_EQ(map_names(true).rfind("layer, space, scale, ", 0), std::size_t(0));
  EXPECT_EQ(map_names(false), "curvature");
  std::string usual;
  for (const Map& map : default_figure_maps()) usual += name_of(map) + " ";
  EXPECT_EQ(usual, "layer space scale score ");
  EXPECT_EQ(name_of(first_map()), "layer");
  EXPECT_EQ(title_of({"weight", 3}), "Weight of layer 3");
}

TEST(HasMap, RefusesTheWeightOfALayerThatIsNotThere) {
  const MapSource truth = truth_source(tiny_subject());
  EXPECT_TRUE(has_map(truth, {"weight", 12}));
  EXPECT_FALSE(has_map(truth, {"weight", 13}));
  EXPECT_FALSE(has_map(bare_source(tiny_subject()), {"layer"}));
  EXPECT_TRUE(has_map(bare_source(tiny_subject()), {"curvature"}));
}

TEST(HasMap, OffersBaselinesWhereTheyAreKnown) {
  MapSource source = truth_source(tiny_subject());
  const MapEntry& fwrf = entry_of({"fwrf"});
  EXPECT_FALSE(has_map(source, {"fwrf"}) || is_offered(&source, fwrf) || is_offered(nullptr, fwrf));
  EXPECT_TRUE(is_offered(nullptr, entry_of({"layer"})));
  source.baselines = std::make_shared<const Baselines>(tiny_baselines());
  EXPECT_TRUE(has_map(source, {"fwrf"}) && is_offered(&source, fwrf));
}

TEST(RequireMap, SaysWhatIsMissing) {
  EXPECT_EQ(
      error_of([] { require_map(truth_source(tiny_subject()), {"fwrf"}); }),
      "map \"fwrf\": the baselines of this fit are not known (cortiscope evaluate --baselines "
      "computes them, for you and this computer)");
  EXPECT_EQ(error_of([] {
              require_map(truth_source(tiny_subject()), {"weight", 13});
            }),
            "map \"weight:13\": expected a layer in 1..12");
  EXPECT_EQ(error_of([] { require_map(bare_source(tiny_subject()), {"layer"}); }),
            "map \"layer\": expected a fit, found a cortex alone (give a fit file)");
}

}  // namespace
}  // namespace cortiscope
