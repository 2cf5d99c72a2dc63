#include "app/gui/cortex_widget.h"

#include <gtest/gtest.h>

#include <QLineEdit>
#include <QScreen>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QVBoxLayout>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <functional>
#include <set>
#include <utility>

#include "tests/app/gui/wait_for.h"
#include "tests/render/planted_cortex.h"
#include "tests/render/planted_surfaces.h"
#include "tests/support/expect_error.h"

// All positions are in Qt's pixels, so that the tests hold on screens of any density.

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

/// A widget on the screen, 600 x 300, and what it emits.
class CortexWidgetTest : public testing::Test {
 protected:
  void show(std::shared_ptr<const Cortex> cortex, SurfaceKind kind) {
    cortex_ = std::move(cortex);
    widget_.resize(600, 300);
    widget_.show_cortex(cortex_, kind);
    widget_.set_side(Side::kLateral);
    QSignalSpy drawn(&widget_, &CortexWidget::frame_drawn);
    widget_.show();
    ASSERT_TRUE(wait_until_exposed(widget_));
    ASSERT_TRUE(wait_for([&] { return !drawn.isEmpty(); }));
  }
  void show_flat() { show(std::make_shared<const Cortex>(planted_cortex()), SurfaceKind::kFlat); }

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

/// A flat widget in which a region is drawn.
class OutlineTest : public CortexWidgetTest {
 protected:
  void SetUp() override {
    show_flat();
    widget_.activateWindow();
    widget_.set_drawing(true);
    QObject::connect(&widget_, &CortexWidget::outlined,
                     [this](const OutlinedVertices& what, QPoint middle) {
                       outlined_.push_back(what);
                       middle_ = middle;
                     });
    QObject::connect(&widget_, &CortexWidget::outlined_nothing, [this] { ++nothing_; });
  }

  /// A spot around whose corners of a square there are vertices of a hemisphere.
  static QPoint spot(Hemisphere h) { return {h == kLh ? 150 : 450, 150}; }
  static std::vector<QPoint> square(QPoint middle, int half = 30) {
    return {middle + QPoint(-half, -half), middle + QPoint(half, -half),
            middle + QPoint(half, half), middle + QPoint(-half, half)};
  }
  void click(QPoint place) { QTest::mouseClick(&widget_, Qt::LeftButton, {}, place); }
  /// Which vertices are drawn within a box.
  std::set<int> vertices_in(QRect box, Hemisphere h) {
    std::set<int> found;
    widget_.set_drawing(false);
    for (int y = box.top(); y <= box.bottom(); y += 2) {
      for (int x = box.left(); x <= box.right(); x += 2) {
        if (const auto vertex = pick({x, y}); vertex && vertex->hemisphere == h) {
          found.insert(vertex->vertex);
        }
      }
    }
    return found;
  }

