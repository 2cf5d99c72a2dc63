#include "app/gui/extract_controller.h"

#include <gtest/gtest.h>

#include <QLabel>
#include <QProgressBar>
#include <QStringList>
#include <QTest>
#include <QToolButton>
#include <atomic>
#include <chrono>
#include <thread>

#include "app/gui/extract_line.h"
#include "core/base/error.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {
namespace {

const Extraction kExtraction = {"clip", "sub-01", "clip.pt", "images.h5", "clip.features.h5"};

/// Without a network: what runs is the test's.
class ExtractControllerTest : public testing::Test {
 protected:
  ExtractControllerTest() {
    using C = ExtractController;
    QObject::connect(&extractions_, &C::finished, [this] { told_ << QStringLiteral("finished"); });
    QObject::connect(&extractions_, &C::stopped, [this] { told_ << QStringLiteral("stopped"); });
    QObject::connect(&extractions_, &C::failed,
                     [this](const Extraction&, const QString& message) { told_ << message; });
  }
  bool run(const StopToken& stop, const OnExtractProgress& on_progress) {
    if (fails_) throw Error(ErrorKind::kBadFormat, "clip.pt", "expected get_tokens");
    on_progress({32, 128, 0});
    while (waits_ && !stop.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return !stop.stop_requested();
  }
  [[nodiscard]] bool wait_for_end() {
    return wait_for([this] { return !told_.isEmpty(); });
  }

  std::atomic<bool> waits_ = false, fails_ = false;
  ExtractController extractions_{
      [this](const Extraction&, const StopToken& stop, const OnExtractProgress& on_progress) {
        return run(stop, on_progress);
      }};
  QStringList told_;
};

TEST_F(ExtractControllerTest, TellsHowFarItIsAndWhenItIsDone) {
  waits_ = true;
  ExtractLine line(extractions_);
  EXPECT_FALSE(line.isVisible());
  extractions_.start(kExtraction);
  EXPECT_TRUE(extractions_.is_busy());
  const auto text = [&] { return line.findChild<QLabel*>()->text(); };
  ASSERT_TRUE(wait_for([&] { return text().contains(QStringLiteral("32 of 128")); }));
  EXPECT_TRUE(text().startsWith(QStringLiteral("Features of clip: ")));
  EXPECT_TRUE(text().endsWith(QStringLiteral(" left")));
  EXPECT_EQ(line.findChild<QProgressBar*>()->value(), 250);
  EXPECT_TRUE(line.isVisible());
  waits_ = false;
  ASSERT_TRUE(wait_for_end());
  EXPECT_EQ(told_, QStringList{QStringLiteral("finished")});
  EXPECT_FALSE(extractions_.is_busy());
  EXPECT_FALSE(line.isVisible());
}

TEST_F(ExtractControllerTest, IsStopped) {
  waits_ = true;
  ExtractLine line(extractions_);
  extractions_.start(kExtraction);
  QTest::mouseClick(line.findChild<QToolButton*>(QStringLiteral("stop-extraction")),
                    Qt::LeftButton);
  ASSERT_TRUE(wait_for_end());
  EXPECT_EQ(told_, QStringList{QStringLiteral("stopped")});
  EXPECT_FALSE(line.isVisible());
}

TEST_F(ExtractControllerTest, SaysWhatWentWrongAndDoesTheNext) {
  fails_ = true;
  extractions_.start(kExtraction);
  ASSERT_TRUE(wait_for_end());
  EXPECT_EQ(told_, QStringList{QStringLiteral("clip.pt: expected get_tokens")});
  told_.clear();
  fails_ = false;
  extractions_.start(kExtraction);
  ASSERT_TRUE(wait_for_end());
  EXPECT_EQ(told_, QStringList{QStringLiteral("finished")});
}

TEST_F(ExtractControllerTest, StopsWhenItIsDestroyed) {
  std::atomic<bool> has_ended = false;
  {
    ExtractController other(
        [&](const Extraction&, const StopToken& stop, const OnExtractProgress&) {
          while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
          has_ended = true;
          return false;
        });
    other.start(kExtraction);
  }
  EXPECT_TRUE(has_ended);
}

}  // namespace
}  // namespace cortiscope
