#include <gtest/gtest.h>

#include "tests/app/gui/wall_fixture.h"

namespace cortiscope {
namespace {

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

TEST_F(WallTest, HasNoKeysWhileItIsHidden) {
  ASSERT_EQ(wall().pair().a()->at, at(0, 2)) << "not the chosen one";
  show_views();
  ASSERT_FALSE(views().shows_wall());
  press(Qt::Key_A);
  EXPECT_EQ(wall().pair().a()->at, at(0, 2));
}

}  // namespace
}  // namespace cortiscope