  std::vector<OutlinedVertices> outlined_;
  QPoint middle_;
  int nothing_ = 0;
};

TEST_F(OutlineTest, OfClickedCornersIsClosedByReturnOnEitherHemisphere) {
  for (const Hemisphere h : kHemispheres) {
    for (const QPoint corner : square(spot(h))) click(corner);
    EXPECT_EQ(outlined_.size(), std::size_t(h));
    QTest::keyClick(&widget_, Qt::Key_Return);
    ASSERT_EQ(outlined_.size(), std::size_t(h) + 1);
    EXPECT_EQ(outlined_.back().hemisphere, h);
    EXPECT_LT((middle_ - spot(h)).manhattanLength(), 4);
  }
  const std::vector<int> inside = outlined_.front().vertices;
  const std::set<int> around =
      vertices_in(QRect(spot(kLh) - QPoint(30, 30), spot(kLh) + QPoint(30, 30)), kLh);
  const std::set<int> within =
      vertices_in(QRect(spot(kLh) - QPoint(20, 20), spot(kLh) + QPoint(20, 20)), kLh);
  ASSERT_GT(within.size(), 4U);
  for (const int v : inside) EXPECT_TRUE(around.count(v)) << v << " is beside the outline";
  for (const int v : within) {
    EXPECT_TRUE(std::binary_search(inside.begin(), inside.end(), v)) << v << " is in the outline";
  }
}

TEST_F(OutlineTest, IsClosedByAClickOnTheFirstCornerOrADoubleClick) {
  const std::vector<QPoint> corners = square(spot(kLh));
  for (const QPoint corner : corners) click(corner);
  click(corners.front() + QPoint(4, 3));
  ASSERT_EQ(outlined_.size(), 1U);
  for (const QPoint corner : {corners[0], corners[1], corners[2]}) click(corner);
  QTest::mouseClick(&widget_, Qt::LeftButton, {}, corners[3]);
  QTest::mouseDClick(&widget_, Qt::LeftButton, {}, corners[3]);
  ASSERT_EQ(outlined_.size(), 2U);
  EXPECT_EQ(outlined_[0].vertices, outlined_[1].vertices);
  const CortexCamera camera = widget_.camera();
  EXPECT_EQ(camera, cortex_camera_from(Side::kLateral)) << "and the view stays";
}

TEST_F(OutlineTest, IsDraggedInOneStroke) {
  const QPoint middle = spot(kRh);
  const auto place = [&](int degrees) {
    const double angle = degrees * M_PI / 180;
    return middle + QPoint(int(40 * std::cos(angle)), int(40 * std::sin(angle)));
  };
  QTest::mousePress(&widget_, Qt::LeftButton, {}, place(0));
  for (int degrees = 5; degrees <= 360; degrees += 5) {
    QMouseEvent move(QEvent::MouseMove, place(degrees), widget_.mapToGlobal(place(degrees)),
                     Qt::NoButton, Qt::LeftButton, {});
    QApplication::sendEvent(&widget_, &move);
  }
  QTest::mouseRelease(&widget_, Qt::LeftButton, {}, place(360));
  ASSERT_EQ(outlined_.size(), 1U);
  EXPECT_EQ(outlined_[0].hemisphere, kRh);
  EXPECT_GT(outlined_[0].vertices.size(), 10U);
}

TEST_F(OutlineTest, LosesItsLastCornerToBackspaceAndUndo) {
  const std::vector<QPoint> corners = square(spot(kLh));
  for (const QPoint corner : corners) click(corner);
  QTest::keyClick(&widget_, Qt::Key_Backspace);
  QTest::keyClick(&widget_, Qt::Key_Z, Qt::ControlModifier);
  QTest::keyClick(&widget_, Qt::Key_Return);
  EXPECT_TRUE(outlined_.empty()) << "two corners go around nothing";
  click(corners[2]);
  QTest::keyClick(&widget_, Qt::Key_Return);
  EXPECT_EQ(outlined_.size(), 1U);
}

TEST_F(OutlineTest, AroundNoVertexStaysToBeGoneOnWith) {
  for (const QPoint corner : square({300, 20}, 12)) click(corner);  // beside the maps
  QTest::keyClick(&widget_, Qt::Key_Return);
  EXPECT_TRUE(outlined_.empty());
  EXPECT_EQ(nothing_, 1);
  QTest::keyClick(&widget_, Qt::Key_Return);
  EXPECT_EQ(nothing_, 2) << "it is still there";
}

TEST_F(OutlineTest, StaysOnTheMapWhileTheViewIsMovedAndIsSeen) {
  const QImage before = with_overlay();
  const std::vector<QPoint> corners = square(spot(kLh));
  for (const QPoint corner : corners) click(corner);
  EXPECT_NE(with_overlay(), before);
  drag(spot(kLh), {60, 10}, Qt::RightButton);
  QTest::keyClick(&widget_, Qt::Key_Return);
  ASSERT_EQ(outlined_.size(), 1U);
  const OutlinedVertices moved = outlined_.front();
  widget_.set_camera(cortex_camera_from(Side::kLateral));
  for (const QPoint corner : corners) click(corner);
  QTest::keyClick(&widget_, Qt::Key_Return);
  ASSERT_EQ(outlined_.size(), 2U);
  EXPECT_EQ(outlined_[1].vertices, moved.vertices);
  widget_.set_drawing(false);
  EXPECT_TRUE(pick(spot(kLh))) << "then a click picks again";
}

TEST_F(CortexWidgetTest, NamesTheRegionsOutlined) {
  Cortex cortex = planted_cortex();
  Region region = planted_patch("V1");
  cortex[kLh].regions = {region};
  show(std::make_shared<const Cortex>(cortex), SurfaceKind::kFlat);
  widget_.set_region_lines(true, false);
  const QImage unnamed = with_overlay();
  widget_.set_region_lines(true, true);
  EXPECT_NE(with_overlay(), unnamed);
  widget_.set_region_lines(true, false);
  EXPECT_EQ(with_overlay(), unnamed);
}

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
  // Its edges are soft now; drawn again, they would be hard at first.
  ASSERT_TRUE(wait_for([this] { return widget_.is_up_to_date(); }));
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
  ASSERT_TRUE(wait_for([this] { return widget_.is_up_to_date(); }));
  EXPECT_GT(in_between(), 100) << "a little later";
}

