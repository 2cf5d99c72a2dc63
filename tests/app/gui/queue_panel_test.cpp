#include <gtest/gtest.h>

#include <QTableWidget>

#include "app/gui/queue_panel.h"
#include "tests/app/gui/panel_fixture.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {
namespace {

TEST_F(PanelTest, QueueCancelsAllThatWaitsAndNotTheRunningFit) {
  QueuePanel panel(fits_);
  FitJob job;
  job.network = "one";
  job.files = {"none.h5", "none.features.h5", "none.fit.h5"};
  fits_.enqueue(job);
  job.files.out = "other.fit.h5";
  fits_.enqueue(job);
  ASSERT_TRUE(fits_.is_running());
  QPushButton* cancel = button(panel, "Cancel waiting");
  ASSERT_TRUE(cancel && cancel->isEnabled());
  cancel->click();
  EXPECT_EQ(fits_.queue().jobs()[1].state, FitState::kCancelled);
  EXPECT_FALSE(cancel->isEnabled()) << "nothing waits";
  ASSERT_TRUE(wait_for([this] { return !fits_.is_running(); }));
  EXPECT_EQ(fits_.queue().jobs()[0].state, FitState::kFailed) << "by its files, not stopped";
}

TEST_F(PanelTest, QueueShowsWhatTheRunningFitEstimates) {
  QueuePanel panel(fits_);
  FitJob job;
  job.files = {"none.h5", "none.features.h5", "none.fit.h5"};
  job.id = *fits_.enqueue(job);
  FitProgress progress;
  progress.remaining_s = 90;
  Q_EMIT fits_.progressed(job, progress);
  const auto* table = panel.findChild<QTableWidget*>(QStringLiteral("queue"));
  EXPECT_TRUE(table->item(0, 3)->text().endsWith(QStringLiteral(" left")))
      << table->item(0, 3)->text().toStdString();
  ASSERT_TRUE(wait_for([this] { return !fits_.is_running(); }));
}

TEST_F(PanelTest, QueueListsWhatFailedAndWhy) {
  QueuePanel panel(fits_);
  FitJob job;  // of files that are not there
  job.network = "one";
  job.files = {"none.h5", "none.features.h5", "none.fit.h5"};
  fits_.enqueue(job);
  ASSERT_TRUE(wait_for([this] { return !fits_.is_running(); }));
  auto* table = panel.findChild<QTableWidget*>(QStringLiteral("queue"));
  ASSERT_EQ(table->rowCount(), 1);
  EXPECT_TRUE(table->item(0, 2)->text().startsWith(QStringLiteral("failed: none.h5")))
      << table->item(0, 2)->text().toStdString();
}

}  // namespace
}  // namespace cortiscope
