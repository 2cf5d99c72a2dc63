#include "app/session/look.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/session/look_json.h"
#include "tests/support/expect_error.h"

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
  EXPECT_EQ(parts_after([](Look& l) { l.quantity = MapQuantity::kScore; }), Parts{LookPart::kMap});
  EXPECT_EQ(parts_after([](Look& l) {
              l.component = {ReadPart::Kind::kLayer, 3};
            }),
            Parts{LookPart::kMap});
  EXPECT_EQ(parts_after([](Look& l) { l.against = 2; }), Parts{LookPart::kSelection});
  EXPECT_EQ(parts_after([](Look& l) { l.shows_overlay = true; }), Parts{LookPart::kMap});
  EXPECT_EQ(parts_after([](Look& l) { l.overlay = 1; }), Parts{LookPart::kMap});
  EXPECT_EQ(parts_after([](Look& l) { l.style.threshold = 1; }), Parts{LookPart::kRange});
  EXPECT_EQ(parts_after([](Look& l) { l.ranges["score"] = {0, 0.5F}; }), Parts{LookPart::kRange});
  EXPECT_EQ(parts_after([](Look& l) { l.looked_at = ImagePlace{}; }), Parts{LookPart::kPosition});
  EXPECT_EQ(parts_after([](Look& l) { l.shows_region_names = false; }), Parts{LookPart::kSurface});
  EXPECT_EQ(parts_after([](Look& l) { l.shows_region_colors = true; }),
            Parts{LookPart::kRegionColors});
  EXPECT_EQ(parts_after([](Look& l) { l.side = Side::kDorsal; }), Parts{LookPart::kSide});
  EXPECT_EQ(parts_after([](Look& l) { l.flat_camera.zoom = 2; }), Parts{LookPart::kCamera});
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

bool altered(bool is_set) { return !is_set; }
int altered(int number) { return number + 1; }
Map altered(const Map&) { return {"space"}; }
MapQuantity altered(MapQuantity) { return MapQuantity::kScore; }
ReadPart altered(const ReadPart&) { return {ReadPart::Kind::kLayer, 3}; }
MapRanges altered(const MapRanges&) { return {{"score", {0, 0.5F}}}; }
std::optional<IsolatedCluster> altered(const std::optional<IsolatedCluster>&) {
  return IsolatedCluster{2, 1};
}
OverlayStyle altered(const OverlayStyle&) { return {"", {}, 2}; }
std::optional<ImagePart> altered(const std::optional<ImagePart>&) { return ImagePlace{0.5F, 0}; }
SurfaceKind altered(SurfaceKind) { return SurfaceKind::kPial; }
Side altered(Side) { return Side::kDorsal; }
ShownSides altered(ShownSides) { return ShownSides::kRh; }
CortexCamera altered(CortexCamera camera) {
  camera.zoom = 3;
  return camera;
}
Choice altered(Choice at) { return {at.subject, at.model + 1}; }
std::optional<CortexVertex> altered(const std::optional<CortexVertex>&) {
  return CortexVertex{kLh, 7};
}

TEST(Look, IsUndoneInEveryFieldButTheSelectionAndTheCameras) {
  const Look before;
  const auto alter = [&](std::size_t which) {
    Look after = before;
    std::size_t place = 0;
    const auto alter_one = [&](auto field) {
      if (place++ == which) field.value = altered(field.value);
    };
    std::apply([&](auto... fields) { (alter_one(fields), ...); }, fields_of(after));
    return after;
  };
  const auto is_undone = [](LookPart part) {
    return part != LookPart::kSelection && part != LookPart::kCamera;
  };
  std::size_t place = 0, undone = 0;
  const auto check = [&](auto field) {
    const Look after = alter(place++);
    const std::set<LookPart> parts = changed_parts(before, after);
    EXPECT_EQ(parts, std::set<LookPart>{field.part}) << field.name << " is seen to change";
    const std::set<LookPart> left = changed_parts(before, restored(before, after));
    if (is_undone(field.part)) {
      EXPECT_TRUE(left.empty()) << field.name;
      ++undone;
    } else {
      EXPECT_EQ(left, std::set<LookPart>{field.part}) << field.name << " is not undone";
    }
  };
  std::apply([&](auto... fields) { (check(fields), ...); }, fields_of(before));
  EXPECT_GE(undone, 19U);
}

