// The network under the brain: what it is of, and what the pointer and the keys do.
#include "app/gui/network_view.h"

#include <gtest/gtest.h>

#include <QApplication>
#include <QTest>
#include <algorithm>

#include "app/gui/image_controller.h"
#include "app/gui/session_controller.h"
#include "core/color/palette.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The view of a fit that found the known answer.
class NetworkViewTest : public testing::Test {
 protected:
  NetworkViewTest() {
    const FitFiles files = write_tiny_study(folder_.path(), "one");
    session_.add(open_file(files.subject));
    session_.add(open_file(files.out), /*is_named=*/true);
    view_.resize(900, 220);
    view_.show();
  }
  /// The first vertex with responses in a region, and that region.
  std::pair<CortexVertex, std::string> vertex_in_a_region() const {
    for (const Hemisphere h : kHemispheres) {
      for (const int vertex : tiny_subject()->vertices[h]) {
        if (const auto region = region_at(*session_.outlined(), {h, vertex})) {
          return {{h, vertex}, *region};
        }
      }
    }
    return {};
  }
  int most_read() const {
    const auto& blocks = view_.network().blocks;
    return 1 + int(std::max_element(
                       blocks.begin(), blocks.end(),
                       [](const LayerBlock& a, const LayerBlock& b) { return a.share < b.share; }) -
                   blocks.begin());
  }
  QRectF block(int layer) const {
    const NetworkPlaces places = view_.places();
    const Box& box = places.columns[std::size_t(layer - 1)].block;
    return {box.x, box.y, box.width, box.height};
  }
  void point(QPointF to) {
    QMouseEvent move(QEvent::MouseMove, to, view_.mapToGlobal(to), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&view_, &move);
  }
  void add_clusters() {
    session_.add_clusters(session_.view().choice, session_.source(), tiny_source().clusters);
  }
  int highlighted() const { return session_.view().layer_alone; }

  TempDir folder_;
  SessionController session_;
  ImageController images_{session_};
  NetworkView view_{session_, images_};
};

TEST_F(NetworkViewTest, HasBlocksAsTallAsTheirShares) {
  ASSERT_EQ(view_.network().blocks.size(), 12U);
  EXPECT_EQ(view_.network().vertices, 60);
  EXPECT_TRUE(view_.note().isEmpty());
  const int most = most_read();
  const float share = view_.network().blocks[std::size_t(most - 1)].share;
  for (int layer = 1; layer <= 12; ++layer) {
    const float other = view_.network().blocks[std::size_t(layer - 1)].share;
    EXPECT_NEAR(block(layer).height(), block(most).height() * double(other / share), 0.01) << layer;
    EXPECT_DOUBLE_EQ(block(layer).bottom(), block(most).bottom()) << "they stand on one line";
  }
  const Rgb8 wanted = view_.network().blocks[std::size_t(most - 1)].color;
  const QImage drawn = view_.grab().toImage();
  EXPECT_EQ(drawn.pixelColor((block(most).center() * drawn.devicePixelRatio()).toPoint()),
            QColor(wanted.r, wanted.g, wanted.b));
  EXPECT_TRUE(view_.accessibleDescription().contains(
      QStringLiteral("Layer %1, block%1: read most by").arg(most)))
      << view_.accessibleDescription().toStdString();
}

TEST_F(NetworkViewTest, DrawsARibbonOfTheRegionUnderThePointer) {
  EXPECT_EQ(view_.ribbon().name, "the whole cortex");
  EXPECT_EQ(view_.ribbon().vertices, 60);
  const QImage of_all = view_.grab().toImage();
  const auto [vertex, region] = vertex_in_a_region();
  ASSERT_FALSE(region.empty());
  session_.hover(vertex);
  EXPECT_EQ(view_.ribbon().name, region);
  EXPECT_LT(view_.ribbon().vertices, 60);
  EXPECT_NE(view_.grab().toImage(), of_all);
  session_.hover(std::nullopt);
  EXPECT_EQ(view_.grab().toImage(), of_all);
}

TEST_F(NetworkViewTest, DrawsTheWeightsOfThePickedVertex) {
  const auto [vertex, region] = vertex_in_a_region();
  session_.pick(vertex);
  EXPECT_EQ(view_.ribbon().vertices, 1);
  EXPECT_EQ(view_.ribbon().shares, session_.card()->read->layer_weights);
  images_.choose_region(QString::fromStdString(region));
  EXPECT_EQ(view_.ribbon().name, region) << "chosen later";
}

