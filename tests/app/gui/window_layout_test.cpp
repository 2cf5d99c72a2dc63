// The window's structure: workspaces, sidebars, what lies over the views, and that all of it fits.
#include <gtest/gtest.h>

#include <QAbstractScrollArea>
#include <QAbstractSlider>
#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLayout>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QToolButton>
#include <QTreeWidget>
#include <map>
#include <set>

#include "app/gui/comparison_panel.h"
#include "app/gui/fit_panel.h"
#include "app/gui/inspector.h"
#include "app/gui/library_panel.h"
#include "app/gui/preferred_panel.h"
#include "app/gui/queue_panel.h"
#include "app/gui/toasts.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/small_cortex.h"

namespace cortiscope {
namespace {

std::string name_of(const QWidget& widget) {
  QString name = QLatin1String(widget.metaObject()->className());
  if (!widget.objectName().isEmpty()) name += QLatin1Char('#') + widget.objectName();
  if (const auto* button = qobject_cast<const QAbstractButton*>(&widget)) {
    name += QStringLiteral(" \"%1\"").arg(button->text());
  }
  if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
    name += QStringLiteral(" \"%1\"").arg(label->text().left(30));
  }
  return name.toStdString();
}

std::string text_of_size(QSize size) {
  return std::to_string(size.width()) + "x" + std::to_string(size.height());
}

/// Whether it may be partly out of sight, to be scrolled to.
bool is_scrolled(const QWidget* widget) {
  for (; widget; widget = widget->parentWidget()) {
    if (qobject_cast<const QAbstractScrollArea*>(widget->parentWidget())) return true;
  }
  return false;
}

/// The parts that Qt makes within fields and tables.
bool is_part_of_a_field(const QWidget& widget) {
  const QWidget* parent = widget.parentWidget();
  return qobject_cast<const QScrollBar*>(&widget) || qobject_cast<const QHeaderView*>(&widget) ||
         qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) ||
         qobject_cast<const QLineEdit*>(parent) || qobject_cast<const QTabBar*>(parent) ||
         qobject_cast<const QAbstractItemView*>(parent);
}

void check_layout(const QLayout& layout, std::vector<std::string>& faults) {
  std::vector<const QWidget*> widgets;
  for (int i = 0; i < layout.count(); ++i) {
    if (const QLayout* inner = layout.itemAt(i)->layout()) check_layout(*inner, faults);
    const QWidget* widget = layout.itemAt(i)->widget();
    if (widget && widget->isVisible()) widgets.push_back(widget);
  }
  for (std::size_t a = 0; a < widgets.size(); ++a) {
    for (std::size_t b = a + 1; b < widgets.size(); ++b) {
      if (!widgets[a]->geometry().intersects(widgets[b]->geometry())) continue;
      if (qobject_cast<const QAbstractScrollArea*>(widgets[a]->parentWidget())) continue;
      faults.push_back(name_of(*widgets[a]) + " over " + name_of(*widgets[b]));
    }
  }
}

/// Widgets that are smaller than they have to be, lie over others or outside the window.
std::vector<std::string> faults_of(const QWidget& window) {
  std::vector<std::string> faults;
  for (const QWidget* widget : window.findChildren<QWidget*>()) {
    if (!widget->isVisible() || widget->window() != &window) continue;
    if (is_part_of_a_field(*widget)) continue;
    if (widget->layout()) check_layout(*widget->layout(), faults);
    const QSize least = widget->minimumSizeHint().boundedTo(widget->maximumSize());
    const bool is_small = widget->width() < least.width() || widget->height() < least.height();
    if (least.isValid() && is_small) {
      faults.push_back(name_of(*widget) + " has " + text_of_size(widget->size()) + " of " +
                       text_of_size(least));
    }
    const QRect place(widget->mapTo(&window, QPoint(0, 0)), widget->size());
    if (!is_scrolled(widget) && !window.rect().contains(place)) {
      faults.push_back(name_of(*widget) + " leaves the window");
    }
  }
  return faults;
}

