// The cortex of the 3-D view unfolds in the real window.
#include <QSlider>
#include <cmath>

#include "render/unfolding.h"
#include "tests/app/gui/main_window_fixture.h"

namespace cortiscope {
namespace {

class UnfoldTest : public MainWindowTest {
 protected:
  QSlider& slider() { return *window_->findChild<QSlider*>(QStringLiteral("unfold")); }
};

TEST_F(UnfoldTest, GoesByTheSliderAndBackToTheForm) {
  session().choose({0, 0});
  const QImage inflated = still_picture("folds");
  EXPECT_EQ(slider().value(), 100);
  slider().setValue(150);
  EXPECT_EQ(session().unfolding(), 1.5F);
  const QImage between = still_picture("folds");
  EXPECT_NE(between, inflated);
  slider().setValue(200);
  EXPECT_NE(still_picture("folds"), between);
  slider().setValue(101);  // so near is at the form
  EXPECT_FALSE(session().view().unfolding);
  EXPECT_EQ(still_picture("folds"), inflated);
  slider().setValue(0);
  EXPECT_EQ(session().view().folded, SurfaceKind::kPial) << "chosen, as by its key";
  session().steps().undo();
  EXPECT_EQ(still_picture("folds"), inflated);
}

TEST_F(UnfoldTest, GoesByKeysThroughEveryForm) {
  for (int i = 0; i < 9; ++i) press(Qt::Key_BracketRight);
  EXPECT_FLOAT_EQ(session().unfolding(), 1.9F);
  press(Qt::Key_BracketRight);
  EXPECT_EQ(session().unfolding(), kAtFlat);
  press(Qt::Key_BracketRight);
  EXPECT_EQ(session().unfolding(), kAtFlat) << "the end";
  for (int i = 0; i < 10; ++i) press(Qt::Key_BracketLeft);
  EXPECT_FALSE(session().view().unfolding) << "exactly at the inflated form";
  for (int i = 0; i < 12; ++i) press(Qt::Key_BracketLeft);
  EXPECT_EQ(session().unfolding(), kAtFolded);
  EXPECT_EQ(session().view().folded, SurfaceKind::kPial);
  press(Qt::Key_BracketRight);
  press(Qt::Key_I);
  EXPECT_EQ(session().unfolding(), kAtInflated) << "a form ends it";
}

TEST_F(UnfoldTest, PicksInBetween) {
  session().choose({0, 0});
  slider().setValue(160);
  wait_until_drawn();
  const auto place = painted_place("folds");
  ASSERT_TRUE(place);
  QTest::mouseClick(&view("folds"), Qt::LeftButton, {}, *place);
  ASSERT_TRUE(session().view().picked);
  EXPECT_TRUE(row_of(*session().subject()->subject, *session().view().picked));
}

TEST_F(UnfoldTest, IsInFiguresAndReopenedFromThem) {
  session().choose({0, 0});
  FigureRequest as;
  as.width_mm = 100;
  as.dpi = 50;
  save_figure(as, folder_ / "inflated.png");
  slider().setValue(150);
  save_figure(as, folder_ / "between.png");
  EXPECT_NE(QImage(text_of(folder_ / "between.png")), QImage(text_of(folder_ / "inflated.png")));
  const FigureRequest figure = read_recipe((folder_ / "between.png").string());
  ASSERT_EQ(figure.panes.size(), 2U);
  EXPECT_EQ(figure.panes[0].unfolding, 1.5F);
  EXPECT_FALSE(figure.panes[1].unfolding);
  slider().setValue(0);
  drop(folder_ / "between.png");
  EXPECT_TRUE(wait_for([this] { return session().unfolding() == 1.5F; }));
  drop(folder_ / "inflated.png");
  EXPECT_TRUE(wait_for([this] { return session().unfolding() == kAtInflated; }));
  EXPECT_FALSE(session().view().unfolding);
}

}  // namespace
}  // namespace cortiscope
