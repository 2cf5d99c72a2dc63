#include <gtest/gtest.h>

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMouseEvent>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>
#include <numeric>

#include "app/gui/curve_view.h"
#include "app/gui/extract_controller.h"
#include "app/gui/fit_controller.h"
#include "app/gui/fit_facts.h"
#include "app/gui/fit_panel.h"
#include "app/gui/legend_bar.h"
#include "app/gui/library_matrix.h"
#include "app/gui/library_panel.h"
#include "app/gui/map_strip.h"
#include "app/gui/queue_panel.h"
#include "app/gui/session_controller.h"
#include "app/gui/text_line.h"
#include "app/gui/theme.h"
#include "app/gui/vertex_panel.h"
#include "core/analysis/kept_baselines.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A session with the tiny subject, its stimuli and two networks, the first of them fitted.
class PanelTest : public testing::Test {
 protected:
  PanelTest() {
    const std::vector<std::string> images = {"a", "b", "c"};
    session_.add(OpenedSubject{"s/subject.h5", tiny_subject(), images});
    session_.add(OpenedFeatures{"s/one.features.h5", tiny_features("one", images)});
    session_.add(OpenedFeatures{"s/two.features.h5", tiny_features("two", images)});
    session_.add_fit(tiny_fit("one", "2026"), "s/one.fit.h5");
    const auto stimuli = std::make_shared<Stimuli>();
    stimuli->names = images;
    stimuli->images = {Image(8, 8, {250, 0, 0}), Image(8, 8, {0, 250, 0}),
                       Image(8, 8, {0, 0, 250})};
    session_.add(OpenedImages{"s/images.h5", stimuli});
  }

  static QString all_words(const QWidget& panel) {
    QString words;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
      if (label->isVisibleTo(&panel)) words += label->text() + QLatin1Char('\n');
    }
    for (const TextLine* line : panel.findChildren<TextLine*>()) {
      if (line->isVisibleTo(&panel)) words += line->text() + QLatin1Char('\n');
    }
    return words;
  }
  /// An overlay of the tiny subject: the vertex's number, of even ones below zero.
  static OpenedOverlay overlay() {
    OverlayPair pair;
    pair.name = "thickness";
    for (const Hemisphere h : kHemispheres) {
      pair.values[h].resize(std::size_t(tiny_subject()->cortex[h].vertex_count()));
      std::iota(pair.values[h].begin(), pair.values[h].end(), 0.0F);
      for (std::size_t v = 0; v < pair.values[h].size(); v += 2) pair.values[h][v] *= -1;
    }
    return {"lh.thickness", std::make_shared<const OverlayPairs>(OverlayPairs{pair})};
  }
  static QPushButton* button(const QWidget& panel, const char* text) {
    for (QPushButton* each : panel.findChildren<QPushButton*>()) {
      if (each->text() == QLatin1String(text)) return each;
    }
    return nullptr;
  }

  SessionController session_;
  FitController fits_;
  ExtractController extractions_;
};

TEST_F(PanelTest, FactsTellOfTheChosenModel) {
  FitFacts facts(session_);
  session_.choose({0, 1});
  EXPECT_TRUE(all_words(facts).contains(QStringLiteral("Mean test R² 0.250")))
      << all_words(facts).toStdString();
  session_.choose({0, 2});
  EXPECT_TRUE(all_words(facts).contains(QStringLiteral("Not fitted yet.")));
}

TEST_F(PanelTest, LibraryKeepsItsMatrixInSight) {
  LibraryPanel panel(session_, fits_, extractions_);
  panel.show();
  panel.resize(280, 420);
  const auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  EXPECT_TRUE(
      wait_for([&] { return matrix->parentWidget()->height() >= matrix->sizeHint().height(); }));
}

