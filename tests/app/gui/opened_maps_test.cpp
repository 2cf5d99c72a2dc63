#include <gtest/gtest.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QToolButton>

#include "app/gui/legend_bar.h"
#include "app/gui/map_strip.h"
#include "app/gui/vertex_panel.h"
#include "tests/app/gui/panel_fixture.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

TEST_F(PanelTest, AnOverlayIsPaintedWithItsNameUntilAMapIsChosen) {
  MapStrip bar(session_);
  LegendBar legend(session_);
  auto* button = bar.findChild<QToolButton*>(QStringLiteral("map-overlay"));
  EXPECT_FALSE(button->isEnabled());
  const auto map = session_.colors();
  session_.add(overlay());
  EXPECT_NE(session_.colors(), map);
  EXPECT_TRUE(button->isEnabled());
  EXPECT_TRUE(button->isChecked());
  EXPECT_TRUE(all_words(legend).contains(QStringLiteral("thickness")));
  session_.pick(CortexVertex{kRh, 5});
  EXPECT_EQ(session_.card()->overlay, "thickness 5");
  session_.set_map({"layer"});
  EXPECT_EQ(session_.colors(), map);
  EXPECT_TRUE(button->isEnabled()) << "to come back to it";
  button->click();
  EXPECT_NE(session_.colors(), map);
}

TEST_F(PanelTest, AnOverlayHasARangeOfItsOwn) {
  session_.set_map({"score"});
  session_.add(overlay());
  const ColorRange whole = session_.range();
  EXPECT_EQ(whole.low, -whole.high) << "there are values on both sides of zero";
  session_.set_range({0, 3});
  EXPECT_EQ(session_.range(), (ColorRange{0, 3}));
  EXPECT_EQ(session_.view().range(), ColorRange{}) << "the map's stays";
  session_.reset_range();
  EXPECT_EQ(session_.range(), whole);
}

TEST_F(PanelTest, OneOfSeveralMapsIsChosenAndUndone) {
  MapStrip bar(session_);
  auto* choice = bar.findChild<QComboBox*>(QStringLiteral("overlays"));
  session_.add(overlay());
  EXPECT_FALSE(choice->isVisibleTo(&bar)) << "there is one";
  OverlayPairs maps = {overlay().maps->at(0), overlay().maps->at(0)};
  for (std::size_t k = 0; k < 2; ++k) {
    maps[k].name = "t";
    maps[k].map = k == 0 ? "faces" : "places";
    for (float& value : maps[k].values[kLh]) value += float(k + 1);
  }
  session_.add(OpenedOverlay{"t.dscalar.nii", std::make_shared<const OverlayPairs>(maps)});
  EXPECT_TRUE(choice->isVisibleTo(&bar));
  EXPECT_EQ(choice->count(), 3);
  EXPECT_EQ(choice->currentText(), QStringLiteral("t · faces"));
  session_.set_range({0, 3});
  choice->setCurrentIndex(2);
  Q_EMIT choice->activated(2);
  EXPECT_EQ(session_.overlay()->title(), "t · places");
  EXPECT_NE(session_.range(), (ColorRange{0, 3})) << "another map, another range";
  session_.steps().undo();
  EXPECT_EQ(session_.overlay()->title(), "t · faces");
  EXPECT_EQ(session_.range(), (ColorRange{0, 3}));
  EXPECT_EQ(choice->currentIndex(), 1);
}

TEST_F(PanelTest, AnOverlaysPaletteAndThresholdAreSetAndUndone) {
  LegendBar legend(session_);
  auto* palette = legend.findChild<QComboBox*>(QStringLiteral("palette"));
  auto* threshold = legend.findChild<QDoubleSpinBox*>(QStringLiteral("threshold"));
  EXPECT_FALSE(palette->isVisibleTo(&legend)) << "a map has its own colours";
  session_.add(overlay());
  EXPECT_TRUE(palette->isVisibleTo(&legend));
  const auto fitting = session_.colors();
  palette->setCurrentIndex(palette->findText(QStringLiteral("inferno")));
  Q_EMIT palette->activated(palette->currentIndex());
  EXPECT_EQ(session_.view().style.palette, "inferno");
  EXPECT_NE(session_.colors(), fitting);
  threshold->setValue(3);
  EXPECT_EQ(session_.view().style.threshold, 3);
  session_.steps().undo();
  session_.steps().undo();
  EXPECT_EQ(session_.view().style, OverlayStyle{});
  EXPECT_EQ(session_.colors(), fitting);
  EXPECT_EQ(palette->currentIndex(), 0);
  session_.steps().redo();
  session_.reset_range();
  EXPECT_EQ(session_.view().style, OverlayStyle{}) << "with the range";
}

TEST_F(PanelTest, LabelsAreNamedInTheLegendAndTheCard) {
  LegendBar legend(session_);
  VertexPanel card(session_);
  OverlayPair labels;
  labels.name = "areas";
  labels.labels = {{"V1 <b>", Rgb8{255, 0, 0}}};
  labels.values[kLh].assign(std::size_t(tiny_subject()->cortex[kLh].vertex_count()), 0.0F);
  session_.add(
      OpenedOverlay{"lh.areas.annot", std::make_shared<const OverlayPairs>(OverlayPairs{labels})});
  EXPECT_FALSE(legend.findChild<QComboBox*>(QStringLiteral("palette"))->isVisibleTo(&legend));
  session_.pick(CortexVertex{kLh, 3});
  EXPECT_TRUE(all_words(card).contains(QStringLiteral("areas V1 <b>")));
  EXPECT_EQ(session_.painting().steps, ColorSteps::kSharp);
}

TEST_F(PanelTest, OpenedRegionsAreNamedInsteadOfTheCortexsOwn) {
  const int vertex = tiny_subject()->cortex[kLh].regions.front().vertices.front();
  session_.pick(CortexVertex{kLh, vertex});
  const auto own = session_.card()->regions;
  ASSERT_FALSE(own.empty());
  auto label = std::make_shared<RegionsPair>();
  label->regions[kLh] = {{"mine", {vertex}}};
  session_.add(OpenedRegions{"lh.mine.label", label});
  EXPECT_EQ(session_.card()->regions, (std::vector<std::string>{"mine"}));
  auto second = std::make_shared<RegionsPair>();
  second->regions[kLh] = {{"other", {vertex}}};
  session_.add(OpenedRegions{"lh.other.label", second});
  EXPECT_EQ(session_.card()->regions, (std::vector<std::string>{"mine", "other"}));
  session_.remove_opened_regions();
  EXPECT_EQ(session_.card()->regions, own);
}

TEST_F(PanelTest, WhatIsOfAnotherMeshIsRefusedAndNothingChanges) {
  const auto before = session_.colors();
  OverlayPair of_three;
  of_three.values[kLh] = {1, 2, 3};
  of_three.files[kLh] = "lh.thickness";
  const auto pair = std::make_shared<const OverlayPairs>(OverlayPairs{of_three});
  const std::string message = error_of([&] { session_.add(OpenedOverlay{"lh.thickness", pair}); });
  EXPECT_EQ(message.rfind("lh.thickness: expected ", 0), 0U) << message;
  EXPECT_EQ(session_.colors(), before);
  SessionController empty;
  EXPECT_EQ(error_of([&] {
              empty.add(OpenedOverlay{"s/lh.thickness", pair});
            }),
            "lh.thickness: expected a cortex to put it on, found none open (open a subject or a "
            "cortex first)");
}

}  // namespace
}  // namespace cortiscope
