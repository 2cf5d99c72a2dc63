#include "app/gui/main_window.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>

#include "app/gui/cortex_pane.h"
#include "app/gui/drawer.h"
#include "app/gui/figure_controller.h"
#include "app/gui/network_view.h"
#include "app/gui/stimulus_view.h"
#include "app/gui/toasts.h"
#include "core/fit/torch_module.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/small_cortex.h"

namespace cortiscope {
namespace {

bool is_clearly_another(Rgb8 a, Rgb8 b) {
  constexpr int kClearly = 24;
  return std::abs(a.r - b.r) > kClearly || std::abs(a.g - b.g) > kClearly ||
         std::abs(a.b - b.b) > kClearly;
}

Rgb8 rgb8(QRgb color) {
  return {std::uint8_t(qRed(color)), std::uint8_t(qGreen(color)), std::uint8_t(qBlue(color))};
}

/// The share of pixels whose colour is clearly another: soft edges alone change far fewer than a
/// hundredth of them.
double changed_share(const QImage& a, const QImage& b) {
  EXPECT_EQ(a.size(), b.size());
  if (a.size() != b.size()) return 0;
  int changed = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      changed += is_clearly_another(rgb8(a.pixel(x, y)), rgb8(b.pixel(x, y)));
    }
  }
  return double(changed) / (a.width() * a.height());
}

TEST_F(MainWindowTest, RepaintsBothViewsForAnotherMapAndModel) {
  ASSERT_EQ(session().source()->kind, MapSource::Kind::kTruth);
  const QImage flat = still_picture("flat"), folds = picture("folds");
  press(Qt::Key_2);
  EXPECT_EQ(session().view().map.name, "space");
  EXPECT_GT(changed_share(picture("folds"), folds), 0.02);
  EXPECT_GT(changed_share(picture("flat"), flat), 0.02);
  press(Qt::Key_1);
  EXPECT_EQ(still_picture("flat"), flat) << "the same map is the same image";
  press(Qt::Key_Right);
  EXPECT_EQ(session().view().choice, (Choice{0, 1}));
  EXPECT_GT(changed_share(picture("flat"), flat), 0.02)
      << "a model that is not fitted shows the bare cortex";
}

TEST_F(MainWindowTest, KeepsTheSizeOfItsViewsForEveryMap) {
  const QSize flat = view("flat").size(), folds = view("folds").size();
  for (int key = Qt::Key_1; key <= Qt::Key_9; ++key) {
    press(key);
    wait_until_drawn();
    EXPECT_EQ(view("flat").size(), flat) << session().view().map.name;
    EXPECT_EQ(view("folds").size(), folds) << session().view().map.name;
  }
}

TEST_F(MainWindowTest, RepaintsWhileAFitRunsAndKeepsWhatItReached) {
  press(Qt::Key_L);  // no borders, whose edges are now soft and now hard
  press(Qt::Key_3);  // the scale changes most in the first steps
  start_fit();
  // The first snapshot: later ones of so small a fit differ little from each other.
  const QImage flat = picture("flat"), folds = picture("folds");
  EXPECT_TRUE(wait_for([&] { return changed_share(picture("flat"), flat) > 0.02; }));
  EXPECT_TRUE(wait_for([&] { return changed_share(picture("folds"), folds) > 0.02; }));
  ASSERT_TRUE(window_->fits().is_running());
  window_->set_workspace(Workspace::kFit);
  ASSERT_TRUE(button(QStringLiteral("Stop and keep")));
  QTest::mouseClick(button(QStringLiteral("Stop and keep")), Qt::LeftButton);
  ASSERT_TRUE(wait_for([this] { return !window_->fits().is_running(); }));
  EXPECT_EQ(session().source()->kind, MapSource::Kind::kStopped);
  EXPECT_TRUE(session().cell()->has_checkpoint);
  EXPECT_TRUE(button(QStringLiteral("Resume")));
}

TEST_F(MainWindowTest, AnswersAndDrawsWhileAFitRuns) {
  start_fit();
  EXPECT_TRUE(is_torch_loaded()) << "and software OpenGL draws in the same process";
  for (int i = 0; i < 6; ++i) {
    const QImage before = picture("flat");
    press(i % 2 ? Qt::Key_1 : Qt::Key_2);
    EXPECT_EQ(session().view().map.name, i % 2 ? "layer" : "space");
    EXPECT_GT(changed_share(picture("flat"), before), 0.02) << "the other map is shown at once";
    ASSERT_TRUE(window_->fits().is_running()) << "the fit continues meanwhile";
    wait_for_progress();
  }
}

