#include "app/session/shown_sides.h"

#include <gtest/gtest.h>

#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

TEST(ShownSides, AreNamedAsInFiles) {
  for (const ShownSides each :
       {ShownSides::kBoth, ShownSides::kLh, ShownSides::kRh, ShownSides::kTogether}) {
    EXPECT_EQ(find_shown_sides(name_of(each)), each);
  }
  EXPECT_EQ(find_shown_sides("left"), std::nullopt);
}

TEST(ShownSides, LeaveOutTheOtherHemisphere) {
  const std::shared_ptr<const Cortex> both(tiny_subject(), &tiny_subject()->cortex);
  EXPECT_EQ(shown_of(both, ShownSides::kBoth), both);
  const auto right = shown_of(both, ShownSides::kRh);
  EXPECT_EQ((*right)[kLh].vertex_count(), 0);
  EXPECT_EQ((*right)[kRh].vertex_count(), (*both)[kRh].vertex_count());
  const std::array<std::vector<int>, 2> numbers = {std::vector<int>{1, 2}, std::vector<int>{3}};
  EXPECT_EQ(only_shown(numbers, ShownSides::kLh)[kLh], numbers[kLh]);
  EXPECT_TRUE(only_shown(numbers, ShownSides::kLh)[kRh].empty());
  EXPECT_EQ(only_shown(numbers, ShownSides::kBoth), numbers);
}

TEST(ShownSides, AreBothWhereTheOneWantedIsAbsent) {
  const std::shared_ptr<const Cortex> both(tiny_subject(), &tiny_subject()->cortex);
  EXPECT_EQ(possible_sides(ShownSides::kLh, *both), ShownSides::kLh);
  const auto right = shown_of(both, ShownSides::kRh);
  EXPECT_EQ(possible_sides(ShownSides::kRh, *right), ShownSides::kRh);
  EXPECT_EQ(possible_sides(ShownSides::kLh, *right), ShownSides::kBoth);
  EXPECT_EQ(possible_sides(ShownSides::kTogether, *both), ShownSides::kTogether);
  EXPECT_EQ(possible_sides(ShownSides::kTogether, *right), ShownSides::kBoth);
  EXPECT_EQ(shown_of(both, ShownSides::kTogether), both);
  EXPECT_TRUE(has_both(*both));
  EXPECT_FALSE(has_both(*right));
}

}  // namespace
}  // namespace cortiscope
