// How a fit's maps were learned, in the real window.
#include "app/gui/time_slider.h"

#include <QLabel>
#include <QToolButton>
#include <cmath>
#include <set>

#include "app/session/map_table.h"
#include "tests/app/gui/main_window_fixture.h"

namespace cortiscope {
namespace {

class TimeSliderTest : public MainWindowTest {
 protected:
  TimeSlider& time() { return *window_->findChild<TimeSlider*>(); }
  MarkedSlider& slider() { return *window_->findChild<MarkedSlider*>(QStringLiteral("time")); }
  QString text() { return window_->findChild<QLabel*>(QStringLiteral("time-text"))->text(); }
  void click_play() {
    QTest::mouseClick(window_->findChild<QToolButton*>(QStringLiteral("play")), Qt::LeftButton);
  }
  const std::vector<MapSnapshot>& snapshots() { return *session().source()->snapshots; }
};

TEST_F(TimeSliderTest, IsThereOnlyForAFitWithAHistory) {
  session().choose({0, 1});
  EXPECT_FALSE(time().isVisible()) << "not fitted";
  finish_fit();
  ASSERT_TRUE(wait_for([this] { return time().isVisible(); }));
  EXPECT_EQ(snapshots().size(), 16U) << "of 30 steps";
  EXPECT_EQ(slider().maximum(), 16);
  EXPECT_EQ(slider().value(), 16) << "the end";
  EXPECT_TRUE(text().startsWith(QStringLiteral("result"))) << text().toStdString();
  session().choose({0, 2});
  EXPECT_FALSE(time().isVisible());
  session().choose({0, 0});
  EXPECT_FALSE(time().isVisible()) << "a known answer was not learned";
}

TEST_F(TimeSliderTest, GoesBackFromTheMapsToGreyAndForth) {
  finish_fit();
  session().set_shows_all(true);  // so few test images give no evidence
  session().set_map({"space"});
  const QImage learned = still_picture("flat");
  const HemisphereColors end = session().colors();
  slider().setValue(3);
  EXPECT_EQ(session().snapshot(), 3);
  EXPECT_NE(session().colors(), end);
  EXPECT_NE(still_picture("flat"), learned) << "the views follow";
  EXPECT_TRUE(text().startsWith(QStringLiteral("step 3, loss 0."))) << text().toStdString();
  session().set_map({"layer"});
  slider().setValue(0);
  const auto at_start = session().colors();
  session().set_map({"score"});
  EXPECT_EQ(session().colors(), at_start) << "nothing is known or painted before the first step";
  EXPECT_EQ(text(), QStringLiteral("step 0"));
  session().set_map({"space"});
  slider().setValue(slider().maximum());
  EXPECT_FALSE(session().snapshot());
  EXPECT_EQ(session().colors(), end);
  EXPECT_EQ(still_picture("flat"), learned);
}

TEST_F(TimeSliderTest, MovesTheCardAndMarksTheBestStep) {
  finish_fit();
  const auto place = painted_place("flat");
  ASSERT_TRUE(place);
  QTest::mouseClick(&view("flat"), Qt::LeftButton, {}, *place);
  ASSERT_TRUE(session().card() && session().card()->read);
  const float end = session().card()->read->expected_layer;
  slider().setValue(0);
  EXPECT_NE(session().card()->read->expected_layer, end);
  EXPECT_TRUE(std::isnan(session().card()->score));
  EXPECT_FALSE(session().card()->is_tested);
  ASSERT_TRUE(slider().mark());
  const int best = session().source()->made.best_step;
  std::size_t before = 0;
  while (before + 1 < snapshots().size() && snapshots()[before + 1].step <= best) ++before;
  EXPECT_GE(*slider().mark(), double(before) / 16);
  EXPECT_LE(*slider().mark(), double(before + 1) / 16);
}

TEST_F(TimeSliderTest, IsInFiguresAndReopenedFromThem) {
  session().choose({0, 1});
  finish_fit();
  ASSERT_TRUE(wait_for([this] { return time().isVisible(); }));
  session().set_map({"scale"});
  FigureRequest as;
  as.width_mm = 100;
  as.dpi = 50;
  save_figure(as, folder_ / "end.svg");
  session().set_snapshot(3);
  const int step = snapshots()[3].step;
  save_figure(as, folder_ / "before.svg");
  const std::string said = "step " + std::to_string(step) + " of ";
  EXPECT_NE(read_bytes(folder_ / "before.svg").find(said), std::string::npos);
  EXPECT_EQ(read_recipe((folder_ / "before.svg").string()).step, step);
  drop(folder_ / "end.svg");
  EXPECT_TRUE(wait_for([this] { return !session().snapshot(); }));
  drop(folder_ / "before.svg");
  EXPECT_TRUE(wait_for([this] { return session().snapshot() == 3; }));
}

TEST_F(TimeSliderTest, PlaysToTheEndAndStops) {
  finish_fit();
  std::set<int> seen;
  QObject scope;
  QObject::connect(&session(), &SessionController::snapshot_changed, &scope, [&] {
    if (const auto at = session().snapshot()) seen.insert(*at);
  });
  click_play();
  EXPECT_EQ(session().snapshot(), 0) << "from the end it starts again";
  EXPECT_TRUE(time().is_playing());
  ASSERT_TRUE(wait_for([&] { return !time().is_playing(); }));
  EXPECT_FALSE(session().snapshot());
  EXPECT_EQ(seen.size(), 16U);
  slider().setValue(2);
  click_play();
  EXPECT_EQ(session().snapshot(), 2) << "from where it stands";
  click_play();
  EXPECT_FALSE(time().is_playing());
  click_play();
  session().choose({0, 2});
  EXPECT_FALSE(time().is_playing());
}

TEST_F(TimeSliderTest, SaysWhichMapsAreOfTheResult) {
  finish_fit();
  session().set_shows_all(true);
  session().set_map({"weight", 2});
  const auto end = session().colors();
  slider().setValue(1);
  EXPECT_EQ(session().colors(), end);
  EXPECT_TRUE(text().endsWith(QStringLiteral("; this map is of the result")));
  session().set_map({"scale"});
  EXPECT_FALSE(text().contains(QStringLiteral("result"))) << text().toStdString();
}

}  // namespace
}  // namespace cortiscope
