#include "core/open/map_choice.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(MapChoice, IsSplitAtTheLastColonBehindAFile) {
  const TempDir folder;
  const std::string plain = (folder / "lh.t.mgz").string(), odd = (folder / "a:2").string();
  write_bytes(plain, "");
  write_bytes(odd, "");
  const auto split = [](const std::string& text) {
    const MapChoice choice = split_map_choice(text);
    EXPECT_EQ(text_of(choice), text);
    return std::make_pair(choice.file.string(), choice.map);
  };
  EXPECT_EQ(split(plain), std::make_pair(plain, std::string()));
  EXPECT_EQ(split(plain + ":2"), std::make_pair(plain, std::string("2")));
  EXPECT_EQ(split(plain + ":faces: places"), std::make_pair(plain, std::string("faces: places")));
  EXPECT_EQ(split(odd), std::make_pair(odd, std::string())) << "its name has a colon";
  EXPECT_EQ(split(odd + ":3"), std::make_pair(odd, std::string("3")));
  EXPECT_EQ(split("weight:3"), std::make_pair(std::string("weight:3"), std::string()));
}

TEST(MapChoice, IsANumberFromOneOrAName) {
  const std::vector<std::string> names = {"atlas A", "atlas B", "7"};
  EXPECT_EQ(chosen_map(names, "", "f"), 0U);
  EXPECT_EQ(chosen_map(names, "2", "f"), 1U);
  EXPECT_EQ(chosen_map(names, "atlas B", "f"), 1U);
  EXPECT_EQ(chosen_map(names, "7", "f"), 2U) << "no number of a map";
  EXPECT_EQ(error_of([&] { chosen_map(names, "0", "a.dlabel.nii"); }),
            "a.dlabel.nii: expected a map from 1 to 3, or its name: atlas A, atlas B, 7; found "
            "\"0\" (the file's description lists its maps)");
  EXPECT_EQ(
      error_of([&] { chosen_map({""}, "2", "lh.curv"); }),
      "lh.curv: expected its one map, 1; found \"2\" (the file's description lists its maps)");
}

TEST(MapChoice, IsNamedWhereAFileHasSeveral) {
  EXPECT_EQ(map_title({"thickness"}, 0), "");
  EXPECT_EQ(map_title({"a", "b"}, 1), "b");
  EXPECT_EQ(map_title({"", ""}, 1), "map 2 of 2");
  EXPECT_EQ(map_title({"1", "2", "3"}, 1), "map 2 of 3") << "a number, not a name";
  EXPECT_EQ(map_title({"a", "a"}, 1), "map 2 of 2") << "the name does not tell them apart";
}

}  // namespace
}  // namespace cortiscope