class WindowLayoutTest : public MainWindowTest {
 protected:
  template <class Panel>
  bool shows() {
    const auto* panel = window_->findChild<Panel*>();
    return panel && panel->isVisible();
  }
  void key(Qt::Key key) { QTest::keyClick(window_.get(), key, Qt::ControlModifier); }
  void set_size(QSize size) {
    window_->resize(size);
    ASSERT_TRUE(wait_for([&] { return window_->size() == size; }))
        << text_of_size(window_->size()) << " instead of " << text_of_size(size);
  }
  QAction* action(const char* text) {
    for (QAction* each : window_->findChildren<QAction*>()) {
      if (each->text() == QString::fromUtf8(text)) return each;
    }
    ADD_FAILURE() << text;
    return nullptr;
  }
  void expect_that_all_fits(const std::string& where) {
    for (const WorkspaceEntry& entry : kWorkspaces) {
      window_->set_workspace(entry.workspace);
      for (const char* map : {"layer", "weight", "score", "difference", "response"}) {
        session().set_map({map, std::string(map) == "weight" ? 1 : 0});
        QCoreApplication::processEvents();  // layouts are computed
        for (const std::string& fault : faults_of(*window_)) {
          ADD_FAILURE() << where << ", " << entry.name << ", " << map << ": " << fault;
        }
      }
    }
    window_->set_workspace(Workspace::kExplore);
  }
  void search(const char* text) {
    key(Qt::Key_K);
    auto* field = window_->findChild<QLineEdit*>(QStringLiteral("search"));
    ASSERT_EQ(QApplication::focusWidget(), field);
    QTest::keyClicks(field, QString::fromUtf8(text));
    QTest::keyClick(field, Qt::Key_Return);
  }
};

TEST_F(WindowLayoutTest, HasAKeyForEachWorkspaceAndOneSelectionInAll) {
  session().choose({0, 1});
  session().pick(CortexVertex{kRh, 17});
  press(Qt::Key_3);
  const auto is_kept = [this] {
    const ViewState& view = session().view();
    return view.choice == Choice{0, 1} && view.map.name == "scale" &&
           view.picked == CortexVertex{kRh, 17};
  };
  key(Qt::Key_2);
  EXPECT_EQ(window_->workspace(), Workspace::kCompare);
  EXPECT_TRUE(shows<ComparisonPanel>() && !shows<PreferredPanel>() && is_kept());
  key(Qt::Key_3);
  EXPECT_EQ(window_->workspace(), Workspace::kFit);
  EXPECT_TRUE(shows<FitPanel>() && shows<QueuePanel>() && !shows<ComparisonPanel>() && is_kept());
  key(Qt::Key_4);
  EXPECT_EQ(window_->workspace(), Workspace::kTeach);
  EXPECT_FALSE(shows<LibraryPanel>() || shows<Inspector>() || shows<FitPanel>());
  EXPECT_TRUE(view("flat").isVisible() && is_kept());
  key(Qt::Key_1);
  EXPECT_EQ(window_->workspace(), Workspace::kExplore);
  EXPECT_TRUE(shows<LibraryPanel>() && shows<Inspector>() && shows<PreferredPanel>() && is_kept());
}

TEST_F(WindowLayoutTest, FitsIntoSmallAndLargeWindows) {
  session().pick(CortexVertex{kLh, session().subject()->subject->vertices[kLh].front()});
  for (const QSize size : {QSize(1100, 700), QSize(1280, 800), QSize(1440, 900)}) {
    set_size(size);
    expect_that_all_fits(text_of_size(size));
  }
}

TEST_F(WindowLayoutTest, NothingInFitHasToBeScrolledSideways) {
  session().choose({0, 1});
  window_->set_workspace(Workspace::kFit);
  window_->findChild<QAbstractButton*>(QStringLiteral("fit-options"))->setChecked(true);
  start_fit();
  set_size({1440, 900});
  auto* form = window_->findChild<QScrollArea*>(QStringLiteral("fit-form"));
  EXPECT_TRUE(wait_for([&] { return form->widget()->width() <= form->viewport()->width(); }));
  auto* queue = window_->findChild<QAbstractScrollArea*>(QStringLiteral("queue"));
  EXPECT_TRUE(wait_for([&] { return queue->horizontalScrollBar()->maximum() == 0; }));
  for (const QSize size : {QSize(1100, 700), QSize(1280, 800)}) {  // the second with an inspector
    set_size(size);
    for (QWidget* each = form->parentWidget(); each; each = each->parentWidget()) {
      const auto* around = qobject_cast<QAbstractScrollArea*>(each);
      if (!around) continue;
      EXPECT_TRUE(wait_for([&] { return around->horizontalScrollBar()->maximum() == 0; }))
          << around->horizontalScrollBar()->maximum() << " pixels too wide";
    }
  }
}