TEST(Look, IsRestoredWithTheCamerasButForAnotherSide) {
  Look earlier, now;
  earlier.map = {"space"};
  now.folds_camera.zoom = 3;
  now.flat_camera.zoom = 2;
  EXPECT_EQ(restored(earlier, now).folds_camera.zoom, 3);
  EXPECT_EQ(restored(earlier, now).flat_camera.zoom, 2);
  earlier.side = Side::kMedial;
  EXPECT_EQ(restored(earlier, now).folds_camera, cortex_camera_from(Side::kMedial));
  EXPECT_EQ(restored(earlier, now).flat_camera.zoom, 2);
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

/// A look in which no field that is stored has its first value.
Look unusual_look() {
  Look look;
  look.map = {"weight", 2};
  look.quantity = MapQuantity::kConfidence;
  look.component = {ReadPart::Kind::kLayer, 9};
  look.ranges["score"] = {0.125F, 0.5F};
  look.shows_overlay = true;
  look.overlay = 2;
  look.style = {"PuOr", {{1, 2, 3}, {4, 5, 6}}, 0.5F};
  look.looked_at = ImagePlace{-0.5F, 0.25F};
  look.folded = SurfaceKind::kPial;
  look.shows_folds = look.shows_flat = look.shows_regions = look.shows_region_names = false;
  look.shows_region_colors = true;
  look.side = Side::kDorsal;
  look.hemispheres = ShownSides::kRh;
  look.folds_camera = cortex_camera_from(Side::kMedial);
  look.folds_camera.zoom = 1.7F;
  look.flat_camera.shift = {0.25F, -0.125F};
  return look;
}

TEST(LookJson, StoresEveryFieldButTheSelection) {
  Look look = unusual_look();
  std::set<LookPart> all = changed_parts(look, Look());
  EXPECT_EQ(all.size(), 7U) << "another value in each part but the selection";
  look.picked = CortexVertex{kLh, 3};
  look.choice = {2, 1};
  look.against = 3;
  const nlohmann::ordered_json json = to_json(look);
  EXPECT_EQ(json.size(), std::tuple_size_v<decltype(fields_of(look))> - 4);
  EXPECT_FALSE(json.contains("picked"));
  const std::optional<Look> read = look_in(json);
  ASSERT_TRUE(read);
  EXPECT_EQ(changed_parts(*read, look), std::set<LookPart>{LookPart::kSelection});
  EXPECT_TRUE(changed_parts(with_selection_of(*read, look), look).empty());
  EXPECT_TRUE(changed_parts(*look_in(to_json(Look())), Look()).empty());
}

TEST(LookJson, StoresARectangleAsItsCorners) {
  Look look;
  look.looked_at = ImagePart(ImagePlace{-0.5F, 0.25F}, ImagePlace{0.75F, 1});
  EXPECT_EQ(to_json(look)["looked_at"], (nlohmann::ordered_json{-0.5, 0.25, 0.75, 1}));
  EXPECT_EQ(look_in(to_json(look))->looked_at, look.looked_at);
}

TEST(LookJson, TakesMissingFieldsAsThoseOfANewLookAndIgnoresOthers) {
  const auto json = nlohmann::ordered_json::parse(R"({"map": "scale", "tilt": 3})");
  Look expected;
  expected.map = {"scale"};
  ASSERT_TRUE(look_in(json));
  EXPECT_TRUE(changed_parts(*look_in(json), expected).empty());
}

TEST(LookJson, RefusesValuesThatALookCannotHave) {
  for (const char* text :
       {"[]", "3", R"({"map": 3})", R"({"of": "depth"})", R"({"shows_flat": "yes"})",
        R"({"hemispheres": "left"})", R"({"looked_at": [0, 2]})", R"({"looked_at": [0]})",
        R"({"looked_at": [0, 0, 0]})", R"({"looked_at": [0, 0, 0, 2]})",
        R"({"ranges": {"score": [1, 0]}})", R"({"ranges": {"score": [1]}})",
        R"({"flat_camera": {}})",
        R"({"flat_camera": {"toward_eye": [0,0,0], "up": [0,1,0], "shift": [0,0], "zoom": 1}})",
        R"({"flat_camera": {"toward_eye": [0,0,1], "up": [0,1,0], "shift": [0,0], "zoom": 0}})"}) {
    EXPECT_FALSE(look_in(nlohmann::ordered_json::parse(text))) << text;
  }
  EXPECT_NE(error_of([] { look_in({{"map", "depth"}}); }), "");
}

}  // namespace
}  // namespace cortiscope
