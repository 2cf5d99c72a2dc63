#include "app/gui/cortex_widget.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <cmath>

#include "tests/render/planted_cortex.h"
#include "tests/render/planted_surfaces.h"
#include "tests/support/expect_error.h"

// All places are in Qt's pixels: what is tested holds on screens of any density.

namespace cortiscope {
namespace {

constexpr Rgb8 kRed = {250, 0, 0}, kBlue = {0, 0, 250};

std::shared_ptr<const Cortex> two_balls() {
  Cortex cortex;
  for (const Hemisphere h : kHemispheres) {
    cortex[h].surfaces[SurfaceKind::kInflated] = ball(60);
  }
  return std::make_shared<const Cortex>(std::move(cortex));
}

std::array<std::vector<Rgb8>, 2> all_in(const Cortex& cortex, Rgb8 color) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    colors[h].assign(std::size_t(cortex[h].vertex_count()), color);
  }
  return colors;
}

/// A widget on the screen, 600 x 300, and what it says.
class CortexWidgetTest : public testing::Test {
 protected:
  void show(std::shared_ptr<const Cortex> cortex, SurfaceKind kind) {
    cortex_ = std::move(cortex);
    widget_.resize(600, 300);
    widget_.show_cortex(cortex_, kind);
    widget_.set_side(Side::kLateral);
    widget_.show();
    ASSERT_TRUE(QTest::qWaitForWindowExposed(&widget_));
    settle();
  }
  void show_flat() { show(std::make_shared<const Cortex>(planted_cortex()), SurfaceKind::kFlat); }

  static void settle() { QTest::qWait(50); }

  QColor color_at(QPoint place) {
    const QImage picture = widget_.grabFramebuffer();
    const double ratio = picture.width() / double(widget_.width());
    return picture.pixelColor(int((place.x() + 0.5) * ratio), int((place.y() + 0.5) * ratio));
  }
  /// The same with what lies over the cortex.
  QImage with_overlay() { return widget_.grab().toImage(); }

  void drag(QPoint from, QPoint by, Qt::MouseButton button = Qt::LeftButton) {
    QTest::mousePress(&widget_, button, {}, from);
    for (int i = 1; i <= 4; ++i) {
      QMouseEvent move(QEvent::MouseMove, from + by * i / 4, widget_.mapToGlobal(from + by * i / 4),
                       Qt::NoButton, button, {});
      QApplication::sendEvent(&widget_, &move);
    }
    QTest::mouseRelease(&widget_, button, {}, from + by);
  }
  void turn_wheel(QPoint at, int steps) {
    QWheelEvent wheel(at, widget_.mapToGlobal(at), {}, {0, 120 * steps}, Qt::NoButton, {},
                      Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget_, &wheel);
  }
  /// What a click picks.
  std::optional<CortexVertex> pick(QPoint at) {
    QSignalSpy picked(&widget_, &CortexWidget::picked);
    QTest::mouseClick(&widget_, Qt::LeftButton, {}, at);
    if (picked.isEmpty()) return std::nullopt;
    return picked.first().first().value<CortexVertex>();
  }

  std::shared_ptr<const Cortex> cortex_;
  CortexWidget widget_;
};

TEST_F(CortexWidgetTest, PicksTheVertexWhoseColorIsUnderThePointer) {
  show_flat();
  for (const QPoint place :
       {QPoint(100, 100), QPoint(220, 190), QPoint(380, 120), QPoint(520, 80)}) {
    const auto vertex = pick(place);
    ASSERT_TRUE(vertex);
    EXPECT_EQ(vertex->hemisphere, place.x() < 300 ? kLh : kRh);
    auto colors = all_in(*cortex_, kBlue);
    colors[vertex->hemisphere][std::size_t(vertex->vertex)] = kRed;
    widget_.set_colors(colors);
    EXPECT_GT(color_at(place).red(), 80) << "the corner nearest to it";
  }
  EXPECT_FALSE(pick({300, 5}));
}

TEST_F(CortexWidgetTest, RepaintsInExactlyTheColorsGiven) {
  show_flat();
  for (const Rgb8 color : {kRed, Rgb8{12, 200, 99}, Rgb8{254, 253, 1}}) {
    widget_.set_colors(all_in(*cortex_, color));
    EXPECT_EQ(color_at({150, 150}), QColor(color.r, color.g, color.b));
    EXPECT_EQ(color_at({450, 150}), QColor(color.r, color.g, color.b));
  }
  widget_.set_background({9, 8, 7});
  EXPECT_EQ(color_at({2, 150}), QColor(9, 8, 7));
}

