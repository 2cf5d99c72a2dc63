#include <gtest/gtest.h>

#include <QAction>
#include <QComboBox>
#include <QMouseEvent>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <cmath>
#include <set>

#include "app/gui/cortex_pane.h"
#include "app/gui/cortex_widget.h"
#include "app/gui/main_window.h"
#include "app/gui/text.h"
#include "app/gui/text_line.h"
#include "app/gui/view_switch.h"
#include "app/gui/wall_view.h"
#include "app/gui/wall_widget.h"
#include "tests/app/gui/tiny_demo.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {
namespace {

constexpr std::size_t kModels = 4, kSubjects = 3;

DemoOptions demo_in(const TempDir& folder) {
  DemoOptions demo = tiny_demo(folder);
  demo.vertices = 1000;
  demo.subjects = kSubjects;
  demo.networks = {"aligned", "truncated", "low-level", "scrambled"};
  return demo;
}

/// As if a network had been fitted in which every vertex reads some layers further up.
FitResult fit_of(const Subject& subject, const std::string& network, int layers_up) {
  FitResult fit;
  fit.subject = subject;
  fit.features.network = network;
  fit.features.is_synthetic = true;
  fit.selectors = subject.truth->selectors;
  const int layers = fit.selectors.layer_count(), vertices = subject.vertex_count();
  for (int row = 0; row < vertices; ++row) {
    const float* planted = subject.truth->selectors.layer.row(row);
    for (int layer = 0; layer < layers; ++layer) {
      fit.selectors.layer.row(row)[(layer + layers_up) % layers] = planted[layer];
    }
  }
  fit.features.layers.assign(std::size_t(layers), "block");
  fit.features.channels.assign(std::size_t(layers), 3);
  fit.features.rows = fit.features.columns = 4;
  fit.features.images = {"a", "b", "c"};
  fit.training_images = {0};
  fit.validation_images = {1};
  fit.test_images = {2};
  fit.r2.assign(std::size_t(vertices), 0.2F + 0.05F * float(layers_up));
  fit.validation_r2 = fit.r2;
  fit.provenance.created = "2026-01-01T00:00:00Z";
  fit.provenance.steps = fit.provenance.steps_done = 100;
  return fit;
}

/// The real window with the demonstration's three subjects, four networks fitted to each, and the
/// wall in place of the views, its models in the library's order.
class WallTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    settings_ = std::make_unique<TempDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QString::fromStdString(settings_->path().string()));
    QCoreApplication::setOrganizationName(QStringLiteral("CortiscopeTest"));
    made_ = std::make_unique<TempDir>();
    ASSERT_TRUE(open_demo(
        demo_in(*made_), StopToken(), [](const Opened&) {}, [](const std::string&, double) {}));
  }
  static void TearDownTestSuite() {
    settings_.reset();
    made_.reset();
  }

  void SetUp() override {
    open_fits();
    wall().set_order(WallOrder::kLibrary);
    show_wall();
    wait_until_drawn();
  }
  void open_fits() {
    window_ = std::make_unique<MainWindow>();
    window_->resize(1280, 900);
    window_->show();
    ASSERT_TRUE(wait_until_exposed(*window_));
    window_->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get(), kWaitAtMostMs)) << "keys need it";
    window_->open_demo(demo_in(*made_));
    ASSERT_TRUE(wait_for([this] { return !window_->loads().is_busy(); }));
    ASSERT_EQ(session().library().subjects().size(), kSubjects);
    ASSERT_EQ(session().library().models().size(), kModels + 1) << "and the known answers";
    const Library library = session().library();
    for (const LibrarySubject& subject : library.subjects()) {
      for (std::size_t m = 0; m < kModels; ++m) {
        const std::string& name = library.models()[m + 1].name;
        session().add_fit(fit_of(*subject.subject, name, int(m)), name + ".fit.h5");
      }
    }
    session().choose(at(0, 1));
  }

  SessionController& session() { return window_->session(); }
  ViewSwitch& views() { return *window_->findChild<ViewSwitch*>(); }
  WallView& wall() { return views().wall(); }
  WallWidget& tiles() { return wall().tiles(); }
  /// The model by its column: 0 is the known answer.
  Choice at(std::size_t subject, std::size_t model) {
    const Library& library = session().library();
    return {library.subjects()[subject].id, library.models()[model].id};
  }
  std::size_t cell(std::size_t subject, std::size_t model) {
    return subject * (kModels + 1) + model;
  }
  void show_wall() { window_->set_workspace(Workspace::kCompare); }
  void show_views() { window_->set_workspace(Workspace::kExplore); }
  void wait_until_drawn() {
    EXPECT_TRUE(wait_for([this] { return wall().is_up_to_date(); }));
  }
  void press(int key) { QTest::keyClick(window_->focusWidget(), Qt::Key(key)); }
  void click(const char* button) {
    auto* found = wall().findChild<QToolButton*>(QLatin1String(button));
    ASSERT_TRUE(found) << button;
    ASSERT_TRUE(found->isEnabled()) << button;
    QTest::mouseClick(found, Qt::LeftButton);
  }
  bool is_enabled(const char* button) {
    return wall().findChild<QToolButton*>(QLatin1String(button))->isEnabled();
  }
  /// All that the wall shows, with its marks.
  QImage picture() {
    wait_until_drawn();
    return tiles().grab().toImage();
  }
  QImage picture_in(const QRect& box) {
    const double ratio = tiles().devicePixelRatioF();
    return picture().copy(
        QRectF(box.x() * ratio, box.y() * ratio, box.width() * ratio, box.height() * ratio)
            .toAlignedRect());
  }
  void move(QPointF to, Qt::MouseButtons held = Qt::NoButton) {
    QMouseEvent event(QEvent::MouseMove, to, tiles().mapToGlobal(to), Qt::NoButton, held, {});
    QApplication::sendEvent(&tiles(), &event);
  }
  void drag(QPoint from, QPoint to) {
    QTest::mousePress(&tiles(), Qt::LeftButton, {}, from);
    move((from + to) / 2, Qt::LeftButton);
    move(to, Qt::LeftButton);
    QTest::mouseRelease(&tiles(), Qt::LeftButton, {}, to);
  }
  /// Marks two tiles by clicks and keys.
  void mark(std::size_t a, std::size_t b) {
    QTest::mouseClick(&tiles(), Qt::LeftButton, {}, corner(a));
    wait_until_drawn();
    press(Qt::Key_A);
    QTest::mouseClick(&tiles(), Qt::LeftButton, {}, corner(b));
    wait_until_drawn();
    press(Qt::Key_B);
    wait_until_drawn();
  }
  /// Where no cortex is.
  QPoint corner(std::size_t cell) { return tiles().cell_box(cell).bottomLeft() + QPoint(3, -3); }

  inline static std::unique_ptr<TempDir> settings_, made_;
  std::unique_ptr<MainWindow> window_;
};

