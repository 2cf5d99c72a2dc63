#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "app/gui/session_controller.h"
#include "app/session/look_json.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

TEST(Undo, TakesBackThePinsOfAFigureWithItsView) {
  SessionController session;
  session.add(OpenedSubject{"s/subject.h5", tiny_subject(), {"a", "b"}});
  session.set_map({"layer"});
  const int vertex = tiny_subject()->vertices[kLh].front();
  FigureRequest figure;
  figure.inputs = {"s/subject.h5"};
  figure.shows_known_answer = true;
  figure.look = session.view();
  figure.look->map = {"scale"};
  figure.panes = {{"inflated", 1}};
  figure.pins = {{"V1", {1, 2, 3}, {kLh, vertex}}};
  session.steps().clear();
  ASSERT_TRUE(session.show_figure(figure));
  EXPECT_EQ(session.pins(), figure.pins);
  EXPECT_EQ(session.view().map.name, "scale");
  ASSERT_TRUE(session.show_figure(figure));
  EXPECT_EQ(session.pins(), figure.pins) << "each once";
  while (session.steps().canUndo()) session.steps().undo();
  EXPECT_TRUE(session.pins().empty());
  EXPECT_EQ(session.view().map.name, "layer");
}

TEST(Undo, TakesBackWhateverTheSessionSetsOfALook) {
  SessionController session;
  session.add(OpenedSubject{"s/subject.h5", tiny_subject(), {"a", "b"}});
  auto overlay = std::make_shared<OverlayPairs>(2);
  for (OverlayPair& map : *overlay) {
    map.name = &map == overlay->data() ? "one" : "two";
    for (const Hemisphere h : kHemispheres) {
      map.values[h].resize(std::size_t(tiny_subject()->cortex[h].vertex_count()), 1.5F);
      map.values[h][0] = 0;
    }
  }
  session.add(OpenedOverlay{"lh.one", overlay});
  session.set_map({"layer"});
  session.steps().clear();
  const std::vector<std::pair<const char*, std::function<void()>>> changes = {
      {"map", [&] { session.set_map({"scale"}); }},
      {"component",
       [&] {
         session.set_component({ReadPart::Kind::kLayer, 2});
       }},
      {"of", [&] { session.set_quantity(MapQuantity::kScore); }},
      {"ranges",
       [&] {
         session.set_range({0.25F, 0.5F});
       }},
      {"shows_all", [&] { session.set_shows_all(true); }},
      {"clusters", [&] { session.set_clusters(session.view().clusters + 2); }},
      {"safe_colors", [&] { session.set_safe_colors(true); }},
      {"isolated", [&] { session.isolate_cluster(1); }},
      {"shows_overlay", [&] { session.show_overlay(0); }},
      {"overlay", [&] { session.show_overlay(1); }},
      {"style",
       [&] {
         session.set_style({"", {}, 2});
       }},
      {"looked_at",
       [&] {
         session.look_at(ImagePart(ImagePlace{0.5F, 0}));
       }},
      {"folded", [&] { session.set_folded(SurfaceKind::kPial); }},
      {"shows_folds", [&] { session.set_layout(false, true); }},
      {"shows_flat", [&] { session.set_layout(true, false); }},
      {"hemispheres", [&] { session.set_hemispheres(ShownSides::kLh); }},
      {"shows_regions", [&] { session.set_regions(false); }},
      {"shows_region_names", [&] { session.set_region_names(false); }},
      {"shows_region_colors", [&] { session.set_region_colors(true); }},
      {"side", [&] { session.set_side(Side::kDorsal); }},
  };
  std::vector<nlohmann::ordered_json> looks = {to_json(session.view())};
  for (const auto& [name, change] : changes) {
    change();
    looks.push_back(to_json(session.view()));
    EXPECT_NE(looks.back()[name], looks[looks.size() - 2][name]) << name;
  }
  ASSERT_EQ(session.steps().count(), int(changes.size()));
  for (std::size_t i = changes.size(); i-- > 0;) {
    session.steps().undo();
    nlohmann::ordered_json now = to_json(session.view());
    now.erase("folds_camera");  // follows the side
    looks[i].erase("folds_camera");
    EXPECT_EQ(now, looks[i]) << changes[i].first;
  }
  // The cameras and the selection are all that is left of a look.
  EXPECT_EQ(changes.size() + 2, looks[0].size() + 1);
}

}  // namespace
}  // namespace cortiscope