TEST_F(CortexWidgetTest, ADragTurnsAFoldedCortexAndSaysSo) {
  show(two_balls(), SurfaceKind::kInflated);
  QSignalSpy moved(&widget_, &CortexWidget::camera_moved);
  const auto at_front = pick({150, 150});
  drag({150, 150}, {30, 0});
  EXPECT_GT(moved.count(), 0);
  EXPECT_EQ(moved.last().first().value<CortexCamera>(), widget_.camera());
  EXPECT_NE(widget_.camera().toward_eye, cortex_camera_from(Side::kLateral).toward_eye);
  EXPECT_EQ(widget_.camera().shift, Eigen::Vector2f(0, 0));
  ASSERT_TRUE(at_front);
  EXPECT_NE(pick({150, 150}), at_front);
  drag({150, 150}, {-30, 0});
  EXPECT_EQ(pick({150, 150}), at_front) << "and back";
}

TEST_F(CortexWidgetTest, ADragMovesAFlatCortexWithThePointer) {
  show_flat();
  const auto vertex = pick({150, 150});
  drag({150, 150}, {36, -24});
  EXPECT_EQ(pick({186, 126}), vertex);
  EXPECT_NE(pick({150, 150}), vertex);
}

TEST_F(CortexWidgetTest, TheRightButtonMovesAFoldedCortex) {
  show(two_balls(), SurfaceKind::kInflated);
  const auto vertex = pick({150, 150});
  drag({150, 150}, {40, 20}, Qt::RightButton);
  EXPECT_EQ(widget_.camera().toward_eye, cortex_camera_from(Side::kLateral).toward_eye);
  EXPECT_EQ(pick({190, 170}), vertex);
}

TEST_F(CortexWidgetTest, ADragPicksNothing) {
  show_flat();
  QSignalSpy picked(&widget_, &CortexWidget::picked);
  drag({150, 150}, {40, 0});
  EXPECT_TRUE(picked.isEmpty());
}

TEST_F(CortexWidgetTest, TheWheelZoomsToThePointer) {
  show_flat();
  const QPoint place(424, 114);  // near no border between vertices
  const auto vertex = pick(place);
  turn_wheel(place, 5);
  EXPECT_NEAR(widget_.camera().zoom, std::pow(1.2, 5), 1e-3);
  EXPECT_EQ(pick(place), vertex);
  turn_wheel(place, -5);
  EXPECT_NEAR(widget_.camera().zoom, 1, 1e-3);
}

TEST_F(CortexWidgetTest, ADoubleClickGoesBackToTheNamedView) {
  show(two_balls(), SurfaceKind::kInflated);
  widget_.set_side(Side::kMedial);
  drag({150, 150}, {70, 30});
  turn_wheel({200, 100}, 3);
  ASSERT_NE(widget_.camera(), cortex_camera_from(Side::kMedial));
  QTest::mouseDClick(&widget_, Qt::LeftButton, {}, {20, 20});
  EXPECT_EQ(widget_.camera(), cortex_camera_from(Side::kMedial));
}

TEST_F(CortexWidgetTest, HoversOverVerticesButNotWhileDragging) {
  show_flat();
  QSignalSpy hovered(&widget_, &CortexWidget::hovered);
  const auto move = [&](QPoint to) {
    QMouseEvent event(QEvent::MouseMove, to, widget_.mapToGlobal(to), Qt::NoButton, Qt::NoButton,
                      {});
    QApplication::sendEvent(&widget_, &event);
  };
  const auto last = [&] { return hovered.last().first().value<std::optional<CortexVertex>>(); };
  move({150, 150});
  ASSERT_EQ(hovered.count(), 1);
  EXPECT_EQ(last(), pick({150, 150}));
  move({150, 150});
  EXPECT_EQ(hovered.count(), 1) << "the same vertex";
  move({2, 2});
  EXPECT_EQ(last(), std::nullopt);
  move({450, 150});
  EXPECT_EQ(last(), pick({450, 150}));
  drag({450, 150}, {40, 0});
  EXPECT_EQ(last(), std::nullopt);
  const auto count = hovered.count();
  move({300, 150});
  move({150, 150});
  EXPECT_GT(hovered.count(), count);
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(&widget_, &leave);
  EXPECT_EQ(last(), std::nullopt);
}