/// The share of pixels that differ.
double changed_share(const QImage& a, const QImage& b) {
  EXPECT_EQ(a.size(), b.size());
  if (a.size() != b.size() || a.isNull()) return 0;
  int changed = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) changed += a.pixel(x, y) != b.pixel(x, y);
  }
  return double(changed) / (a.width() * a.height());
}

TEST_F(WallTest, ShowsFourModelsOfThreeSubjects) {
  const Wall& shown = wall().wall();
  ASSERT_EQ(shown.models.size(), kModels + 1);
  ASSERT_EQ(shown.subjects.size(), kSubjects);
  const QRect first = tiles().cell_box(0);
  for (std::size_t i = 0; i < shown.tiles.size(); ++i) {
    const QRect box = tiles().cell_box(i);
    EXPECT_TRUE(tiles().rect().contains(box)) << i;
    EXPECT_LE(std::abs(box.width() - first.width()), 1) << "equal but for rounding";
    EXPECT_LE(std::abs(box.height() - first.height()), 1);
    if (i % (kModels + 1) > 0) {
      EXPECT_GT(box.left(), tiles().cell_box(i - 1).right()) << "side by side";
    }
  }
  // The third and the fifth column read other layers than the second.
  const QImage one = picture_in(tiles().cell_box(cell(0, 1)).adjusted(4, 4, -4, -4));
  const QImage other = picture_in(tiles().cell_box(cell(0, 4)).adjusted(4, 4, -4, -4));
  EXPECT_GT(changed_share(one, other.copy(one.rect())), 0.01);
}