TEST_F(PanelTest, LibraryFiltersManyModels) {
  LibraryPanel panel(session_, fits_, extractions_);
  auto* filter = panel.findChild<QLineEdit*>(QStringLiteral("filter-models"));
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  EXPECT_FALSE(filter->isVisibleTo(&panel)) << "three models";
  for (int i = 0; i < 10; ++i) {
    session_.add(OpenedFeatures{"s/m" + std::to_string(i) + ".features.h5",
                                tiny_features("m" + std::to_string(i), {"a", "b", "c"})});
  }
  ASSERT_TRUE(filter->isVisibleTo(&panel));
  const int all = matrix->sizeHint().width();
  filter->setText(QStringLiteral("M7"));
  EXPECT_LT(matrix->sizeHint().width(), all);
  ModelId chosen = -1;
  QObject::connect(matrix, &LibraryMatrix::chosen, [&](Choice at) { chosen = at.model; });
  matrix->resize(matrix->sizeHint());
  QTest::mouseClick(matrix, Qt::LeftButton, {}, {matrix->width() - 20, matrix->height() - 20});
  ASSERT_GE(chosen, 0);
  EXPECT_EQ(session_.library().find_model(chosen)->name, "m7");
}

TEST_F(PanelTest, FitOffersToExtractWhatANetworkLacks) {
  FitPanel panel(session_, fits_);
  int requests = 0;
  QObject::connect(&panel, &FitPanel::extract_requested, [&] { ++requests; });
  QPushButton* extract = button(panel, "Extract features");
  session_.choose({0, 2});
  EXPECT_FALSE(extract->isVisibleTo(&panel)) << "its features are open";
  session_.add(OpenedNetwork{"s/three.pt", "three"});
  const Choice at{0, session_.library().models().back().id};
  session_.choose(at);
  EXPECT_TRUE(extract->isVisibleTo(&panel));
  EXPECT_FALSE(button(panel, "Start fit")->isVisibleTo(&panel));
  extract->click();
  EXPECT_EQ(requests, 1);
  session_.add(OpenedFeatures{"s/three.features.h5", tiny_features("three", {"a", "b", "c"})});
  EXPECT_FALSE(extract->isVisibleTo(&panel));
  EXPECT_TRUE(button(panel, "Start fit")->isVisibleTo(&panel));
  EXPECT_TRUE(button(panel, "Start fit")->isEnabled());
}

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

TEST_F(PanelTest, MatrixChoosesWhatIsClicked) {
  LibraryMatrix matrix;
  matrix.show_library(session_.library());
  matrix.resize(matrix.sizeHint());
  std::vector<Choice> chosen;
  QObject::connect(&matrix, &LibraryMatrix::chosen, [&](Choice at) { chosen.push_back(at); });
  // Cells are squares at the lower right, the last of them in the corner.
  QTest::mouseClick(&matrix, Qt::LeftButton, {}, {matrix.width() - 20, matrix.height() - 20});
  QTest::mouseClick(&matrix, Qt::LeftButton, {}, {5, 5});
  ASSERT_EQ(chosen.size(), 1U);
  EXPECT_EQ(chosen[0], (Choice{0, 2}));
  ModelId named = -1;
  QObject::connect(&matrix, &LibraryMatrix::model_chosen, [&](ModelId model) { named = model; });
  QTest::mouseClick(&matrix, Qt::LeftButton, {}, {matrix.width() - 20, 5});
  EXPECT_EQ(named, 2) << "its name, above its column";
}

