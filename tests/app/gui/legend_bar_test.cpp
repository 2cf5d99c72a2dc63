#include <gtest/gtest.h>

#include <QApplication>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QTest>
#include <QToolButton>

#include "app/gui/legend_bar.h"
#include "app/gui/map_strip.h"
#include "app/gui/theme.h"
#include "tests/app/gui/panel_fixture.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {
namespace {

TEST_F(PanelTest, TheMapOfResponsesHasAChoiceOfComponents) {
  LegendBar legend(session_);
  auto* component = legend.findChild<QComboBox*>(QStringLiteral("component"));
  session_.choose({0, 1});
  EXPECT_FALSE(component->isVisibleTo(&legend)) << "another map";
  session_.set_map({"response"});
  ASSERT_TRUE(component->isVisibleTo(&legend));
  EXPECT_EQ(component->count(), 3 + 12);
  EXPECT_EQ(component->currentText(), QStringLiteral("all tokens"));
  component->setCurrentIndex(component->findText(QStringLiteral("layer 9")));
  Q_EMIT component->activated(component->currentIndex());
  EXPECT_EQ(session_.view().component, (ReadPart{ReadPart::Kind::kLayer, 9}));
  session_.steps().undo();
  EXPECT_EQ(component->currentText(), QStringLiteral("all tokens"));
  session_.set_map({"layer"});
  EXPECT_FALSE(component->isVisibleTo(&legend));
}

TEST_F(PanelTest, TheMapOfDifferencesComparesTheChosenModelWithAnotherFit) {
  FitResult two = tiny_fit("two", "2026");
  two.r2.assign(two.r2.size(), 0.35F);
  MapStrip bar(session_);
  LegendBar legend(session_);
  auto* button = bar.findChild<QToolButton*>(QStringLiteral("map-difference"));
  auto* against = legend.findChild<QComboBox*>(QStringLiteral("against"));
  auto* of = legend.findChild<QComboBox*>(QStringLiteral("difference-of"));
  session_.choose({0, 1});
  EXPECT_FALSE(button->isEnabled()) << "there is no other fit";
  session_.add_fit(two, "s/two.fit.h5");
  EXPECT_TRUE(button->isEnabled());
  EXPECT_FALSE(against->isVisibleTo(&legend)) << "another map";

  session_.choose({0, 2});
  button->click();
  EXPECT_EQ(session_.view().map, (Map{"difference"}));
  ASSERT_TRUE(against->isVisibleTo(&legend));
  EXPECT_EQ(against->currentText(), QStringLiteral("one"));
  EXPECT_EQ(session_.painted_title(), QStringLiteral("two (B) - one (A) · simulated on builtin"));
  of->setCurrentIndex(of->findText(QStringLiteral("score")));
  Q_EMIT of->activated(of->currentIndex());
  const CortexVertex vertex{kLh, tiny_subject()->vertices[kLh].front()};
  EXPECT_EQ(session_.painting().value_text(vertex), "B - A: R² +0.100");
  session_.choose({0, 1});
  EXPECT_EQ(against->currentText(), QStringLiteral("two"));
  EXPECT_EQ(session_.painting().value_text(vertex), "B - A: R² -0.100");

  session_.choose({0, 0});
  EXPECT_FALSE(against->isVisibleTo(&legend)) << "a known answer is no fit";
  EXPECT_TRUE(all_words(legend).contains(QStringLiteral("Needs two fits of the subject")));
  session_.set_map({"layer"});
  EXPECT_FALSE(all_words(legend).contains(QStringLiteral("Needs two fits")));
}

TEST_F(PanelTest, ARangeOfDifferencesStaysSymmetricAboutZero) {
  session_.add_fit(tiny_fit("two", "2026"), "s/two.fit.h5");
  session_.choose({0, 1});
  session_.set_map({"difference"});
  EXPECT_EQ(session_.range(), (ColorRange{-0.5F, 0.5F}));
  session_.set_range({-0.25F, 0.5F});
  EXPECT_EQ(session_.range(), (ColorRange{-0.25F, 0.25F}));
  session_.set_range({-0.25F, 0.75F});
  EXPECT_EQ(session_.range(), (ColorRange{-0.75F, 0.75F}));
  session_.set_quantity(MapQuantity::kScore);
  EXPECT_EQ(session_.range(), (ColorRange{-0.2F, 0.2F})) << "its own usual one";
  session_.steps().undo();
  EXPECT_EQ(session_.view().quantity, MapQuantity::kLayer);
  EXPECT_EQ(session_.range(), (ColorRange{-0.75F, 0.75F}));
}

TEST_F(PanelTest, LegendSetsTheRangeOfMapsOfOneNumber) {
  LegendBar bar(session_);
  auto* high = bar.findChild<QDoubleSpinBox*>(QStringLiteral("range-high"));
  EXPECT_FALSE(high->isVisibleTo(&bar)) << "layers have no range";
  session_.set_map({"score"});
  EXPECT_TRUE(high->isVisibleTo(&bar));
  const auto before = session_.colors();
  session_.choose({0, 1});
  high->setValue(0.5);
  EXPECT_EQ(session_.view().range(), (ColorRange{0, 0.5F}));
  EXPECT_NE(session_.colors(), before);
  QTest::mouseClick(bar.findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_EQ(session_.view().range(), ColorRange{});
}

TEST_F(PanelTest, LegendSaysWhyVerticesAreUnpainted) {
  LegendBar bar(session_);
  const auto* line = bar.findChild<TextLine*>();
  FitResult fit = tiny_fit("two", "2026");
  fit.evidence.assign(fit.r2.size(), 0.5F);
  session_.add(OpenedFit{{}, std::make_shared<const FitResult>(fit)});
  session_.choose({0, 2});
  EXPECT_TRUE(line->text().contains(QStringLiteral("evidence q ≤ 0.05")))
      << line->text().toStdString();
  session_.set_shows_all(true);
  EXPECT_FALSE(line->text().contains(QStringLiteral("evidence"))) << line->text().toStdString();
  session_.steps().undo();
  EXPECT_TRUE(line->text().contains(QStringLiteral("evidence")));
}

TEST_F(PanelTest, LegendsFieldsAreReachedByTabInTheOrderSeenAndShowIt) {
  session_.choose({0, 1});
  session_.add(overlay());
  session_.set_range({1, 600});  // Reset is enabled
  apply_theme(*qApp, Theme::kLight);
  LegendBar legend(session_);
  legend.show();
  legend.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&legend, kWaitAtMostMs));
  auto* palette = legend.findChild<QComboBox*>(QStringLiteral("palette"));
  palette->setFocus(Qt::TabFocusReason);
  int at = palette->mapTo(&legend, QPoint(0, 0)).x();
  for (const char* next : {"threshold", "range-low", "range-high", "range-reset"}) {
    auto* field = legend.findChild<QWidget*>(QLatin1String(next));
    const QImage before = field->grab().toImage();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    ASSERT_EQ(QApplication::focusWidget(), field) << next;
    EXPECT_GT(field->mapTo(&legend, QPoint(0, 0)).x(), at) << next;
    at = field->mapTo(&legend, QPoint(0, 0)).x();
    const QColor border = field->grab().toImage().pixelColor(field->width() / 2, 0);
    EXPECT_NE(border, before.pixelColor(field->width() / 2, 0)) << next;
  }
  qApp->setStyleSheet({});
}

}  // namespace
}  // namespace cortiscope
