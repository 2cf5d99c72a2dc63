#include "core/data/image_names.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

using Names = std::vector<std::string>;

TEST(NamesAsIn, LeavesNamesThatTheStudyHas) {
  EXPECT_EQ(names_as_in({"b.png", "a", "more.png"}, {"a", "b.png"}),
            (Names{"b.png", "a", "more.png"}));
}

TEST(NamesAsIn, TakesTheStudysNamesOfTheSameFiles) {
  EXPECT_EQ(names_as_in({"images/a.JPEG", "b", "nsd.13", "more"}, {"a", "b.png", "nsd.13"}),
            (Names{"a", "b.png", "nsd.13", "more"}));
}

TEST(NamesAsIn, LeavesNamesThatCouldBeSeveral) {
  EXPECT_EQ(names_as_in({"cats/1.png", "dogs/1.png", "2.png"}, {"1", "2"}),
            (Names{"cats/1.png", "dogs/1.png", "2"}));
  EXPECT_EQ(names_as_in({"1"}, {"1.png", "1.jpg"}), (Names{"1"}));
  EXPECT_EQ(names_as_in({"1", "a/1"}, {"1", "3"}), (Names{"1", "a/1"}));
}

}  // namespace
}  // namespace cortiscope
