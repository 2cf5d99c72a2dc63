#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "app/gui/cortex_pane.h"
#include "app/gui/cortex_widget.h"
#include "app/gui/text_line.h"
#include "tests/app/gui/wall_fixture.h"

namespace cortiscope {
namespace {

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

}  // namespace
}  // namespace cortiscope