TEST_F(WallTest, ShowsOnePickInAllTilesAndChoosesTheTile) {
  const std::size_t picked = cell(1, 2);
  const QPoint middle =
      tiles().cell_box(picked).center() - QPoint(tiles().cell_box(0).width() / 5, 0);
  std::vector<QImage> before;
  for (std::size_t i = 0; i < wall().wall().tiles.size(); ++i) {
    before.push_back(picture_in(tiles().cell_box(i)));
  }
  QTest::mouseClick(&tiles(), Qt::LeftButton, {}, middle);
  ASSERT_TRUE(session().view().picked);
  EXPECT_EQ(session().view().choice, at(1, 2));
  wait_until_drawn();
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto place = tiles().place_of({i, *session().view().picked});
    ASSERT_TRUE(place) << i;
    EXPECT_TRUE(tiles().cell_box(i).contains(place->toPoint())) << i;
    EXPECT_GT(changed_share(picture_in(tiles().cell_box(i)), before[i]), 0.002)
        << "the ring in " << i;
  }
  const QPointF in_picked = *tiles().place_of({picked, *session().view().picked});
  EXPECT_LT(QLineF(in_picked, middle).length(), 8);
  press(Qt::Key_Escape);
  EXPECT_FALSE(session().view().picked) << "the window's Escape, where all tiles are shown";
}

TEST_F(WallTest, ShowsOneHoverInAllOtherTiles) {
  const std::size_t under = cell(0, 1), other = cell(2, 3);
  const QImage before = picture_in(tiles().cell_box(other));
  std::optional<CortexVertex> hovered;
  QObject scope;
  QObject::connect(&session(), &SessionController::hovered_changed, &scope,
                   [&](std::optional<CortexVertex> vertex) { hovered = vertex; });
  const QRect box = tiles().cell_box(under);
  move(box.center() - QPoint(box.width() / 5, 0));
  ASSERT_TRUE(hovered);
  EXPECT_GT(changed_share(picture_in(tiles().cell_box(other)), before), 0.001) << "the dot";
  move(QPointF(1, 1));
  EXPECT_FALSE(hovered);
  EXPECT_EQ(picture_in(tiles().cell_box(other)), before);
}

TEST_F(WallTest, TurnsAllTilesAndTheViewsWithThem) {
  const CortexCamera before = tiles().camera();
  const QImage last = picture_in(tiles().cell_box(cell(2, 4)));
  const QPoint from = tiles().cell_box(cell(0, 1)).center();
  drag(from, from + QPoint(40, 12));
  EXPECT_NE(tiles().camera(), before);
  EXPECT_GT(changed_share(picture_in(tiles().cell_box(cell(2, 4))), last), 0.02);
  const CortexCamera turned = tiles().camera();
  show_views();
  EXPECT_FALSE(views().shows_wall());
  EXPECT_EQ(window_->findChild<CortexPane*>()->folds().camera(), turned);
}

TEST_F(WallTest, ZoomsIntoATileAndComesBack) {
  const QRect box = tiles().cell_box(cell(2, 3));
  QTest::mouseDClick(&tiles(), Qt::LeftButton, {}, box.center());
  EXPECT_FALSE(views().shows_wall());
  EXPECT_TRUE(views().is_zoomed());
  auto* back = window_->findChild<QToolButton*>(QStringLiteral("back-to-wall"));
  EXPECT_TRUE(back->isVisible());
  QTest::mouseClick(back, Qt::LeftButton);
  EXPECT_TRUE(views().shows_wall());
  wait_until_drawn();
  // The clicks of a double click come first: they choose the tile.
  QTest::mouseClick(&tiles(), Qt::LeftButton, {}, box.center());
  QTest::mouseDClick(&tiles(), Qt::LeftButton, {}, box.center());
  EXPECT_EQ(session().view().choice, at(2, 3));
  ASSERT_TRUE(views().is_zoomed());
  const std::optional<CortexVertex> picked = session().view().picked;
  press(Qt::Key_Escape);
  EXPECT_TRUE(views().shows_wall());
  EXPECT_FALSE(views().is_zoomed());
  EXPECT_EQ(session().view().picked, picked) << "that Escape did nothing else";
}

