#include "app/session/look.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(Look, TellsWhichPartsChanged) {
  const Look before;
  EXPECT_TRUE(changed_parts(before, before).empty());
  const auto parts_after = [&](auto&& change) {
    Look after = before;
    change(after);
    return changed_parts(before, after);
  };
  using Parts = std::set<LookPart>;
  EXPECT_EQ(parts_after([](Look& l) { l.map = {"weight", 2}; }), Parts{LookPart::kMap});
  EXPECT_EQ(parts_after([](Look& l) { l.shows_overlay = true; }), Parts{LookPart::kMap});
  EXPECT_EQ(parts_after([](Look& l) { l.ranges["score"] = {0, 0.5F}; }), Parts{LookPart::kRange});
  EXPECT_EQ(parts_after([](Look& l) { l.looked_at = ImagePlace{}; }), Parts{LookPart::kPosition});
  EXPECT_EQ(parts_after([](Look& l) { l.shows_region_names = false; }), Parts{LookPart::kSurface});
  EXPECT_EQ(parts_after([](Look& l) { l.shows_region_colors = true; }),
            Parts{LookPart::kRegionColors});
  EXPECT_EQ(parts_after([](Look& l) { l.side = Side::kDorsal; }), Parts{LookPart::kSide});
  EXPECT_EQ(parts_after([](Look& l) { l.choice.subject = 2; }), Parts{LookPart::kSelection});
  EXPECT_EQ(parts_after([](Look& l) {
              l.folded = SurfaceKind::kPial;
              l.picked = CortexVertex{kRh, 3};
            }),
            (Parts{LookPart::kSurface, LookPart::kSelection}));
}

TEST(Look, IsRestoredButForTheSelection) {
  Look earlier, now;
  earlier.map = {"space"};
  earlier.image = 1;
  now.map = {"score"};
  now.choice = {0, 2};
  now.picked = CortexVertex{kLh, 7};
  now.image = 4;
  earlier.choice = {0, 1};
  const Look restored_look = restored(earlier, now);
  EXPECT_EQ(restored_look.map, (Map{"space"}));
  EXPECT_EQ(restored_look.choice, now.choice);
  EXPECT_EQ(restored_look.picked, now.picked);
  EXPECT_EQ(restored_look.image, 4);
}

TEST(Look, KeepsTheOverlaysRangeWhereAnotherSubjectWasChosen) {
  Look earlier, now;
  earlier.choice = {0, 0};
  earlier.ranges = {{"score", {0, 0.5F}}, {kOverlayName, {0, 3}}};
  now.choice = {1, 0};
  now.ranges = {{kOverlayName, {-2, 2}}};
  EXPECT_EQ(restored(earlier, now).ranges,
            (MapRanges{{"score", {0, 0.5F}}, {kOverlayName, {-2, 2}}}));
  now.choice.subject = 0;
  EXPECT_EQ(restored(earlier, now).ranges, earlier.ranges);
}

TEST(Look, KeepsARangeForEachMap) {
  Look look;
  look.map = {"score"};
  look.ranges["score"] = {0, 0.4F};
  EXPECT_EQ(look.range(), (ColorRange{0, 0.4F}));
  look.map = {"scale"};
  EXPECT_EQ(look.range(), ColorRange{});
}

}  // namespace
}  // namespace cortiscope