TEST_F(PanelTest, LibraryPutsInOrderWhatIsDragged) {
  const auto other = std::make_shared<Subject>(*tiny_subject());
  other->name = "other";
  session_.add(OpenedSubject{"s/other.h5", other, {}, {}});
  LibraryPanel panel(session_, fits_, extractions_);
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  matrix->resize(matrix->sizeHint());
  const auto drag = [matrix](QPoint from, QPoint to) {
    QTest::mousePress(matrix, Qt::LeftButton, {}, from);
    for (const QPoint at : {(from + to) / 2, to}) {
      QMouseEvent move(QEvent::MouseMove, at, matrix->mapToGlobal(at), Qt::NoButton, Qt::LeftButton,
                       {});
      QApplication::sendEvent(matrix, &move);
    }
    QTest::mouseRelease(matrix, Qt::LeftButton, {}, to);
  };
  const auto models = [this] {
    std::string names;
    for (const LibraryModel& model : session_.library().models()) names += model.name + " ";
    return names;
  };
  ASSERT_EQ(models(), "known answer one two ");
  const int wide = matrix->width(), high = matrix->height();
  drag({wide - 20, 5}, {wide - 60, 8});  // the last column, to before the one beside it
  EXPECT_EQ(models(), "known answer two one ");
  drag({wide - 20, 5}, {wide - 22, 7});
  EXPECT_EQ(models(), "known answer two one ") << "a click";
  drag({wide - 75, 5}, {wide - 2, 8});
  EXPECT_EQ(models(), "known answer two one ") << "known answers stay first";
  drag({10, high - 20}, {12, high - 70});
  EXPECT_EQ(session_.library().subjects().front().name, "other");
}

TEST_F(PanelTest, LibraryGroupsModelsUnderTheirObjectives) {
  FeatureInfo clip = tiny_features("clip", {"a", "b", "c"});
  clip.objective = "contrastive image-text";
  session_.add(OpenedFeatures{"s/clip.features.h5", clip});
  LibraryPanel panel(session_, fits_, extractions_);
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  auto* group = panel.findChild<QToolButton*>(QStringLiteral("group-models"));
  ASSERT_TRUE(group && group->isVisibleTo(&panel));
  EXPECT_TRUE(matrix->groups().isEmpty());
  const QSize before = matrix->sizeHint();
  const auto choose = [&](const char* text) {
    for (QAction* action : group->menu()->actions()) {
      if (action->text() == QLatin1String(text)) action->trigger();
    }
  };
  choose("By objective");
  const QStringList expected = {QStringLiteral("contrastive image-text"),
                                QStringLiteral("objective not given")};
  EXPECT_EQ(matrix->groups(), expected);
  EXPECT_GT(matrix->sizeHint().height(), before.height()) << "their names are above the models'";
  ModelId named = -1;
  QObject::connect(matrix, &LibraryMatrix::model_chosen, [&](ModelId model) { named = model; });
  matrix->resize(matrix->sizeHint());
  const QImage grouped = matrix->grab().toImage();
  for (int x = 0; x < matrix->width() && named < 0; x += 4) {
    const int y = matrix->sizeHint().height() - before.height() + 5;
    QTest::mouseClick(matrix, Qt::LeftButton, {}, {x, y});
    if (named == kKnownAnswer) named = -1;
  }
  ASSERT_GE(named, 0);
  EXPECT_EQ(session_.library().find_model(named)->name, "clip") << "the first of the first group";
  choose("By size");
  EXPECT_EQ(matrix->groups(), QStringList{QStringLiteral("12 layers, 3 channels")});
  EXPECT_NE(matrix->grab().toImage(), grouped);
  choose("None");
  EXPECT_TRUE(matrix->groups().isEmpty());
  EXPECT_EQ(matrix->sizeHint(), before);
}

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

TEST_F(PanelTest, FitShowsForecastAndHistory) {
  FitResult fit = tiny_fit("one", "2027");
  fit.history = {{5, 0.7F, 0, 0.1F}, {10, 0.6F, 0, 0.2F}};
  session_.add_fit(fit, "s/one-2.fit.h5");
  FitPanel panel(session_, fits_);
  session_.choose({0, 1});
  EXPECT_EQ(panel.findChild<CurveView*>(QStringLiteral("curve"))->curve().score.size(), 2U);
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("About ")))
      << all_words(panel).toStdString();
  EXPECT_TRUE(button(panel, "Start fit")->isEnabled());
  session_.choose({0, 0});
  EXPECT_FALSE(button(panel, "Start fit")->isEnabled());
}