TEST_F(WallTest, ShowsTheDifferenceOfTwoTilesOverASymmetricRange) {
  mark(cell(0, 1), cell(0, 3));
  const Map before = session().view().map;
  press(Qt::Key_M);
  wait_until_drawn();
  press(Qt::Key_Escape);  // the legend of differences has widened the middle of the window
  const QImage map = picture();
  click("mode-difference");
  EXPECT_EQ(wall().pair().mode(), WallMode::kDifference);
  EXPECT_EQ(session().view().map, (Map{"difference"}));
  EXPECT_EQ(session().view().choice, at(0, 3)) << "B";
  EXPECT_EQ(session().against(), at(0, 1).model) << "A";
  const ColorRange range = session().range();
  EXPECT_EQ(range.low, -range.high);
  EXPECT_GT(range.high, 0);
  const QImage difference = picture();
  EXPECT_GT(changed_share(difference, map), 0.1);
  // In all of it one tile alone: what the session paints, larger than a tile of the wall.
  EXPECT_EQ(tiles().cell_box(cell(0, 1)), QRect());
  press(Qt::Key_Escape);
  EXPECT_EQ(wall().pair().mode(), WallMode::kTiles);
  EXPECT_EQ(session().view().map, before);
  EXPECT_EQ(picture(), map);
  press(Qt::Key_M);
  wait_until_drawn();
  session().set_map({"space"});
  EXPECT_EQ(wall().pair().mode(), WallMode::kTiles) << "another map was chosen";
  EXPECT_EQ(session().view().map, (Map{"space"}));
}

TEST_F(WallTest, OffersNoDifferenceOfTwoSubjects) {
  mark(cell(0, 1), cell(1, 1));
  EXPECT_FALSE(is_enabled("mode-difference"));
  EXPECT_TRUE(is_enabled("mode-wipe"));
  press(Qt::Key_M);
  EXPECT_EQ(wall().pair().mode(), WallMode::kTiles);
}

TEST_F(WallTest, ShowsAAndBInTurnsAndOnEitherSideOfADividerThatIsDragged) {
  session().set_regions(false);  // beside a divider names and dashes have other places
  mark(cell(0, 1), cell(0, 4));
  press(Qt::Key_X);
  EXPECT_EQ(wall().pair().mode(), WallMode::kA);
  const QImage a = picture();
  press(Qt::Key_X);
  EXPECT_EQ(wall().pair().mode(), WallMode::kB);
  const QImage b = picture();
  press(Qt::Key_W);
  ASSERT_EQ(wall().pair().mode(), WallMode::kWipe);
  wait_until_drawn();
  ASSERT_TRUE(tiles().divider());
  const auto compare = [&](double divider) {
    const QImage both = picture();
    const double ratio = tiles().devicePixelRatioF();
    const int cut = int(divider * ratio), width = both.width(), edge = int(8 * ratio);
    const int top = int(40 * ratio), high = both.height() - top - edge;  // below the titles
    const QRect left(edge, top, cut - 2 * edge, high);
    const QRect right(cut + edge, top, width - cut - 2 * edge, high);
    EXPECT_LT(changed_share(both.copy(left), a.copy(left)), 0.001);
    EXPECT_LT(changed_share(both.copy(right), b.copy(right)), 0.001);
    EXPECT_GT(changed_share(a.copy(right), b.copy(right)), 0.005) << "they differ there";
  };
  compare(*tiles().divider());
  const CortexCamera camera = tiles().camera();
  const int middle = tiles().height() / 2;
  drag({int(*tiles().divider()), middle}, {tiles().width() / 4, middle});
  EXPECT_NEAR(*tiles().divider(), tiles().width() / 4.0, 1);
  EXPECT_EQ(tiles().camera(), camera) << "the divider was dragged, not the cortex";
  compare(*tiles().divider());
  press(Qt::Key_Escape);
  EXPECT_EQ(wall().pair().mode(), WallMode::kTiles);
}

