#include <gtest/gtest.h>

#include <QLabel>
#include <QSlider>
#include <QSpinBox>
#include <QTest>
#include <algorithm>

#include "app/gui/cluster_controller.h"
#include "app/gui/legend_bar.h"
#include "app/gui/session_controller.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A session with two fits in files, the second for viewing only.
class ClustersTest : public testing::Test {
 protected:
  ClustersTest() {
    QObject::connect(&clusters_, &ClusterController::failed, [this](const QString& message) {
      messages_.push_back(message.toStdString());
    });
    FitResult fit = tiny_fit("one", "2026");
    fit.parameters["readout_weight"] = tiny_readout().weight;
    write_fit(folder_ / "one.fit.h5", fit);
    write_fit(folder_ / "two.fit.h5", tiny_fit("two", "2026"));
    write_fit(folder_ / "three.fit.h5", fit);
    for (const char* name : {"one", "two", "three"}) {
      const std::filesystem::path file = folder_ / (std::string(name) + ".fit.h5");
      FitResult opened = read_fit(file);
      opened.features.network = name;
      networks_.push_back(session_.add_fit(opened, file));
    }
  }

  [[nodiscard]] bool is_clustered() {
    return wait_for([this] { return !clusters_.is_busy(); }) && session_.source()->clusters;
  }

  TempDir folder_;
  SessionController session_;
  ClusterController clusters_{session_};
  std::vector<Choice> networks_;
  std::vector<std::string> messages_;
};

TEST_F(ClustersTest, AreMadeOnceTheirMapIsShown) {
  session_.choose(networks_[0]);
  EXPECT_FALSE(clusters_.is_busy());
  session_.set_map({"channel"});
  EXPECT_TRUE(clusters_.is_busy());
  EXPECT_TRUE(session_.painting().legend.names.empty());
  ASSERT_TRUE(is_clustered());
  EXPECT_EQ(session_.painting().legend.names.size(), std::size_t(20));
  const auto before = session_.source();
  session_.set_map({"layer"});
  session_.set_map({"channel"});
  EXPECT_EQ(session_.source(), before) << "once";
}

TEST_F(ClustersTest, OfAnotherFitKeepTheColorsOfTheFirst) {
  session_.choose(networks_[0]);
  session_.set_map({"channel"});
  ASSERT_TRUE(is_clustered());
  const auto first = session_.colors();
  session_.choose(networks_[2]);
  ASSERT_TRUE(is_clustered());
  EXPECT_EQ(session_.source()->clusters_like->subject, session_.source()->subject);
  EXPECT_EQ(session_.colors(), first) << "the same weights";
}

TEST_F(ClustersTest, OfAFitForViewingOnlySayWhyNot) {
  session_.choose(networks_[1]);
  session_.set_map({"channel"});
  EXPECT_FALSE(is_clustered());
  ASSERT_EQ(messages_.size(), std::size_t(1));
  EXPECT_EQ(messages_[0],
            "two.fit.h5: is for viewing only: it holds no parameters to cluster channels with "
            "(cortiscope fit makes one that can be clustered)");
}

TEST_F(ClustersTest, AreAsManyAsTheSliderSays) {
  session_.choose(networks_[0]);
  LegendBar bar(session_);
  auto* slider = bar.findChild<QSlider*>(QStringLiteral("cluster-slider"));
  auto* count = bar.findChild<QSpinBox*>(QStringLiteral("cluster-count"));
  EXPECT_FALSE(slider->isVisibleTo(&bar));
  session_.set_map({"channel"});
  ASSERT_TRUE(is_clustered());
  EXPECT_TRUE(slider->isVisibleTo(&bar));
  slider->setValue(7);
  slider->setValue(5);
  EXPECT_EQ(session_.painting().legend.names.size(), std::size_t(5));
  EXPECT_EQ(count->value(), 5);
  session_.steps().undo();
  EXPECT_EQ(count->value(), 20) << "one step";
  count->setValue(1000);
  EXPECT_EQ(count->value(), session_.source()->clusters->clusters.most());
}

TEST_F(ClustersTest, IsolatesTheClusterThatIsClickedThenItsParents) {
  session_.choose(networks_[0]);
  session_.set_map({"channel"});
  ASSERT_TRUE(is_clustered());
  session_.set_clusters(3);
  LegendBar bar(session_);
  bar.resize(1400, 70);
  bar.show();
  const auto painted = [&] {
    const std::vector<bool> shown = session_.painting().is_isolated;
    return shown.empty() ? -1 : int(std::count(shown.begin(), shown.end(), true));
  };
  QLabel* legend = nullptr;
  for (QLabel* label : bar.findChildren<QLabel*>()) {
    if (!label->pixmap().isNull()) legend = label;
  }
  ASSERT_TRUE(legend);
  const QPoint first(
      4, legend->height() / 2 - int(legend->pixmap().deviceIndependentSize().height()) / 2 + 4);
  EXPECT_EQ(painted(), -1);
  QTest::mouseClick(legend, Qt::LeftButton, {}, first);
  ASSERT_TRUE(session_.view().isolated);
  EXPECT_EQ(*session_.view().isolated, (IsolatedCluster{0, 0}));
  EXPECT_EQ(painted(), 1);
  for (int again = 0; again < 2 && painted() != -1; ++again) {
    QTest::mouseClick(legend, Qt::LeftButton, {}, first);
  }
  EXPECT_EQ(painted(), -1) << "all";
  session_.isolate_cluster(2);
  EXPECT_EQ(painted(), 1);
  session_.show_all_clusters();
  EXPECT_EQ(painted(), -1);
  session_.isolate_cluster(2);
  session_.set_clusters(4);
  EXPECT_EQ(painted(), -1) << "another cut";
}

}  // namespace
}  // namespace cortiscope