TEST_F(MainWindowTest, MarksInOneViewWhatIsPickedInTheOther) {
  const auto place = painted_place("flat");
  ASSERT_TRUE(place);
  wait_until_drawn();
  const QImage before = view("folds").grab().toImage();
  QTest::mouseClick(&view("flat"), Qt::LeftButton, {}, *place);
  ASSERT_TRUE(session().view().picked);
  wait_until_drawn();
  const QImage after = view("folds").grab().toImage();
  ASSERT_EQ(after.size(), before.size());
  EXPECT_NE(after, before) << "the ring";
  ASSERT_TRUE(session().card());
  EXPECT_TRUE(session().card()->read);
  press(Qt::Key_Escape);
  EXPECT_FALSE(session().view().picked);
}

TEST_F(MainWindowTest, LightsUpWhoLooksAtAClickedPlace) {
  const QImage map = still_picture("flat");
  auto* stimulus = window_->findChild<StimulusView*>(QStringLiteral("stimulus"));
  QTest::mouseClick(stimulus, Qt::LeftButton, {},
                    QPoint(stimulus->width() * 3 / 5, stimulus->height() / 2));
  ASSERT_TRUE(session().view().looked_at);
  EXPECT_GT(changed_share(picture("flat"), map), 0.02);
  press(Qt::Key_Escape);
  EXPECT_EQ(still_picture("flat"), map);
}

TEST_F(MainWindowTest, PaintsADroppedOverlayAndComesBackToTheMap) {
  press(Qt::Key_4);  // whose legend is as high as an overlay's: views keep their size
  const QImage map = still_picture("flat");
  const int count = session().subject()->subject->cortex[kLh].vertex_count();
  std::vector<float> values(std::size_t(count), 1.0F);
  for (int v = 0; v < count; v += 2) values[std::size_t(v)] = -1;
  write_bytes(folder_ / "lh.thickness", curvature_bytes(values));
  drop(folder_ / "lh.thickness");
  ASSERT_TRUE(wait_for([this] { return session().overlay() != nullptr; }));
  EXPECT_GT(changed_share(still_picture("flat"), map), 0.02);
  press(Qt::Key_4);
  EXPECT_LT(changed_share(still_picture("flat"), map), 0.001);
  press(Qt::Key_7);
  EXPECT_TRUE(session().overlay());
}

TEST_F(MainWindowTest, SavesAFigureThatItsRecipeDrawsAgainAndThatReopensItsView) {
  press(Qt::Key_3);
  CortexCamera camera = view("folds").camera();
  camera.zoom = 1.6F;
  view("folds").set_camera(camera);
  Q_EMIT view("folds").camera_moved(camera);
  FigureRequest as;
  as.width_mm = 120;
  as.dpi = 100;
  const std::filesystem::path file = folder_ / "window.png", again = folder_ / "again.png";
  const auto wait_for_file = [&](const std::filesystem::path& path) {
    return wait_for([&] { return std::filesystem::exists(path); });
  };
  save_figure(as, file);
  const FigureRequest figure = read_recipe(file.string());
  ASSERT_EQ(figure.panes.size(), 2U);
  ASSERT_TRUE(figure.look);
  EXPECT_EQ(figure.look->folds_camera, camera);
  EXPECT_EQ(figure.panes[1].form, "flat");

  FigureController figures(session());
  figures.draw(figure, again);  // from the recipe in the figure
  ASSERT_TRUE(wait_for_file(again));
  const QImage first(text_of(file)), second(text_of(again));
  ASSERT_FALSE(first.isNull());
  EXPECT_EQ(first, second) << "pixel by pixel";

  press(Qt::Key_1);
  view("folds").set_camera(cortex_camera_from(Side::kLateral));
  drop(file);
  ASSERT_TRUE(wait_for([this] { return session().view().map.name == "scale"; }));
  EXPECT_EQ(view("folds").camera(), camera);
}

TEST_F(MainWindowTest, ReopensAnOverlayAndAPositionFromTheirPdfs) {
  FigureRequest as;
  as.width_mm = 100;
  as.dpi = 50;
  const auto save = [&](const char* name) { save_figure(as, folder_ / name); };
  session().look_at(ImagePlace{0.25F, -0.5F});
  save("place.pdf");
  session().look_at(std::nullopt);
  const int count = session().subject()->subject->cortex[kLh].vertex_count();
  write_bytes(folder_ / "lh.thickness", curvature_bytes(std::vector<float>(std::size_t(count), 2)));
  drop(folder_ / "lh.thickness");
  ASSERT_TRUE(wait_for([this] { return session().overlay() != nullptr; }));
  save("overlay.pdf");
  press(Qt::Key_1);
  ASSERT_FALSE(session().overlay());
  drop(folder_ / "overlay.pdf");
  EXPECT_TRUE(wait_for([this] { return session().overlay() != nullptr; }));
  drop(folder_ / "place.pdf");
  EXPECT_TRUE(wait_for([this] { return session().view().looked_at.has_value(); }));
  EXPECT_EQ(session().view().looked_at, (ImagePlace{0.25F, -0.5F}));
  EXPECT_FALSE(session().overlay());
}