TEST_F(WallTest, ShowsMapsByModelsOfTheChosenSubject) {
  session().choose(at(1, 2));
  wall().set_rows(WallRows::kMaps);
  wait_until_drawn();
  const Wall& shown = wall().wall();
  EXPECT_EQ(shown.maps, default_figure_maps());
  for (const SubjectId subject : shown.subjects) EXPECT_EQ(subject, at(1, 2).subject);
  const std::size_t in_space = 1 * (kModels + 1) + 3;
  QTest::mouseClick(&tiles(), Qt::LeftButton, {}, corner(in_space));
  EXPECT_EQ(session().view().map, (Map{"space"}));
  EXPECT_EQ(session().view().choice, at(1, 3));
}

TEST_F(WallTest, OrdersModelsByTheirScoreOnceItIsKnown) {
  auto* order = wall().findChild<QComboBox*>(QStringLiteral("wall-order"));
  order->setCurrentIndex(order->findData(int(WallOrder::kR2)));
  Q_EMIT order->activated(order->currentIndex());
  ASSERT_TRUE(wait_for([this] { return wall().note().isEmpty() && wall().is_up_to_date(); }));
  // The later a network, the higher its planted score; the known answer has none.
  EXPECT_EQ(wall().wall().models,
            (std::vector<ModelId>{at(0, 4).model, at(0, 3).model, at(0, 2).model, at(0, 1).model,
                                  kKnownAnswer}));
}

TEST_F(WallTest, PaintsEveryTileAgainForAnotherMapRangeAndForm) {
  const QRect box = tiles().cell_box(cell(2, 1));
  const QImage layer = picture_in(box);
  session().set_map({"score"});
  const QImage score = picture_in(box);
  EXPECT_GT(changed_share(layer, score), 0.02);
  session().set_range({0, 0.2F});
  EXPECT_GT(changed_share(picture_in(box), score), 0.02);
}

TEST_F(WallTest, IsFlatWhereTheHeaderShowsTheFlatmapAlone) {
  const QRect box = tiles().cell_box(cell(2, 1));
  const QImage folded = picture_in(box);
  QToolButton* flat = nullptr;
  int seen = 0;
  for (QToolButton* each : window_->findChildren<QToolButton*>()) {
    if (!each->isVisible() || each->text() != QStringLiteral("Flat")) continue;
    flat = each;
    ++seen;
  }
  ASSERT_EQ(seen, 1) << "one control for one thing";
  QTest::mouseClick(flat, Qt::LeftButton);
  EXPECT_GT(changed_share(picture_in(box), folded), 0.05);
  EXPECT_EQ(tiles().camera(), session().view().flat_camera);
  press(Qt::Key_F);
  EXPECT_EQ(picture_in(box), folded);
  EXPECT_EQ(tiles().camera(), session().view().folds_camera);
}

TEST_F(WallTest, ComparesTheFirstTwoModelsUntilTheUserMarksTiles) {
  const auto pair_is = [this](Choice a, Choice b) {
    wait_until_drawn();
    const WallPair& pair = wall().pair();
    return pair.a() && pair.b() && pair.a()->at == a && pair.b()->at == b;
  };
  EXPECT_TRUE(pair_is(at(0, 2), at(0, 1))) << "the second and the first fit";
  session().choose(at(1, 3));
  EXPECT_TRUE(pair_is(at(1, 2), at(1, 1))) << "of the chosen subject";
  wait_until_drawn();
  press(Qt::Key_A);
  EXPECT_TRUE(pair_is(at(1, 3), at(1, 1))) << "A is marked";
  session().choose(at(0, 1));
  EXPECT_TRUE(pair_is(at(1, 3), at(0, 1))) << "and stays";
  press(Qt::Key_A);
  EXPECT_TRUE(pair_is(at(0, 1), at(0, 2))) << "the other one of the two";
}

TEST_F(WallTest, KeepsWhatIsComparedUntilAllTilesAreShown) {
  press(Qt::Key_W);
  ASSERT_EQ(wall().pair().mode(), WallMode::kWipe);
  session().choose(at(1, 3));
  wait_until_drawn();
  EXPECT_EQ(wall().pair().b()->at, at(0, 1));
  press(Qt::Key_Escape);
  wait_until_drawn();
  EXPECT_EQ(wall().pair().b()->at, at(1, 1));
}

