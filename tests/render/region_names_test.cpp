#include "render/region_names.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

constexpr Box kBox = {0, 0, 60, 40};

std::vector<TextItem> written(const std::vector<PlacedName>& names) {
  Page page;
  add_names(page, names, kBox);
  std::vector<TextItem> items;
  for (const auto& item : page.items) {
    if (const auto* text = std::get_if<TextItem>(&item)) items.push_back(*text);
  }
  return items;
}

TEST(RegionNames, DoNotCoverEachOther) {
  const auto items =
      written({{"V1", {30, 20}, 100}, {"V2", {30.3, 20}, 50}, {"V3", {30, 20.4}, 9}});
  ASSERT_EQ(items.size(), 3U);
  EXPECT_EQ(items[0].text, "V1");
  EXPECT_NEAR(items[0].at.x, 30, 1e-9) << "the largest region's stays";
  for (std::size_t i = 0; i < items.size(); ++i) {
    for (std::size_t k = 0; k < i; ++k) {
      const double dx = std::abs(items[i].at.x - items[k].at.x);
      const double dy = std::abs(items[i].at.y - items[k].at.y);
      EXPECT_TRUE(dx > 2.5 || dy > 1.3) << items[i].text << " on " << items[k].text;
    }
  }
}

TEST(RegionNames, AreLedToTheirRegionWhereTheyHadToMoveAside) {
  const auto width_of = [](const std::string& name) { return 1.0 * double(name.size()); };
  const auto places =
      name_places({{"first one", {30, 20}, 5}, {"aside", {30, 20}, 9}}, kBox, 1, width_of);
  ASSERT_EQ(places.size(), 2U);
  EXPECT_EQ(places[0].name, 0U);
  EXPECT_FALSE(places[0].leader);
  EXPECT_EQ(places[1].name, 1U);
  ASSERT_TRUE(places[1].leader);
  const auto [from, to] = *places[1].leader;
  EXPECT_EQ(to.x, 30);
  EXPECT_EQ(to.y, 20);
  const double away = std::hypot(places[1].middle.x - to.x, places[1].middle.y - to.y);
  EXPECT_LT(std::hypot(from.x - to.x, from.y - to.y), away) << "it ends at the word";
}

TEST(RegionNames, HaveTheirLeadersOnThePageUnderAllNames) {
  Page page;
  add_names(page, {{"a large region", {30, 20}, 100}, {"aside", {30, 20}, 50}}, kBox);
  ASSERT_EQ(page.items.size(), 4U) << "a line and its halo, two names";
  const auto* halo = std::get_if<PathItem>(&page.items[0]);
  const auto* line = std::get_if<PathItem>(&page.items[1]);
  ASSERT_TRUE(halo && line);
  EXPECT_GT(halo->stroke_mm, line->stroke_mm);
  EXPECT_EQ(line->points.back().x, 30);
  EXPECT_EQ(line->points.back().y, 20);
}

TEST(RegionNames, StayInTheBoxAndAreLeftOutWhereThereIsNoRoom) {
  const auto items = written({{"FFA", {0.5, 20}, 10}});
  ASSERT_EQ(items.size(), 1U);
  EXPECT_GT(items[0].at.x, 2);
  EXPECT_TRUE(
      written({{"far too long a name for such a little box, which is only sixty millimetres wide",
                {30, 20},
                1}})
          .empty());
}

}  // namespace
}  // namespace cortiscope