TEST_F(CortexWidgetTest, ACameraThatIsSetIsTakenOverInSilence) {
  show(two_balls(), SurfaceKind::kInflated);
  QSignalSpy moved(&widget_, &CortexWidget::camera_moved);
  const CortexCamera camera = turned(widget_.camera(), {0.2F, 0.1F}, kLh);
  widget_.set_camera(camera);
  EXPECT_EQ(widget_.camera(), camera);
  EXPECT_TRUE(moved.isEmpty());
}

TEST_F(CortexWidgetTest, RingsThePickedVertexVisiblyOnAnyColor) {
  show_flat();
  const QPoint place(150, 150);
  const auto vertex = pick(place);
  ASSERT_TRUE(vertex);
  for (const Rgb8 color : {Rgb8{255, 255, 255}, Rgb8{0, 0, 0}, Rgb8{128, 128, 128}, kRed}) {
    widget_.set_colors(all_in(*cortex_, color));
    widget_.mark(std::nullopt);
    const QImage without = with_overlay();
    widget_.mark(vertex);
    const QImage with = with_overlay();
    const double ratio = with.width() / double(widget_.width());
    int changed = 0, far_off = 0;
    for (int y = 0; y < with.height(); ++y) {
      for (int x = 0; x < with.width(); ++x) {
        const QColor before = without.pixelColor(x, y), after = with.pixelColor(x, y);
        if (std::abs(before.red() - after.red()) + std::abs(before.green() - after.green()) < 120) {
          continue;
        }
        ++changed;
        far_off += std::hypot(x / ratio - place.x(), y / ratio - place.y()) > 20;
      }
    }
    EXPECT_GT(changed, 60 * ratio * ratio) << "on " << int(color.r);
    EXPECT_EQ(far_off, 0);
  }
}

TEST_F(CortexWidgetTest, MarksAreLaidOverWithoutDrawingTheCortexAgain) {
  show(two_balls(), SurfaceKind::kInflated);
  QTest::qWait(900);  // edges are soft now; drawn anew, they would be hard at first
  const QImage cortex_before = widget_.grabFramebuffer();
  const QImage before = with_overlay();
  widget_.point_at(CortexVertex{kRh, 325});
  EXPECT_NE(with_overlay(), before);
  EXPECT_EQ(widget_.grabFramebuffer(), cortex_before);
}

TEST_F(CortexWidgetTest, SoftensEdgesOnceItIsStill) {
  show(two_balls(), SurfaceKind::kInflated);
  widget_.set_colors(all_in(*cortex_, {0, 0, 0}));
  const auto in_between = [&] {
    const QImage picture = widget_.grabFramebuffer();
    int count = 0;
    for (int y = 0; y < picture.height(); ++y) {
      for (int x = 0; x < picture.width(); ++x) {
        const int red = picture.pixelColor(x, y).red();
        count += red > 20 && red < 235;
      }
    }
    return count;
  };
  EXPECT_EQ(in_between(), 0) << "at once";
  QTest::qWait(900);
  EXPECT_GT(in_between(), 100) << "a little later";
}

TEST_F(CortexWidgetTest, DrawsOnWhereItIsMovedToAnotherWindow) {
  show_flat();
  widget_.set_colors(all_in(*cortex_, kRed));
  ASSERT_EQ(color_at({150, 150}), QColor(250, 0, 0));
  QWidget other;
  auto* layout = new QVBoxLayout(&other);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->addWidget(&widget_);
  other.resize(600, 300);
  other.show();
  ASSERT_TRUE(QTest::qWaitForWindowExposed(&other));
  settle();
  EXPECT_EQ(color_at({150, 150}), QColor(250, 0, 0));
  EXPECT_TRUE(pick({150, 150}));
  layout->removeWidget(&widget_);
  widget_.setParent(nullptr);  // as it was: the test's, not the other window's
}

TEST_F(CortexWidgetTest, KeepsWhatItShowedWhereAFormIsMissing) {
  show_flat();
  EXPECT_EQ(error_of([&] { widget_.show_cortex(cortex_, SurfaceKind::kInflated); }),
            "planted: lh inflated: this cortex has no such surface (ask for another view)");
  EXPECT_TRUE(pick({150, 150}));
}

}  // namespace
}  // namespace cortiscope
