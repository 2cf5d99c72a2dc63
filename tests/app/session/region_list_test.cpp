#include "app/session/region_list.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/session/outlined_regions.h"

#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

std::vector<std::string> names_of(const std::vector<Region>& regions) {
  std::vector<std::string> names;
  for (const Region& region : regions) names.push_back(region.name);
  return names;
}
using Names = std::vector<std::string>;

/// A cortex with one region of its own in each hemisphere.
std::shared_ptr<const Subject> subject_with_v1() {
  auto subject = std::make_shared<Subject>(*tiny_subject());
  for (const Hemisphere h : kHemispheres) subject->cortex[h].regions = {{"V1", {1, 2, 3}}};
  return subject;
}

RegionsPair annotation(const std::string& name, const Names& parcels) {
  RegionsPair pair;
  pair.name = name;
  pair.vertex_counts = {642, 0};
  for (const std::string& parcel : parcels) pair.regions[kLh].push_back({parcel, {4}});
  return pair;
}
RegionsPair label(const std::string& name) {
  RegionsPair pair = annotation(name, {name});
  pair.vertex_counts = {0, 0};
  return pair;
}

TEST(RegionList, StartsWithTheCortexsOwn) {
  const auto subject = subject_with_v1();
  const RegionList list(subject);
  EXPECT_EQ(names_of(list.shown()[kLh]), Names{"V1"});
  EXPECT_EQ(names_of(list.shown()[kRh]), Names{"V1"});
  EXPECT_EQ(list.all()[0].region.get(), &subject->cortex[kLh].regions[0]) << "shared, not copied";
}

TEST(RegionList, AddsWhatIsDrawnToWhatIsShown) {
  RegionList list(subject_with_v1());
  const int first = list.add_drawn(kRh, {7, 9});
  const int second = list.add_drawn(kRh, {8});
  EXPECT_EQ(names_of(list.shown()[kRh]), (Names{"ROI 1", "ROI 2", "V1"}));
  EXPECT_EQ(names_of(list.shown()[kLh]), Names{"V1"});
  EXPECT_EQ(list.find(first)->region->vertices, (std::vector<int>{7, 9}));
  ASSERT_TRUE(list.find(first)->region->color);
  EXPECT_NE(list.find(first)->region->color, list.find(second)->region->color);
  list.remove(first);
  EXPECT_EQ(list.find(first), nullptr);
  EXPECT_NE(list.find(list.add_drawn(kLh, {1}))->region->name, "ROI 2") << "that name is in use";
}

/// What another window outlines after a recipe has brought it there.
HemisphereRegions brought_over(const RegionList& list, const std::vector<RegionsPair>& files) {
  const auto outlined = outlined_regions_of(list);
  if (!outlined) return RegionList(subject_with_v1()).shown();
  const auto read = outlined_regions_in(to_json(*outlined));
  RegionList other(subject_with_v1());
  other.add_drawn(kLh, {100});  // which the first window does not have
  return outlining(other, *read, files).shown();
}

TEST(OutlinedRegions, AreTheSameInAnotherWindow) {
  RegionList list(subject_with_v1());
  EXPECT_FALSE(outlined_regions_of(list)) << "only the cortex's own";
  const int drawn = list.add_drawn(kRh, {7, 9});
  list.rename(drawn, "my own");
  list.show(list.all()[0].id, false);  // lh's V1
  HemisphereRegions there = brought_over(list, {});
  EXPECT_EQ(names_of(there[kLh]), Names{});
  EXPECT_EQ(names_of(there[kRh]), (Names{"my own", "V1"}));
  EXPECT_EQ(there[kRh][0].vertices, (std::vector<int>{7, 9}));
  RegionsPair file = annotation("aparc", {"cuneus", "lingual"});
  file.source = {"lh.aparc.annot", "2"};
  list.add_opened(file);
  EXPECT_EQ(files_of_shown(list), std::vector<std::string>{"lh.aparc.annot:2"});
  list.show(list.all().back().id, false);  // lingual
  list.show(drawn, false);
  there = brought_over(list, {file});
  EXPECT_EQ(names_of(there[kLh]), Names{"cuneus"});
  EXPECT_EQ(names_of(there[kRh]), Names{});
}

TEST(OutlinedRegions, AreRefusedWhereTheyAreNone) {
  RegionList list(subject_with_v1());
  list.add_drawn(kLh, {7, 9});
  const auto json = to_json(*outlined_regions_of(list));
  EXPECT_TRUE(outlined_regions_in(json));
  for (const char* vertices : {"[9, 7]", "[7, 7]", "[-1]", "[]", "7"}) {
    auto other = json;
    other["drawn"]["lh"][0]["vertices"] = nlohmann::ordered_json::parse(vertices);
    EXPECT_FALSE(outlined_regions_in(other)) << vertices;
  }
  auto colorless = json;
  colorless["drawn"]["lh"][0]["color"] = {1, 2};
  EXPECT_FALSE(outlined_regions_in(colorless));
  EXPECT_FALSE(outlined_regions_in("no object"));
}