TEST_F(NetworkViewTest, HighlightsTheVerticesOfTheBlockUnderThePointer) {
  session_.set_map({"space"});
  const HemisphereColors before = session_.colors();
  int changes = 0;
  QObject::connect(&session_, &SessionController::highlighted_layer_changed, [&] { ++changes; });
  const int most = most_read(), steps = session_.steps().count();
  point(block(most).center());
  EXPECT_EQ(highlighted(), most);
  EXPECT_EQ(session_.painting().title, "Layer " + std::to_string(most) + " alone");
  EXPECT_NE(session_.colors(), before);
  point(block(most).center() + QPointF(1, 0));
  EXPECT_EQ(changes, 1) << "the same block";
  QEvent leave(QEvent::Leave);
  QApplication::sendEvent(&view_, &leave);
  EXPECT_EQ(highlighted(), 0);
  EXPECT_EQ(session_.colors(), before);
  EXPECT_EQ(session_.steps().count(), steps) << "nothing to undo";
  point(block(most).center());
  view_.hide();
  EXPECT_EQ(highlighted(), 0) << "another panel of the drawer";
}

TEST_F(NetworkViewTest, HasARowOfChannelsOnceClustersAreAdded) {
  const int least = view_.minimumSizeHint().height();
  EXPECT_FALSE(view_.network().has_clusters());
  EXPECT_EQ(view_.places().columns[0].channels.height, 0);
  add_clusters();
  EXPECT_TRUE(view_.network().has_clusters());
  EXPECT_GT(view_.minimumSizeHint().height(), least);
  view_.resize(900, view_.minimumSizeHint().height() + 20);
  const auto layer = std::size_t(most_read() - 1);
  EXPECT_TRUE(view_.accessibleDescription().contains(QStringLiteral("channel cluster")))
      << view_.accessibleDescription().toStdString();
  session_.set_clusters(1);
  const std::vector<ClusterShare>& clusters = view_.network().blocks[layer].clusters;
  ASSERT_EQ(clusters.size(), 1U) << "as many as are chosen";
  EXPECT_FLOAT_EQ(clusters[0].share, 1);
  const auto drawn = [&] {
    const Box bar = view_.places().columns[layer].channels;
    const QImage picture = view_.grab().toImage();
    const QPointF middle(bar.x + bar.width / 2, bar.y + bar.height / 2);
    return picture.pixelColor((middle * picture.devicePixelRatio()).toPoint());
  };
  EXPECT_EQ(drawn(), QColor(tab20(0).r, tab20(0).g, tab20(0).b));
  session_.set_safe_colors(true);
  EXPECT_EQ(drawn(), QColor(safe20(0).r, safe20(0).g, safe20(0).b));
  session_.close_all();
  EXPECT_FALSE(view_.network().has_clusters());
  EXPECT_EQ(view_.minimumSizeHint().height(), least);
}

TEST_F(NetworkViewTest, IsInFiguresWhileItIsSeen) {
  ASSERT_TRUE(view_.seen());
  EXPECT_EQ(*view_.seen(), ReaderChoice());
  const auto [vertex, region] = vertex_in_a_region();
  images_.choose_region(QString::fromStdString(region));
  EXPECT_EQ(*view_.seen(), (ReaderChoice{ReaderChoice::Kind::kRegion, region}));
  view_.hide();
  EXPECT_FALSE(view_.seen());
  view_.show();
  session_.close_all();
  EXPECT_FALSE(view_.seen()) << "nothing is fitted";
}

TEST_F(NetworkViewTest, IsReachedByKeys) {
  QTest::keyClick(&view_, Qt::Key_Right);
  EXPECT_EQ(highlighted(), 1);
  QTest::keyClick(&view_, Qt::Key_Right);
  EXPECT_EQ(highlighted(), 2);
  QTest::keyClick(&view_, Qt::Key_Escape);
  EXPECT_EQ(highlighted(), 0);
  QTest::keyClick(&view_, Qt::Key_Left);
  EXPECT_EQ(highlighted(), 12);
  QTest::keyClick(&view_, Qt::Key_Right);
  EXPECT_EQ(highlighted(), 12) << "the last";
}

TEST_F(NetworkViewTest, SaysWhyThereIsNothing) {
  session_.hide(HiddenAnswer::kVertices);
  EXPECT_TRUE(view_.network().blocks.empty());
  EXPECT_TRUE(view_.note().contains(QStringLiteral("lesson"))) << view_.note().toStdString();
  session_.hide(HiddenAnswer::kNothing);
  EXPECT_EQ(view_.network().blocks.size(), 12U);
  session_.close_all();
  EXPECT_TRUE(view_.note().startsWith(QStringLiteral("No fit is shown.")));
  EXPECT_TRUE(view_.network().blocks.empty());
}

TEST_F(NetworkViewTest, IsCountedWhenItIsSeen) {
  view_.hide();
  session_.close_all();
  EXPECT_EQ(view_.network().blocks.size(), 12U) << "not while it is hidden";
  view_.show();
  EXPECT_TRUE(view_.network().blocks.empty());
}

}  // namespace
}  // namespace cortiscope