TEST_F(PanelTest, FitShowsTheCurvesOfTheSubjectsOtherFitsToo) {
  FitResult one = tiny_fit("one", "2027"), two = tiny_fit("two", "2027");
  one.history = {{5, 0.7F, 0, 0.1F}, {10, 0.6F, 0, 0.2F}};
  two.history = {{5, 0.9F, 0, 0.3F}, {400, 0.5F, 0, 0.4F}};
  session_.add_fit(one, "s/one-2.fit.h5");
  session_.add_fit(two, "s/two.fit.h5");
  FitPanel panel(session_, fits_);
  session_.choose({0, 1});
  auto* curve = panel.findChild<CurveView*>(QStringLiteral("curve"));
  EXPECT_EQ(curve->curve().score.back(), QPointF(10, double(0.2F)));
  ASSERT_EQ(curve->others().size(), 1U) << "neither its own, nor the known answer";
  EXPECT_EQ(curve->others()[0].name, QStringLiteral("two"));
  EXPECT_EQ(curve->others()[0].curve.score.back(), QPointF(400, double(0.4F)));

  curve->resize(420, 200);
  const QPointF on = curve->position_of_score({400, double(0.4F)});
  EXPECT_TRUE(curve->rect().contains(on.toPoint())) << "the axis reaches to the longer fit";
  const auto move_to = [&](QPointF to) {
    QMouseEvent move(QEvent::MouseMove, to, curve->mapToGlobal(to), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(curve, &move);
  };
  move_to(on + QPointF(-2, 1));
  EXPECT_EQ(curve->hovered(), std::optional<std::size_t>(0));
  move_to({curve->width() / 2.0, 2});
  EXPECT_FALSE(curve->hovered()) << "beside it";
  move_to({10, curve->height() - 5.0});
  EXPECT_EQ(curve->hovered(), std::optional<std::size_t>(0)) << "its name";

  session_.choose({0, 2});
  ASSERT_EQ(curve->others().size(), 1U);
  EXPECT_EQ(curve->others()[0].name, QStringLiteral("one"));
}

TEST_F(PanelTest, AFitThatCameWithTheProgramIsFittedAgainOnceItsFeaturesAreThere) {
  FitResult fit = tiny_fit("three", "2026-10-04T05:06:07Z");
  fit.provenance.program = "cortiscope 0.1.0";
  session_.add(OpenedFit{"installed/three.fit.h5", std::make_shared<const FitResult>(fit), true});
  FitPanel panel(session_, fits_);
  FitFacts facts(session_);
  session_.choose({0, 3});
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kFit);
  EXPECT_TRUE(all_words(facts).contains(
      QStringLiteral("Came with the program, made by cortiscope 0.1.0 on 2026-10-04")))
      << all_words(facts).toStdString();
  EXPECT_FALSE(button(panel, "Start fit")->isEnabled());
  EXPECT_TRUE(
      all_words(panel).contains(QStringLiteral("To fit it again, its features are needed.")))
      << all_words(panel).toStdString();
  session_.add(OpenedFeatures{"s/three.features.h5", tiny_features("three", {"a", "b", "c"})});
  EXPECT_TRUE(button(panel, "Start fit")->isEnabled());
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("About ")));
}

TEST_F(PanelTest, FitContinuesTheCurveOfTheFitThatItResumes) {
  FitPanel panel(session_, fits_);
  FitJob job;
  job.options.steps = 100;
  Q_EMIT fits_.started(job);
  Q_EMIT fits_.resumed(job, {{5, 0.7F, 0, 0.1F}, {10, 0.6F, 0, 0.2F}});
  FitProgress progress;
  progress.step = 11;
  progress.steps = 100;
  progress.validation_r2 = 0.3;
  Q_EMIT fits_.progressed(job, progress);
  const FitCurve& curve = panel.findChild<CurveView*>(QStringLiteral("curve"))->curve();
  ASSERT_EQ(curve.score.size(), 3U);
  EXPECT_EQ(curve.score.front().x(), 5);
  EXPECT_EQ(curve.score.back().x(), 11);
  EXPECT_EQ(curve.steps, 100);
}

