#include "app/session/pins.h"

#include <gtest/gtest.h>

#include "app/session/figure_request.h"
#include "app/session/pins_csv.h"
#include "app/session/vertex_card.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(Pins, AreToggledByTheirVertex) {
  Pins pins = with_pin_toggled({}, {kLh, 3});
  pins = with_pin_toggled(pins, {kRh, 3});
  ASSERT_EQ(pins.size(), 2U);
  EXPECT_EQ(pins[0].name, "Pin 1");
  EXPECT_EQ(pins[1].name, "Pin 2");
  EXPECT_FALSE(pins[0].color == pins[1].color);
  pins = with_pin_toggled(pins, {kLh, 3});
  ASSERT_EQ(pins.size(), 1U);
  EXPECT_EQ(pins[0].vertex, (CortexVertex{kRh, 3}));
  EXPECT_EQ(with_pin_toggled(pins, {kLh, 9})[1].name, "Pin 1") << "a number that is free";
}

TEST(Pins, AreNamedWithoutBlanksAndNeverEmpty) {
  const Pins pins = with_pin_toggled({}, {kLh, 3});
  EXPECT_EQ(with_pin_named(pins, {kLh, 3}, "  FFA \n")[0].name, "FFA");
  EXPECT_EQ(with_pin_named(pins, {kLh, 3}, "  ")[0].name, "Pin 1");
  EXPECT_EQ(with_pin_named(pins, {kRh, 3}, "FFA"), pins);
}

TEST(Pins, AreNoMoreThanAllowed) {
  Pins pins;
  for (int v = 0; v < int(kMostPins); ++v) pins.push_back({"p", {}, {kLh, v}});
  EXPECT_EQ(with_pin_toggled(pins, {kRh, 0}).size(), kMostPins);
}

TEST(Pins, AreInTheRecipeOfAWindowsFigure) {
  const TempDir folder;
  FigureRequest request;
  request.inputs = {(folder / "a.fit.h5").string()};
  request.look = Look();
  request.panes = {{"flat", 1}};
  request.pins = {{"FFA", {1, 2, 3}, {kRh, 4}}};
  const std::string recipe = recipe_of(request, (folder / "a.json").string());
  write_bytes(folder / "a.json", recipe);
  EXPECT_EQ(read_recipe((folder / "a.json").string()).pins, request.pins);
  std::string bad = recipe;
  bad.replace(bad.find("\"rh\""), 4, "\"xh\"");
  write_bytes(folder / "a.json", bad);
  EXPECT_NE(error_of([&] {
              read_recipe((folder / "a.json").string());
            }).find("expected in \"pins[0].hemisphere\" lh or rh, found \"xh\""),
            std::string::npos);
}

TEST(Pins, OfAFigureAreAddedWhereThereIsNone) {
  Cortex cortex;
  for (const Hemisphere h : kHemispheres) cortex[h].curvature.assign(4, 0);
  cortex[kLh].surfaces[SurfaceKind::kPial].vertices.resize(4);
  const Pins own = {{"mine", {1, 2, 3}, {kLh, 2}}};
  const Pins others = {{"theirs", {9, 9, 9}, {kLh, 2}},
                       {"V1", {4, 5, 6}, {kLh, 3}},
                       {"of another cortex", {}, {kLh, 4}}};
  const Pins all = with_pins_added(own, others, cortex);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0], own[0]) << "its name and colour stay";
  EXPECT_EQ(all[1], others[1]);
  Pins many;
  for (int v = 0; v < int(kMostPins); ++v) many.push_back({"p", {}, {kRh, v}});
  EXPECT_EQ(with_pins_added(many, others, cortex).size(), kMostPins);
}

TEST(Pins, AreATableWithWhatAFitSaysOfThem) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", {});
  const int vertex = tiny_subject()->vertices[kLh].front();
  int silent = 0;
  while (row_of(*tiny_subject(), {kLh, silent})) ++silent;
  library.set_pins(0, {{"a, b", {}, {kLh, vertex}}, {"silent", {}, {kLh, silent}}});
  const VertexCard card = card_of(*library.cell({0, kKnownAnswer}).source, {kLh, vertex});
  const std::string csv = csv_of_pins(library, kKnownAnswer);
  const std::string start = "name,subject,model,hemisphere,vertex,layer,x,y,scale,r2\n\"a, b\"," +
                            tiny_subject()->name + ",known answer,lh," + std::to_string(vertex) +
                            "," + std::to_string(card.read->layer) + ",";
  EXPECT_EQ(csv.substr(0, start.size()), start);
  const std::string end =
      "silent," + tiny_subject()->name + ",known answer,lh," + std::to_string(silent) + ",,,,,\n";
  EXPECT_EQ(csv.substr(csv.size() - end.size()), end);
}

}  // namespace
}  // namespace cortiscope