TEST_F(MainWindowTest, SavesAFigureWithTheRegionsThatAreShownAndShowsThemAgain) {
  FigureRequest as;
  as.width_mm = 160;
  as.dpi = 50;
  const auto saved = [&](const char* name) {
    save_figure(as, folder_ / name);
    return QString::fromStdString(read_bytes(folder_ / name));
  };
  const QString name = QStringLiteral(">my own</text>"), color = QStringLiteral("#d55e00");
  const QString before = saved("before.svg");
  EXPECT_FALSE(before.contains(name) || before.contains(color));
  const int id = session().draw_region(kLh, session().subject()->subject->vertices[kLh]);
  session().rename_region(id, "my own");
  const QString with = saved("with.svg");
  EXPECT_TRUE(with.contains(name) && with.contains(color));
  press(Qt::Key_N);
  const QString nameless = saved("nameless.svg");
  EXPECT_FALSE(nameless.contains(name));
  EXPECT_TRUE(nameless.contains(color)) << "outlined all the same";
  session().remove_region(id);
  drop(folder_ / "with.svg");
  const auto is_back = [&] {
    const auto& outlined = (*session().outlined())[kLh];
    return !outlined.empty() && outlined.front().name == "my own";
  };
  EXPECT_TRUE(wait_for(is_back));
  EXPECT_TRUE(session().view().shows_region_names);
  session().steps().clear();
  for (const ListedRegion& region : session().subject()->regions.all()) {
    if (region.origin == RegionOrigin::kDrawn) session().save_region(0, region.id, folder_ / "l");
  }
}

TEST_F(MainWindowTest, SavesTheNetworkThatIsShownBelowTheViews) {
  window_->set_workspace(Workspace::kExplore);
  auto* network = window_->findChild<NetworkView*>();
  ASSERT_TRUE(network);
  QWidget* above = network;
  while (above && !qobject_cast<Drawer*>(above)) above = above->parentWidget();
  auto* drawer = qobject_cast<Drawer*>(above);
  ASSERT_TRUE(drawer);
  FigureRequest as;
  as.width_mm = 160;
  as.dpi = 50;
  const auto has_network = [&](const char* name) {
    save_figure(as, folder_ / name);
    return read_bytes(folder_ / name).find(">the whole cortex · ") != std::string::npos;
  };
  drawer->show_panel(network);
  ASSERT_TRUE(wait_for([&] { return network->seen().has_value(); }));
  EXPECT_TRUE(has_network("with.svg"));
  drawer->set_open(false);
  EXPECT_FALSE(has_network("without.svg"));
}

TEST_F(MainWindowTest, SaysThatARunningFitHasNoFigureYet) {
  start_fit();
  window_->save_figure({}, folder_ / "running.png");
  EXPECT_TRUE(wait_for([this] { return !window_->notice().message().isEmpty(); }));
  EXPECT_FALSE(std::filesystem::exists(folder_ / "running.png"));
}

TEST_F(MainWindowTest, DrawsTheBordersOfADroppedLabel) {
  const QImage before = still_picture("flat");
  const std::vector<int>& encoded = session().subject()->subject->vertices[kLh];
  std::string label = "#!ascii label\n" + std::to_string(encoded.size()) + "\n";
  for (const int v : encoded) label += std::to_string(v) + " 0 0 0 0\n";
  write_bytes(folder_ / "lh.all.label", label);
  drop(folder_ / "lh.all.label");
  const auto has_label = [this] {
    const std::vector<Region>& outlined = (*session().outlined())[kLh];
    return outlined.size() == 1 && outlined.front().name == "all";
  };
  ASSERT_TRUE(wait_for(has_label));
  EXPECT_GT(changed_share(still_picture("flat"), before), 0.0005);
}

