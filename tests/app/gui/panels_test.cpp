#include <gtest/gtest.h>

#include <QAbstractSpinBox>
#include <QHBoxLayout>
#include <QTest>
#include <QToolButton>

#include "app/gui/fit_panel.h"
#include "app/gui/legend_bar.h"
#include "app/gui/map_strip.h"
#include "app/gui/vertex_panel.h"
#include "core/analysis/kept_baselines.h"
#include "tests/app/gui/panel_fixture.h"
#include "tests/support/environment_variable.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST_F(PanelTest, VertexShowsItsCard) {
  VertexPanel panel(session_);
  panel.resize(300, 800);
  session_.choose({0, 1});
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("Click a vertex")));
  session_.pick(CortexVertex{kLh, tiny_subject()->vertices[kLh].front()});
  const QString words = all_words(panel);
  EXPECT_TRUE(words.contains(QStringLiteral("test R²"))) << words.toStdString();
  EXPECT_TRUE(words.contains(QStringLiteral("0.250 of ceiling"))) << words.toStdString();
  EXPECT_TRUE(words.contains(QStringLiteral("Known answer")));
  session_.choose({0, 0});
  EXPECT_FALSE(all_words(panel).contains(QStringLiteral("Known answer"))) << "it is shown already";
}

TEST_F(PanelTest, TheStripChoosesMaps) {
  MapStrip bar(session_);
  QTest::mouseClick(bar.findChild<QToolButton*>(QStringLiteral("map-space")), Qt::LeftButton);
  EXPECT_EQ(session_.view().map.name, "space");
  session_.set_map({"scale"});
  EXPECT_TRUE(bar.findChild<QToolButton*>(QStringLiteral("map-scale"))->isChecked());
}

TEST_F(PanelTest, BaselinesAreOfferedAndToldWhereTheyAreKnown) {
  const TempDir folder;
  const EnvironmentVariable cache("XDG_CACHE_HOME", folder.path().string());
  FitResult fit = tiny_fit("two", "2026");
  fit.provenance.subject_hash = fit.provenance.features_hash = "xxh3-128:0";
  keep_baselines(baselines_key(fit, "xxh3-128:0", "xxh3-128:0"), tiny_baselines());
  session_.add(OpenedFit{{}, std::make_shared<const FitResult>(fit)});
  MapStrip bar(session_);
  VertexPanel panel(session_);
  auto* button = bar.findChild<QToolButton*>(QStringLiteral("map-fwrf"));
  session_.pick(CortexVertex{kLh, tiny_subject()->vertices[kLh].front()});
  session_.choose({0, 1});
  EXPECT_FALSE(button->isEnabled());
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("not computed")));
  session_.choose({0, 2});
  EXPECT_TRUE(button->isEnabled());
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("0.125  layer 5")));
  const auto layers = session_.colors();
  button->click();
  EXPECT_NE(session_.colors(), layers);
}

TEST_F(PanelTest, NumberFieldsAreReachedByTab) {
  const FitPanel panel(session_, fits_);
  const MapStrip bar(session_);
  const LegendBar legend(session_);
  for (const QWidget* each :
       {static_cast<const QWidget*>(&panel), static_cast<const QWidget*>(&bar),
        static_cast<const QWidget*>(&legend)}) {
    for (const QAbstractSpinBox* field : each->findChildren<QAbstractSpinBox*>()) {
      EXPECT_TRUE(field->focusPolicy() & Qt::TabFocus) << field->toolTip().toStdString();
    }
  }
}

TEST(TextLine, IsAsWideAsItsTextWhereThereIsRoomAndGivesWayToTheLabelBesideIt) {
  QWidget header;
  auto* title = new TextLine(Qt::AlignLeft, TextLine::Width::kOfText);
  auto* badge = new QLabel(QStringLiteral("synthetic subject and network"));
  auto* layout = new QHBoxLayout(&header);
  layout->addWidget(title);
  layout->addStretch();
  layout->addWidget(badge);
  title->set_text(QStringLiteral("a long network's name · and the name of a subject"));
  layout->setGeometry({0, 0, 1000, 40});
  const int whole = title->fontMetrics().horizontalAdvance(title->text());
  EXPECT_GE(title->width(), whole);
  EXPECT_LE(title->width(), whole + 2);
  layout->setGeometry({0, 0, whole, 40});
  EXPECT_LT(title->width(), whole);
  EXPECT_GE(badge->width(), badge->sizeHint().width()) << "is not cut off";
}

}  // namespace
}  // namespace cortiscope