TEST_F(WindowLayoutTest, FitsWithLargeText) {
  action("Very large, 150 %")->trigger();
  session().pick(CortexVertex{kLh, session().subject()->subject->vertices[kLh].front()});
  for (const QSize size : {QSize(1100, 700), QSize(1440, 900)}) {
    set_size(size);
    expect_that_all_fits("150 %, " + text_of_size(size));
  }
  action("Usual")->trigger();
}

TEST_F(WindowLayoutTest, FitsWithAnOverlay) {
  const int count = session().subject()->subject->cortex[kLh].vertex_count();
  write_bytes(folder_ / "lh.thickness", curvature_bytes(std::vector<float>(std::size_t(count), 2)));
  drop(folder_ / "lh.thickness");
  ASSERT_TRUE(wait_for([this] { return session().overlay() != nullptr; }));
  set_size({1100, 700});
  for (const std::string& fault : faults_of(*window_)) ADD_FAILURE() << fault;
}

TEST_F(WindowLayoutTest, TheInspectorOpensOverTheViewsOfANarrowWindow) {
  EXPECT_TRUE(shows<Inspector>()) << "there is room beside them";
  set_size({1100, 700});
  EXPECT_FALSE(shows<Inspector>());
  const QRect views = view("flat").geometry();
  key(Qt::Key_I);
  EXPECT_TRUE(shows<Inspector>());
  EXPECT_EQ(view("flat").geometry(), views);
  set_size({1440, 900});
  EXPECT_TRUE(shows<Inspector>());
  key(Qt::Key_I);
  EXPECT_FALSE(shows<Inspector>());
  action("R&eset layout")->trigger();
  EXPECT_TRUE(shows<Inspector>());
}

TEST_F(WindowLayoutTest, RemembersItsWorkspaceAndSidebars) {
  key(Qt::Key_L);
  key(Qt::Key_2);
  window_->keep_settings();
  window_ = std::make_unique<MainWindow>();
  window_->show();
  EXPECT_EQ(window_->workspace(), Workspace::kCompare);
  EXPECT_FALSE(shows<LibraryPanel>());
  EXPECT_TRUE(shows<Inspector>());
  QSettings().clear();
}

TEST_F(WindowLayoutTest, TellsOfARunningFitInAPillThatLeadsToIt) {
  auto* pill = window_->findChild<QToolButton*>(QStringLiteral("pill"));
  EXPECT_FALSE(pill->isVisible());
  start_fit();
  ASSERT_TRUE(wait_for([&] { return pill->text().contains(QLatin1Char('%')); }));
  EXPECT_TRUE(pill->isVisible());
  EXPECT_TRUE(pill->text().startsWith(QStringLiteral("aligned 0 %, ")))
      << pill->text().toStdString();
  EXPECT_EQ(window_->workspace(), Workspace::kExplore);
  QTest::mouseClick(pill, Qt::LeftButton);
  EXPECT_EQ(window_->workspace(), Workspace::kFit);
  window_->fits().discard();
  EXPECT_TRUE(wait_for([&] { return !pill->isVisible(); }));
}

TEST_F(WindowLayoutTest, AMessageMovesNothingAndStaysUntilItIsClosed) {
  const QRect views = view("flat").geometry();
  const QImage map = still_picture("flat");
  write_bytes(folder_ / "broken.h5", "this is no HDF5");
  drop(folder_ / "broken.h5");
  ASSERT_TRUE(wait_for([this] { return !window_->notice().message().isEmpty(); }));
  EXPECT_EQ(view("flat").geometry(), views);
  EXPECT_EQ(still_picture("flat"), map);
  EXPECT_TRUE(window_->findChild<LogPanel*>()->text().contains(window_->notice().message()));
  auto* close = window_->findChild<QToolButton*>(QStringLiteral("close-toast"));
  ASSERT_TRUE(close && close->isVisible());
  QTest::mouseClick(close, Qt::LeftButton);
  EXPECT_EQ(window_->notice().message(), QString());
}

