#include "app/session/wall_page.h"

#include <gtest/gtest.h>

#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

/// Twenty models by seven subjects; a tile's model and subject are its column and its row.
Wall large_wall() {
  Wall wall;
  for (int column = 0; column < 20; ++column) wall.models.push_back(column);
  for (int row = 0; row < 7; ++row) {
    wall.subjects.push_back(row);
    wall.maps.push_back({"layer"});
    for (int column = 0; column < 20; ++column) {
      wall.tiles.push_back({{row, column}, {"layer"}, nullptr});
    }
  }
  return wall;
}

TEST(WallPage, HasTheChosenPlaceOfALargeWall) {
  const Wall wall = large_wall();
  WallPage page({8, 6});
  page.follow(wall, place_in(wall, {6, 17}, {"layer"}));
  EXPECT_EQ(page.first(), (WallPlace{16, 6}));
  EXPECT_EQ(page.end(), (WallPlace{20, 7}));
  EXPECT_EQ(page.count(), (WallPlace{20, 7}));
  const Wall part = page.part_of(wall);
  EXPECT_EQ(part.models, (std::vector<ModelId>{16, 17, 18, 19}));
  EXPECT_EQ(part.subjects, std::vector<SubjectId>{6});
  ASSERT_EQ(part.tiles.size(), 4U);
  EXPECT_EQ(part.tiles[1].at, (Choice{6, 17}));
}

TEST(WallPage, IsTurnedAsFarAsThereAreOthers) {
  const Wall wall = large_wall();
  WallPage page({8, 6});
  page.follow(wall, place_in(wall, {0, 0}, {"layer"}));
  for (const int column : {8, 16, 16}) {
    page.turn({1, 0});
    EXPECT_EQ(page.first(), (WallPlace{column, 0}));
  }
  EXPECT_EQ(page.end().column, 20);
  page.turn({-1, 1});
  EXPECT_EQ(page.first(), (WallPlace{8, 6}));
}

TEST(WallPage, StaysWhereItWasTurnedUntilTheChosenPlaceIsAnother) {
  const Wall wall = large_wall();
  const WallPlace chosen = place_in(wall, {0, 0}, {"layer"});
  WallPage page({8, 6});
  page.follow(wall, chosen);
  page.turn({2, 1});
  page.follow(wall, chosen);
  EXPECT_EQ(page.first(), (WallPlace{16, 6}));
  page.follow(wall, place_in(wall, {0, 9}, {"layer"}));
  EXPECT_EQ(page.first(), (WallPlace{8, 6})) << "another column of the same row";
  page.follow(wall, place_in(wall, {0, 99}, {"layer"}));
  EXPECT_EQ(page.first(), (WallPlace{8, 6})) << "a model that the wall has not";
  Wall smaller = wall;
  smaller.models.resize(3);
  smaller.subjects.resize(2);
  page.follow(smaller, {-1, -1});
  EXPECT_EQ(page.first(), (WallPlace{0, 0})) << "the rest was closed";
  EXPECT_EQ(page.end(), (WallPlace{3, 2}));
  page.follow({}, {-1, -1});
  EXPECT_TRUE(page.part_of({}).tiles.empty());
}

TEST(WallPage, TellsTheRowOfAMap) {
  Wall wall;
  wall.models = {4};
  wall.subjects = {1, 1};
  wall.maps = {{"layer"}, {"space"}};
  EXPECT_EQ(place_in(wall, {1, 4}, {"space"}), (WallPlace{0, 1}));
  EXPECT_EQ(place_in(wall, {1, 4}, {"scale"}), (WallPlace{0, -1}));
}

TEST(WallPage, FindsSubjectsWithTheSameVertices) {
  const auto source_of = [](const Subject& subject) {
    MapSource source = tiny_source();
    source.subject = std::make_shared<const Subject>(subject);
    return std::make_shared<const MapSource>(source);
  };
  Subject other = *tiny_subject();
  other.cortex.name = "another cortex";
  const std::vector<WallTile> tiles = {{{0, 1}, {"layer"}, source_of(*tiny_subject())},
                                       {{0, 2}, {"layer"}, nullptr},
                                       {{1, 1}, {"layer"}, source_of(other)},
                                       {{2, 1}, {"layer"}, source_of(*tiny_subject())}};
  EXPECT_EQ(meshes_of(tiles), (std::vector<int>{0, -1, 1, 0}));
}

}  // namespace
}  // namespace cortiscope