TEST_F(CortexWidgetTest, IsUpToDateOnceEveryChangeIsDrawn) {
  EXPECT_FALSE(widget_.is_up_to_date()) << "never shown";
  show_flat();
  widget_.set_regions(nullptr);
  widget_.grabFramebuffer();
  EXPECT_FALSE(widget_.is_up_to_date()) << "its edges are still hard";
  const auto is_up_to_date = [this] { return widget_.is_up_to_date(); };
  ASSERT_TRUE(wait_for(is_up_to_date));
  const CortexCamera moved = panned(widget_.camera(), {0.1F, 0});
  const auto another = std::make_shared<const Cortex>(planted_cortex());
  const std::pair<const char*, std::function<void()>> changes[] = {
      {"colours", [this] { widget_.set_colors(all_in(*cortex_, kBlue)); }},
      {"camera", [&] { widget_.set_camera(moved); }},
      {"region lines", [this] { widget_.set_region_lines(true, true); }},
      {"background",
       [this] {
         widget_.set_background({1, 2, 3});
       }},
      {"cortex", [&] { widget_.show_cortex(another, SurfaceKind::kFlat); }},
      {"size", [this] { widget_.resize(500, 300); }},
      {"mark",
       [this] {
         widget_.mark(CortexVertex{kLh, 1});
       }},
      {"pointer", [this] {
         widget_.point_at(CortexVertex{kLh, 1});
       }}};
  for (const auto& [what, change] : changes) {
    change();
    EXPECT_FALSE(widget_.is_up_to_date()) << what;
    ASSERT_TRUE(wait_for(is_up_to_date)) << what;
  }
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
  QSignalSpy drawn(&widget_, &CortexWidget::frame_drawn);
  other.show();
  ASSERT_TRUE(wait_until_exposed(other));
  ASSERT_TRUE(wait_for([&] { return !drawn.isEmpty(); })) << "by the new window's context";
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

TEST_F(CortexWidgetTest, TakesTheFocusFromAFieldWhenClicked) {
  show(two_balls(), SurfaceKind::kInflated);
  QLineEdit field(&widget_);
  field.show();
  widget_.activateWindow();
  ASSERT_TRUE(QTest::qWaitForWindowActive(&widget_, kWaitAtMostMs));
  field.setFocus();
  ASSERT_TRUE(field.hasFocus());
  QTest::mouseClick(&widget_, Qt::LeftButton, {}, QPoint(300, 250));
  EXPECT_FALSE(field.hasFocus());
}

TEST(CortexWidgets, EachShowsItsOwnPictureAfterOneWasHidden) {
  const auto cortex = two_balls();
  QSplitter window;
  CortexWidget *left = new CortexWidget, *right = new CortexWidget;
  window.addWidget(left);
  window.addWidget(right);
  left->show_cortex(cortex, SurfaceKind::kInflated);
  right->show_cortex(cortex, SurfaceKind::kInflated);
  left->set_colors(all_in(*cortex, kRed));
  right->set_colors(all_in(*cortex, kBlue));
  window.resize(900, 300);
  window.show();
  ASSERT_TRUE(wait_until_exposed(window));
  const auto wait_until_drawn = [&] {
    ASSERT_TRUE(wait_for(
        [&] { return (!left->isVisible() || left->is_up_to_date()) && right->is_up_to_date(); }));
  };
  const auto on_screen = [&](QWidget& view) {
    const QPoint at = view.mapTo(&window, QPoint(view.width() / 4, view.height() / 2));
    const QImage screen = window.screen()->grabWindow(window.winId()).toImage();
    const double ratio = screen.width() / double(window.width());
    return screen.pixelColor(int(at.x() * ratio), int(at.y() * ratio));
  };
  // The screen follows a little later.
  const auto is_red = [&] { return on_screen(*left).red() > 150; };
  const auto is_blue = [&] { return on_screen(*right).blue() > 150; };
  wait_until_drawn();
  ASSERT_TRUE(wait_for([&] { return is_red() && is_blue(); }));
  left->hide();
  wait_until_drawn();
  ASSERT_TRUE(wait_for(is_blue));
  left->show();
  wait_until_drawn();
  EXPECT_TRUE(wait_for([&] { return is_red() && is_blue(); }));
}

}  // namespace
}  // namespace cortiscope