TEST_F(WindowLayoutTest, GoesWhereTheSearchSays) {
  search("rh 17");
  EXPECT_EQ(session().view().picked, (CortexVertex{kRh, 17}));
  EXPECT_FALSE(window_->findChild<QTreeWidget*>(QStringLiteral("found"))->isVisible());
  search("scrambled");
  EXPECT_EQ(session().library().find_model(session().view().choice.model)->name, "scrambled");
  search("polar");
  EXPECT_EQ(session().view().map.name, "angle");
  search("compare");
  EXPECT_EQ(window_->workspace(), Workspace::kCompare) << "a command";
  press(Qt::Key_1);
  EXPECT_EQ(session().view().map.name, "layer") << "the keys are the window's again";
}

TEST_F(WindowLayoutTest, TheSearchSaysWhyItGoesNowhere) {
  search("lh 99999999");
  EXPECT_FALSE(session().view().picked);
  const auto* found = window_->findChild<QTreeWidget*>(QStringLiteral("found"));
  ASSERT_TRUE(found->isVisible());
  EXPECT_TRUE(found->topLevelItem(0)->text(1).contains(QStringLiteral("expected 0 to")))
      << found->topLevelItem(0)->text(1).toStdString();
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
  EXPECT_FALSE(found->isVisible());
}

TEST_F(WindowLayoutTest, ShowsOneHemisphereAlone) {
  const QImage flat = still_picture("flat"), folds = still_picture("folds");
  const auto places_in = [this](const char* name) {
    std::map<Hemisphere, int> places;
    CortexWidget& shown = view(name);
    const auto connection =
        QObject::connect(&shown, &CortexWidget::hovered, [&](std::optional<CortexVertex> vertex) {
          if (vertex) ++places[vertex->hemisphere];
        });
    for (int y = 10; y < shown.height(); y += 20) {
      for (int x = 10; x < shown.width(); x += 20) point(name, {x, y});
    }
    QObject::disconnect(connection);
    leave(name);
    return places;
  };
  const auto sides_in = [&](const char* name) {
    std::set<Hemisphere> sides;
    for (const auto& [side, count] : places_in(name)) sides.insert(side);
    return sides;
  };
  ASSERT_EQ(sides_in("flat").size(), 2U);
  action("&Left hemisphere alone")->trigger();
  EXPECT_NE(still_picture("flat"), flat);
  for (const char* name : {"folds", "flat"}) {
    EXPECT_EQ(sides_in(name), std::set<Hemisphere>{kLh}) << name;
  }
  action("&Right hemisphere alone")->trigger();
  session().set_unfolding(0.5F);
  wait_until_drawn();
  for (const char* name : {"folds", "flat"}) {
    EXPECT_EQ(sides_in(name), std::set<Hemisphere>{kRh}) << name;
  }
  session().set_folded(SurfaceKind::kInflated);
  session().steps().undo();
  session().steps().undo();
  EXPECT_EQ(still_picture("flat"), flat);
  EXPECT_EQ(still_picture("folds"), folds);
  session().set_side(Side::kLateral);
  action("Both &together, as in the head")->trigger();
  wait_until_drawn();
  std::map<Hemisphere, int> places = places_in("folds");
  EXPECT_GT(places[kLh], 100);
  EXPECT_LT(places[kRh], places[kLh] / 10) << "behind it: a rim at most is seen";
  EXPECT_EQ(sides_in("flat").size(), 2U);
}