TEST_F(PanelTest, FitShowsItsDeviceAndTheMemoryThere) {
  FitPanel panel(session_, fits_);
  FitJob job;
  job.network = "one";
  job.subject = "simulated";
  FitProgress progress;
  progress.device = "cuda:0";
  progress.memory_mb = 3277;
  Q_EMIT fits_.progressed(job, progress);
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral("one · simulated · cuda:0, 3.2 GB")))
      << all_words(panel).toStdString();
  Q_EMIT fits_.started(job);
  EXPECT_FALSE(all_words(panel).contains(QStringLiteral("cuda:0"))) << "of the fit before";
}

TEST_F(PanelTest, FitWarnsOfAStateThatIsNotKept) {
  FitPanel panel(session_, fits_);
  FitProgress progress;
  progress.warning = "one.fit.h5.checkpoint: could not be written: No space left on device";
  Q_EMIT fits_.progressed({}, progress);
  EXPECT_TRUE(all_words(panel).contains(QStringLiteral(
      "The state could not be kept; it is tried again. one.fit.h5.checkpoint: could not be "
      "written: No space left on device")))
      << all_words(panel).toStdString();
  progress.warning.clear();
  Q_EMIT fits_.progressed({}, progress);
  EXPECT_FALSE(all_words(panel).contains(QStringLiteral("could not be kept")));
}

TEST_F(PanelTest, LibraryChoosesABareCortexBesideASubject) {
  LibraryPanel panel(session_, fits_, extractions_);
  const auto cortex = std::make_shared<Subject>(*tiny_subject());
  cortex->name = "fsaverage";
  cortex->truth.reset();
  session_.add(OpenedSubject{{}, cortex, {}, "s/fsaverage"});
  ASSERT_EQ(session_.view().choice.subject, 0) << "it was not asked for";
  auto* matrix = panel.findChild<LibraryMatrix*>(QStringLiteral("matrix"));
  matrix->resize(matrix->sizeHint());
  const QPoint corner(matrix->width() - 20, matrix->height() - 20);
  QTest::mouseClick(matrix, Qt::LeftButton, {}, corner);
  EXPECT_EQ(session_.view().choice, (Choice{1, -1}));
  session_.step_subject(-1);
  EXPECT_EQ(session_.view().choice.subject, 0);
  QTest::mouseClick(matrix, Qt::LeftButton, {}, {10, corner.y()});
  EXPECT_EQ(session_.view().choice, (Choice{1, -1})) << "its name";
}

TEST_F(PanelTest, ShowsTheFitOrCortexThatTheUserOpened) {
  session_.choose({0, 0});
  session_.add(OpenedFit{"s/two.fit.h5", std::make_shared<FitResult>(tiny_fit("two", "2026"))},
               /*is_named=*/true);
  EXPECT_EQ(session_.view().choice, (Choice{0, 2})) << "not the known answer";
  const auto cortex = std::make_shared<Subject>(*tiny_subject());
  cortex->name = "fsaverage";
  cortex->truth.reset();
  session_.add(OpenedSubject{{}, cortex, {}, "s/fsaverage"}, /*is_named=*/true);
  EXPECT_EQ(session_.view().choice, (Choice{1, -1}));
  session_.add(OpenedFit{"s/one.fit.h5", std::make_shared<FitResult>(tiny_fit("one", "2026"))});
  EXPECT_EQ(session_.view().choice, (Choice{1, -1})) << "found in a folder";
}