TEST_F(WallTest, ComparesNothingWhereOneModelIsFitted) {
  std::vector<ModelId> others;
  for (std::size_t m = 2; m <= kModels; ++m) others.push_back(at(0, m).model);
  for (const ModelId model : others) session().remove_model(model);
  wait_until_drawn();
  EXPECT_FALSE(wall().pair().a() || wall().pair().b());
  EXPECT_FALSE(is_enabled("mode-difference") || is_enabled("mode-wipe") || is_enabled("mode-a"));
}

TEST_F(WallTest, TurnsThePagesOfManyModels) {
  const auto button = [this](const char* name) {
    return wall().findChild<QToolButton*>(QLatin1String(name));
  };
  EXPECT_FALSE(button("next-columns")->isVisible()) << "all fit";
  constexpr std::size_t kMore = 6, kAll = kModels + 1 + kMore;
  const std::shared_ptr<const Subject> subject = session().subject()->subject;
  for (std::size_t i = 0; i < kMore; ++i) {
    const std::string name = "more " + std::to_string(i);
    session().add_fit(fit_of(*subject, name, 0), name + ".fit.h5");
  }
  session().choose(at(0, 1));
  wait_until_drawn();
  const auto first_model = [this] { return wall().wall().models.front(); };
  const auto says = [this](const char* words) {
    for (const TextLine* line : wall().findChildren<TextLine*>()) {
      if (line->isVisible() && line->text() == QString::fromUtf8(words)) return true;
    }
    return false;
  };
  EXPECT_EQ(wall().wall().models.size(), 8U);
  EXPECT_TRUE(says("Columns 1–8 of 11"));
  EXPECT_FALSE(is_enabled("previous-columns") || button("next-rows")->isVisible());
  click("next-columns");
  wait_until_drawn();
  EXPECT_EQ(first_model(), at(0, 8).model);
  EXPECT_EQ(wall().wall().models.size(), kAll - 8);
  EXPECT_TRUE(says("Columns 9–11 of 11"));
  EXPECT_FALSE(is_enabled("next-columns"));
  EXPECT_EQ(session().view().choice, at(0, 1)) << "nothing else is chosen";
  EXPECT_EQ(wall().pair().b()->at, at(0, 1)) << "nor compared";
  session().choose(at(0, 2));
  wait_until_drawn();
  EXPECT_EQ(first_model(), at(0, 0).model) << "the page of the chosen tile";
  for (const char* name : {"previous-columns", "next-columns", "previous-rows", "next-rows"}) {
    EXPECT_TRUE(button(name)->focusPolicy() & Qt::TabFocus) << name;
    EXPECT_FALSE(button(name)->accessibleName().isEmpty()) << name;
  }
}

TEST_F(WallTest, ShowsOneHemisphereAlone) {
  const auto sides_in = [this](std::size_t cell) {
    wait_until_drawn();
    std::set<Hemisphere> sides;
    const auto connection =
        QObject::connect(&tiles(), &WallWidget::hovered, [&](std::optional<WallVertex> vertex) {
          if (vertex) sides.insert(vertex->vertex.hemisphere);
        });
    const QRect box = tiles().cell_box(cell);
    for (int y = box.top(); y < box.bottom(); y += 6) {
      for (int x = box.left(); x < box.right(); x += 6) move(QPointF(x, y));
    }
    QObject::disconnect(connection);
    move(QPointF(1, 1));
    return sides;
  };
  using Sides = std::set<Hemisphere>;
  ASSERT_EQ(sides_in(cell(1, 2)), (Sides{kLh, kRh}));
  session().set_hemispheres(ShownSides::kLh);
  for (const std::size_t each : {cell(0, 0), cell(1, 2)}) EXPECT_EQ(sides_in(each), Sides{kLh});
  session().set_layout(false, true);
  EXPECT_EQ(sides_in(cell(1, 2)), Sides{kLh}) << "the flatmap";
  press(Qt::Key_M);
  session().set_hemispheres(ShownSides::kRh);
  wait_until_drawn();
  ASSERT_EQ(wall().pair().mode(), WallMode::kDifference);
  const std::size_t difference = wall().wall().tiles.size() + 2;
  EXPECT_EQ(sides_in(difference), Sides{kRh}) << "B - A";
  press(Qt::Key_Escape);
  session().set_hemispheres(ShownSides::kBoth);
  EXPECT_EQ(sides_in(cell(1, 2)), (Sides{kLh, kRh}));
}