TEST_F(WindowLayoutTest, TheHeaderSaysAndChoosesTheHemispheres) {
  set_size({1440, 900});
  auto* shown = window_->findChild<QToolButton*>(QStringLiteral("hemispheres"));
  ASSERT_TRUE(shown && shown->isVisible() && shown->isEnabled());
  const auto words = [shown] { return shown->accessibleDescription(); };
  EXPECT_EQ(words(), QStringLiteral("Both hemispheres"));
  QAction* right = shown->menu()->actions()[2];
  right->trigger();
  EXPECT_EQ(session().view().hemispheres, ShownSides::kRh);
  EXPECT_TRUE(right->isChecked());
  action("&Left hemisphere alone")->trigger();
  EXPECT_EQ(words(), QStringLiteral("Left hemisphere alone"));
  EXPECT_FALSE(right->isChecked());
  session().steps().undo();
  session().steps().undo();
  EXPECT_EQ(words(), QStringLiteral("Both hemispheres"));
  session().close_all();
  EXPECT_FALSE(shown->isEnabled()) << "there is no cortex";
}

TEST_F(WindowLayoutTest, HasAKeyForEachSideAndForm) {
  const auto press_shift = [this](Qt::Key key) {
    QTest::keyClick(window_.get(), key, Qt::ShiftModifier);
  };
  const std::pair<Qt::Key, Side> sides[] = {
      {Qt::Key_L, Side::kLateral}, {Qt::Key_M, Side::kMedial},   {Qt::Key_V, Side::kVentral},
      {Qt::Key_D, Side::kDorsal},  {Qt::Key_A, Side::kAnterior}, {Qt::Key_P, Side::kPosterior}};
  for (const auto& [key, side] : sides) {
    press_shift(key);
    EXPECT_EQ(session().view().side, side) << name_of(side);
  }
  EXPECT_TRUE(session().view().shows_regions) << "L alone is the key of borders";
  EXPECT_FALSE(session().view().is_drawing) << "D alone draws";
  press_shift(Qt::Key_W);
  EXPECT_EQ(session().view().folded, SurfaceKind::kWhite);
  press_shift(Qt::Key_S);
  EXPECT_EQ(session().view().folded, SurfaceKind::kSphere);
  press(Qt::Key_R);
  EXPECT_EQ(session().view().folded, SurfaceKind::kPial);
  press(Qt::Key_I);
  EXPECT_EQ(session().view().folded, SurfaceKind::kInflated);
  EXPECT_TRUE(action("Lateral\tShift+L") && action("&White\tShift+W")) << "the menus list them";
}

TEST_F(WindowLayoutTest, MovesTheChosenModelByKeys) {
  const auto names = [this] {
    std::string all;
    for (const LibraryModel& model : session().library().models()) all += model.name + " ";
    return all;
  };
  const auto move = [this](Qt::Key key) { QTest::keyClick(window_.get(), key, Qt::AltModifier); };
  session().choose({0, 1});
  const std::string before = names();
  ASSERT_EQ(before.rfind("known answer aligned scrambled ", 0), 0U) << before;
  move(Qt::Key_Right);
  EXPECT_EQ(names().rfind("known answer scrambled aligned ", 0), 0U) << names();
  EXPECT_EQ(session().view().choice, (Choice{0, 1})) << "it stays chosen";
  move(Qt::Key_Left);
  EXPECT_EQ(names(), before);
  move(Qt::Key_Left);
  EXPECT_EQ(names(), before) << "known answers stay first";
}

TEST_F(WindowLayoutTest, ControlsAreReachedByTabAndHaveNames) {
  for (const WorkspaceEntry& entry : kWorkspaces) {
    window_->set_workspace(entry.workspace);
    for (const QWidget* each : window_->findChildren<QWidget*>()) {
      if (!each->isVisible() || each->window() != window_.get()) continue;
      const auto* button = qobject_cast<const QAbstractButton*>(each);
      const auto* slider = qobject_cast<const QAbstractSlider*>(each);
      const bool is_control = button || qobject_cast<const QComboBox*>(each) ||
                              (slider && !qobject_cast<const QScrollBar*>(each));
      if (!is_control || is_part_of_a_field(*each)) continue;
      const bool has_words = (button && button->text().size() > 1) ||
                             !each->accessibleName().isEmpty() || !each->toolTip().isEmpty();
      EXPECT_TRUE(has_words) << entry.name << ": " << name_of(*each);
      if (button) {
        EXPECT_TRUE(each->focusPolicy() & Qt::TabFocus) << entry.name << ": " << name_of(*each);
      }
    }
  }
}

}  // namespace
}  // namespace cortiscope