TEST_F(PanelTest, AFittedModelStaysInSightUntilItsNewFitIsValidated) {
  session_.choose({0, 1});
  const auto before = session_.source();
  FitProgress progress;
  const auto snapshot = std::make_shared<FitSnapshot>();
  snapshot->selectors = tiny_fit("one", "2026").selectors;
  progress.snapshot = snapshot;
  session_.show_running({0, 1}, progress);
  EXPECT_EQ(session_.source(), before);
  const auto validated = std::make_shared<FitSnapshot>(*snapshot);
  validated->validation_r2.assign(60, 0.1F);
  progress.snapshot = validated;
  session_.show_running({0, 1}, progress);
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kRunning);
  session_.end_running();
  EXPECT_EQ(session_.source(), before);
  progress.snapshot = snapshot;
  session_.choose({0, 2});
  session_.show_running({0, 2}, progress);
  EXPECT_EQ(session_.source()->kind, MapSource::Kind::kRunning) << "nothing else to show";
}

TEST_F(PanelTest, ARunningFitStartsUnpainted) {
  FitProgress progress;
  const auto snapshot = std::make_shared<FitSnapshot>();
  snapshot->selectors = tiny_fit("two", "2026").selectors;
  std::vector<float>& weights = snapshot->selectors.layer.values;
  std::fill(weights.begin(), weights.end(), 1.0F / 12);
  progress.snapshot = snapshot;
  session_.choose({0, 2});
  session_.set_map({"curvature"});
  session_.set_map({"layer"});
  const auto bare = session_.colors();
  session_.show_running({0, 2}, progress);
  EXPECT_TRUE(session_.colors() == bare) << "no vertex has chosen a layer";
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] = i % 12 == 0 ? 1.0F : 0.0F;
  session_.show_running({0, 2}, progress);
  EXPECT_TRUE(session_.colors() != bare);
}

TEST_F(PanelTest, QueueCancelsAllThatWaitsAndNotTheRunningFit) {
  QueuePanel panel(fits_);
  FitJob job;
  job.network = "one";
  job.files = {"none.h5", "none.features.h5", "none.fit.h5"};
  fits_.enqueue(job);
  job.files.out = "other.fit.h5";
  fits_.enqueue(job);
  ASSERT_TRUE(fits_.is_running());
  QPushButton* cancel = button(panel, "Cancel all waiting");
  ASSERT_TRUE(cancel && cancel->isEnabled());
  cancel->click();
  EXPECT_EQ(fits_.queue().jobs()[1].state, FitState::kCancelled);
  EXPECT_FALSE(cancel->isEnabled()) << "nothing waits";
  ASSERT_TRUE(wait_for([this] { return !fits_.is_running(); }));
  EXPECT_EQ(fits_.queue().jobs()[0].state, FitState::kFailed) << "by its files, not stopped";
}

TEST_F(PanelTest, QueueShowsWhatTheRunningFitEstimates) {
  QueuePanel panel(fits_);
  FitJob job;
  job.files = {"none.h5", "none.features.h5", "none.fit.h5"};
  job.id = *fits_.enqueue(job);
  FitProgress progress;
  progress.remaining_s = 90;
  Q_EMIT fits_.progressed(job, progress);
  const auto* table = panel.findChild<QTableWidget*>(QStringLiteral("queue"));
  EXPECT_TRUE(table->item(0, 3)->text().endsWith(QStringLiteral(" left")))
      << table->item(0, 3)->text().toStdString();
  ASSERT_TRUE(wait_for([this] { return !fits_.is_running(); }));
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

TEST_F(PanelTest, QueueListsWhatFailedAndWhy) {
  QueuePanel panel(fits_);
  FitJob job;  // of files that are not there
  job.network = "one";
  job.files = {"none.h5", "none.features.h5", "none.fit.h5"};
  fits_.enqueue(job);
  ASSERT_TRUE(wait_for([this] { return !fits_.is_running(); }));
  auto* table = panel.findChild<QTableWidget*>(QStringLiteral("queue"));
  ASSERT_EQ(table->rowCount(), 1);
  EXPECT_TRUE(table->item(0, 2)->text().startsWith(QStringLiteral("failed: none.h5")))
      << table->item(0, 2)->text().toStdString();
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