TEST_F(MainWindowTest, DrawsARegionOnTheFlatmapAndNamesItInPlace) {
  const QImage folds = still_picture("folds"), flat = picture("flat");
  const auto place = painted_place("flat");
  ASSERT_TRUE(place);
  press(Qt::Key_D);
  ASSERT_TRUE(session().view().is_drawing);
  for (const QPoint by : {QPoint(-25, -25), QPoint(25, -25), QPoint(25, 25), QPoint(-25, 25)}) {
    QTest::mouseClick(&view("flat"), Qt::LeftButton, {}, *place + by);
  }
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
  const auto drawn = [&] { return session().subject()->regions.all().back(); };
  ASSERT_EQ(drawn().origin, RegionOrigin::kDrawn);
  EXPECT_EQ(drawn().region->name, "ROI 1");
  EXPECT_GT(changed_share(still_picture("folds"), folds), 0.0005) << "outlined at once, folded";
  EXPECT_GT(changed_share(picture("flat"), flat), 0.0005) << "and flat";
  auto* field = window_->findChild<QLineEdit*>(QStringLiteral("name-field"));
  ASSERT_EQ(QApplication::focusWidget(), field);
  QTest::keyClicks(field, QStringLiteral("FFA d2"));
  EXPECT_TRUE(session().view().is_drawing) << "letters are the field's";
  QTest::keyClick(field, Qt::Key_Return);
  EXPECT_EQ(drawn().region->name, "FFA d2");
  EXPECT_TRUE(session().view().is_drawing) << "for the next one";
  press(Qt::Key_Escape);
  EXPECT_FALSE(session().view().is_drawing);
  EXPECT_FALSE(view("flat").is_drawing());
  QTest::keyClick(window_.get(), Qt::Key_Z, Qt::ControlModifier);
  EXPECT_NE(drawn().origin, RegionOrigin::kDrawn);
  EXPECT_LT(changed_share(still_picture("flat"), flat), 0.001);
  QTest::keyClick(window_.get(), Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
  EXPECT_EQ(drawn().region->name, "FFA d2");
  session().steps().undo();
}

TEST_F(MainWindowTest, SaysWhatIsWrongWithADroppedFile) {
  write_bytes(folder_ / "broken.h5", "this is no HDF5");
  drop(folder_ / "broken.h5");
  ASSERT_TRUE(wait_for([this] { return !window_->notice().message().isEmpty(); }));
  EXPECT_TRUE(window_->notice().message().startsWith(QStringLiteral("broken.h5: ")))
      << window_->notice().message().toStdString();
  EXPECT_EQ(session().source()->kind, MapSource::Kind::kTruth) << "what was shown stays";
}

TEST_F(MainWindowTest, LeavesKeysToTheFieldsThatTakeThem) {
  window_->set_workspace(Workspace::kFit);
  QTest::mouseClick(window_->findChild<QToolButton*>(QStringLiteral("fit-options")),
                    Qt::LeftButton);
  auto* steps = window_->findChild<QSpinBox*>(QStringLiteral("steps"));
  steps->setFocus();
  steps->selectAll();
  QTest::keyClicks(steps, QStringLiteral("234"));
  EXPECT_EQ(steps->value(), 234);
  EXPECT_EQ(session().view().map.name, "layer") << "2, 3 and 4 are maps elsewhere";
  QTest::keyClick(steps, Qt::Key_Up);
  EXPECT_EQ(steps->value(), 235) << "the subject before, elsewhere";
  for (QComboBox* choice : window_->findChildren<QComboBox*>()) {
    if (!choice->isVisible()) continue;
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_2);
    EXPECT_EQ(session().view().map.name, "layer") << choice->toolTip().toStdString();
  }
}

TEST_F(MainWindowTest, EnablesOnlyTheEntriesThatDoSomething) {
  const auto is_enabled = [this](const char* text) {
    for (const QAction* action : window_->findChildren<QAction*>()) {
      if (action->text() == QString::fromUtf8(text)) return action->isEnabled();
    }
    ADD_FAILURE() << text;
    return false;
  };
  EXPECT_FALSE(is_enabled("&Fit the chosen model")) << "the known answer";
  EXPECT_FALSE(is_enabled("&Stop and keep"));
  EXPECT_FALSE(is_enabled("&Regions of the cortex itself"));
  EXPECT_FALSE(is_enabled("&Save the drawn regions…"));
  session().draw_region(kLh, {1, 2, 3});
  EXPECT_TRUE(is_enabled("&Save the drawn regions…"));
  session().steps().undo();
  session().choose({0, 1});
  EXPECT_TRUE(is_enabled("&Fit the chosen model"));
  start_fit();
  EXPECT_FALSE(is_enabled("&Fit the chosen model")) << "it is being fitted";
  EXPECT_TRUE(is_enabled("&Stop and keep"));
}

}  // namespace
}  // namespace cortiscope