TEST(RegionList, HidesTheCortexsOwnWhereOthersAreOpened) {
  RegionList list(subject_with_v1());
  const int drawn = list.add_drawn(kLh, {7});
  list.add_opened(annotation("aparc", {"cuneus", "lingual"}));
  EXPECT_EQ(names_of(list.shown()[kLh]), (Names{"ROI 1", "cuneus", "lingual"}));
  EXPECT_TRUE(list.shown()[kRh].empty());
  list.add_opened(label("hV4"));
  EXPECT_EQ(names_of(list.shown()[kLh]), (Names{"ROI 1", "cuneus", "lingual", "hV4"}))
      << "a label comes along";
  list.add_opened(annotation("wang15", {"V3A"}));
  EXPECT_EQ(names_of(list.shown()[kLh]), (Names{"ROI 1", "V3A"})) << "an annotation replaces them";
  list.remove_opened();
  EXPECT_EQ(names_of(list.shown()[kLh]), (Names{"ROI 1", "V1"}));
  EXPECT_TRUE(list.find(drawn));
}

TEST(RegionList, DoesNotShowWhatBelongsToNoRegionUnlessAskedTo) {
  RegionList list(subject_with_v1());
  list.add_opened(annotation("aparc", {"unknown", "cuneus", "???"}));
  EXPECT_EQ(names_of(list.shown()[kLh]), Names{"cuneus"});
  const RegionList as_listed = list;
  for (const ListedRegion& entry : as_listed.all()) {
    if (entry.region->name == "unknown") list.show(entry.id, true);
  }
  EXPECT_EQ(list.shown()[kLh].size(), 2U);
}

TEST(RegionList, ShowsWhatIsChecked) {
  RegionList list(subject_with_v1());
  const int own = list.all()[0].id;
  list.show(own, false);
  EXPECT_TRUE(list.shown()[kLh].empty());
  list.show(own, true);
  EXPECT_EQ(names_of(list.shown()[kLh]), Names{"V1"});
}

TEST(RegionList, ColoursOnlyWhatIsDrawnUnlessAskedForAll) {
  RegionList list(subject_with_v1());
  RegionsPair opened = annotation("aparc", {"small"});
  opened.regions[kLh].push_back({"large", {5, 6}, Rgb8{1, 2, 3}});
  list.add_opened(opened);
  list.add_drawn(kLh, {1});
  const std::vector<Region> plain = list.shown()[kLh], colored = list.shown(true)[kLh];
  EXPECT_EQ(names_of(plain), (Names{"ROI 1", "large", "small"}));
  EXPECT_TRUE(plain[0].color);
  EXPECT_FALSE(plain[1].color);
  EXPECT_EQ(colored[1].color, (Rgb8{1, 2, 3}));
  EXPECT_FALSE(colored[2].color) << "it has none";
}

TEST(RegionList, GivesNamesThatTellDrawnRegionsOfAHemisphereApart) {
  RegionList list(subject_with_v1());
  const int a = list.add_drawn(kLh, {1}), b = list.add_drawn(kLh, {2});
  const int other_side = list.add_drawn(kRh, {2});
  EXPECT_TRUE(list.rename(a, "  FFA "));
  EXPECT_EQ(list.find(a)->region->name, "FFA");
  EXPECT_TRUE(list.rename(b, "FFA"));
  EXPECT_EQ(list.find(b)->region->name, "FFA 2");
  EXPECT_TRUE(list.rename(other_side, "FFA"));
  EXPECT_EQ(list.find(other_side)->region->name, "FFA") << "another file";
  EXPECT_FALSE(list.rename(a, " \t")) << "an empty name is none";
  EXPECT_FALSE(list.rename(a, "FFA")) << "it is called so";
  EXPECT_EQ(list.find(a)->region->name, "FFA");
}

TEST(RegionList, IsUnsavedWhereNoFileHoldsWhatWasDrawn) {
  RegionList list(subject_with_v1());
  list.add_opened(label("hV4"));
  std::map<int, std::shared_ptr<const Region>> saved;
  EXPECT_TRUE(unsaved_regions(list, saved).empty()) << "only what was drawn";
  const RegionList before = list;
  const int id = list.add_drawn(kLh, {1});
  EXPECT_EQ(unsaved_regions(list, saved), std::vector<int>{id});
  saved[id] = list.find(id)->region;
  EXPECT_TRUE(unsaved_regions(list, saved).empty());
  list.rename(id, "FFA");
  EXPECT_EQ(unsaved_regions(list, saved), std::vector<int>{id}) << "the file is called otherwise";
  EXPECT_TRUE(unsaved_regions(before, saved).empty()) << "an undone one is not missed";
}

TEST(RegionList, TakesWhatWasDrawnAlongToTheSameMeshReadAnew) {
  RegionList list(subject_with_v1());
  const int id = list.add_drawn(kLh, {1});
  RegionList anew(subject_with_v1(), list.next_id());
  anew.add_drawn_of(list);
  EXPECT_EQ(names_of(anew.shown()[kLh]), (Names{"ROI 1", "V1"}));
  EXPECT_EQ(anew.find(id)->region, list.find(id)->region);
  EXPECT_NE(anew.add_drawn(kLh, {2}), id);
}

}  // namespace
}  // namespace cortiscope