/// The same as a user finds it; the model with the best slope is the last of the library.
class FirstWallTest : public WallTest {
 protected:
  void SetUp() override {
    open_fits();
    session().move_model(at(0, 1).model, -1);
    show_wall();
  }
  bool is_ordered() { return wall().is_up_to_date() && wall().note().isEmpty(); }
  /// The models of a subject, that with the largest slope first.
  std::vector<ModelId> models_by_slope(SubjectId subject) {
    const auto compared = compared_models(session().library(), subject);
    ComparedSubjects subjects;
    const auto numbers = numbers_of(*compare_models(compared, {}, subjects, {}), compared);
    std::vector<ModelId> models;
    for (const ComparedModel& model : compared) {
      EXPECT_FALSE(std::isnan(numbers.at(model.model).slope)) << model.name;
      models.push_back(model.model);
    }
    return ordered_models(models, WallOrder::kSlope, numbers);
  }
};

TEST_F(FirstWallTest, SubtractsTheSecondSlopeFromTheBestByOneClick) {
  ASSERT_TRUE(wait_for([this] { return is_ordered(); }));
  std::vector<ModelId> models = models_by_slope(at(0, 1).subject);
  const Choice best = {at(0, 1).subject, models[0]}, second = {at(0, 1).subject, models[1]};
  models.push_back(kKnownAnswer);  // has no slope
  EXPECT_EQ(wall().wall().models, models);
  EXPECT_NE(models.front(), at(0, 1).model) << "else the library's order would do";
  EXPECT_EQ(wall().pair().a()->at, second);
  EXPECT_EQ(wall().pair().b()->at, best);
  click("mode-difference");
  EXPECT_EQ(session().view().map, (Map{"difference"}));
  EXPECT_EQ(session().view().choice, best);
  EXPECT_EQ(session().against(), second.model);
}

TEST_F(FirstWallTest, KeepsItsOrderAndComparesNothingWhileTheNumbersAreComputed) {
  ASSERT_TRUE(wait_for([this] { return is_ordered(); }));
  const std::vector<ModelId> before = wall().wall().models;
  session().choose(at(1, 1));
  EXPECT_FALSE(wall().note().isEmpty()) << "it says that they are computed";
  bool is_moved = false, is_early = false;
  ASSERT_TRUE(wait_for([&] {
    if (is_ordered()) return true;
    if (!wall().is_up_to_date()) return false;
    is_moved |= wall().wall().models != before;
    is_early |= wall().pair().offers(WallMode::kWipe);
    return false;
  }));
  EXPECT_FALSE(is_moved);
  EXPECT_FALSE(is_early);
  EXPECT_EQ(wall().pair().b()->at, (Choice{at(1, 1).subject, wall().wall().models.front()}));
}

TEST_F(WallTest, ShowsHemispheresTogether) {
  session().set_side(Side::kLateral);
  const auto side_right_of_middle = [this] {
    wait_until_drawn();
    std::optional<Hemisphere> side;
    const auto connection =
        QObject::connect(&tiles(), &WallWidget::hovered, [&](std::optional<WallVertex> vertex) {
          if (vertex) side = vertex->vertex.hemisphere;
        });
    const QRectF box = tiles().cell_box(cell(1, 2));
    for (int i = 0; i <= 10; ++i) {
      move({box.center().x() + 0.02 * i * box.width(), box.center().y()});
    }
    QObject::disconnect(connection);
    move(QPointF(1, 1));
    return side;
  };
  ASSERT_EQ(side_right_of_middle(), kRh);
  session().set_hemispheres(ShownSides::kTogether);
  EXPECT_EQ(side_right_of_middle(), kLh) << "from the left";
  session().set_hemispheres(ShownSides::kBoth);
  EXPECT_EQ(side_right_of_middle(), kRh);
}

TEST_F(WallTest, HasNoKeysWhileItIsHidden) {
  ASSERT_EQ(wall().pair().a()->at, at(0, 2)) << "not the chosen one";
  show_views();
  ASSERT_FALSE(views().shows_wall());
  press(Qt::Key_A);
  EXPECT_EQ(wall().pair().a()->at, at(0, 2));
}

}  // namespace
}  // namespace cortiscope
