#include "app/gui/fit_notices.h"

#include <gtest/gtest.h>

#include <QMessageBox>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QTest>

#include "app/gui/fit_controller.h"
#include "app/gui/session_controller.h"
#include "app/gui/toasts.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "tests/app/gui/wait_for.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A session with the tiny subject and a network, and settings of its own.
class FitNoticesTest : public testing::Test {
 protected:
  FitNoticesTest() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QString::fromStdString(folder_.path().string()));
    QCoreApplication::setOrganizationName(QStringLiteral("CortiscopeTest"));
    const std::vector<std::string> images = {"a", "b", "c"};
    session_.add(OpenedSubject{folder_ / "subject.h5", tiny_subject(), images});
    session_.add(OpenedFeatures{folder_ / "one.features.h5", tiny_features("one", images)});
    session_.choose(at_);
  }

  std::filesystem::path fit_file() { return folder_ / "one.fit.h5"; }
  void interrupt_at(int step) {
    FitCheckpoint state;
    state.plan = "a plan";
    state.step = step;
    write_checkpoint(checkpoint_of(fit_file()), state);
  }
  void add_fit(int steps_done) {
    FitResult fit = tiny_fit("one", "2026");
    fit.provenance.steps_done = steps_done;
    fit.provenance.steps = 4000;
    session_.add_fit(fit, fit_file());
  }
  /// What a program that was just started offers.
  QString offer() {
    Toasts notice;
    notice.lie_over(window_);
    FitNotices notices(window_, session_, fits_, notice);
    session_.end_running();  // looks for checkpoints
    notices.offer_to_resume();
    return notice.message();
  }
  static QPushButton* button(QWidget& bar, const char* text) {
    for (QPushButton* each : bar.findChildren<QPushButton*>()) {
      if (each->text() == QString::fromUtf8(text)) return each;
    }
    return nullptr;
  }

  TempDir folder_;
  QWidget window_;
  SessionController session_;
  FitController fits_;
  const Choice at_ = {0, 1};
};

TEST_F(FitNoticesTest, OffersAnInterruptedFitOnce) {
  interrupt_at(1200);
  EXPECT_EQ(offer().toStdString(), "A fit of one to " + tiny_subject()->name +
                                       " was interrupted. Its state at step " +
                                       QLocale().toString(1200).toStdString() + " is kept.");
  EXPECT_EQ(offer(), QString()) << "the settings remember it";
  interrupt_at(1300);
  EXPECT_NE(offer(), QString()) << "it was resumed, and interrupted again";
}

TEST_F(FitNoticesTest, SaysThatAFitWasStoppedWhereItWas) {
  add_fit(1200);
  interrupt_at(1200);
  EXPECT_EQ(offer().toStdString(),
            "A fit of one to " + tiny_subject()->name + " was stopped at step " +
                QLocale().toString(1200).toStdString() + ". It can be resumed.");
  interrupt_at(1300);
  EXPECT_TRUE(offer().contains(QStringLiteral("was interrupted"))) << "resumed, then interrupted";
}

TEST_F(FitNoticesTest, OffersNoFitThatTheUserJustStopped) {
  Toasts notice;
  notice.lie_over(window_);
  FitNotices notices(window_, session_, fits_, notice);
  FitJob job;
  job.at = at_;
  job.files.out = fit_file();
  const auto fit = std::make_shared<FitResult>(tiny_fit("one", "2026"));
  fit->provenance.steps_done = 1200;
  fit->provenance.steps = 4000;
  Q_EMIT fits_.finished(job, fit);
  interrupt_at(1200);
  session_.end_running();
  notices.offer_to_resume();
  EXPECT_EQ(notice.message(), QString());
}

TEST_F(FitNoticesTest, AsksBeforeAFittedModelIsFittedAgain) {
  Toasts notice;
  notice.lie_over(window_);
  FitNotices notices(window_, session_, fits_, notice);
  int starts = 0;
  notices.start_or_ask([&] { ++starts; });
  EXPECT_EQ(starts, 1) << "not fitted yet";
  add_fit(4000);
  notices.start_or_ask([&] { ++starts; });
  EXPECT_EQ(starts, 1);
  QPointer<QMessageBox> question =
      window_.findChild<QMessageBox*>(QStringLiteral("refit-question"));
  ASSERT_TRUE(question);
  QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
  ASSERT_TRUE(wait_for([&] { return !question; }));
  EXPECT_EQ(starts, 1);
  notices.start_or_ask([&] { ++starts; });
  question = window_.findChild<QMessageBox*>(QStringLiteral("refit-question"));
  ASSERT_TRUE(question);
  QTest::mouseClick(question->findChild<QPushButton*>(QStringLiteral("refit")), Qt::LeftButton);
  EXPECT_EQ(starts, 2);
}

TEST_F(FitNoticesTest, TellsOnceWhatIsWrongWithAFit) {
  Toasts notice;
  notice.lie_over(window_);
  FitNotices notices(window_, session_, fits_, notice);
  QStringList told;
  QObject::connect(&notices, &FitNotices::concerned, [&](const QString& line) { told << line; });
  FitJob job;
  job.id = 4;
  job.network = "one";
  job.subject = "tiny";
  job.files.out = fit_file();
  const std::string few =
      "only 1 test image: scores are coarse and evidence is rare with fewer than 50";
  Q_EMIT fits_.concerned(job, {"3 of 60 vertices have constant responses", few});
  EXPECT_EQ(notice.message().toStdString(),
            "The fit of one to tiny: 3 of 60 vertices have constant responses\nThe fit of one to "
            "tiny: " +
                few);
  const auto fit = std::make_shared<FitResult>(tiny_fit("one", "2026"));
  fit->evidence.assign(60, 0.5F);
  Q_EMIT fits_.finished(job, fit);
  EXPECT_EQ(notice.message().toStdString(),
            "The fit of one to tiny: no vertex has evidence: network \"one\" predicts these "
            "responses no better than chance");
  EXPECT_EQ(told.size(), 3);
}

TEST_F(FitNoticesTest, TellsNothingOverAQuestion) {
  Toasts notice;
  notice.lie_over(window_);
  FitNotices notices(window_, session_, fits_, notice);
  FitJob job;
  job.id = 1;
  Q_EMIT fits_.not_saved(job, std::make_shared<FitResult>());
  const QString question = notice.message();
  job.id = 2;
  Q_EMIT fits_.concerned(job, {"it is sick"});
  EXPECT_EQ(notice.message(), question);
  EXPECT_TRUE(button(window_, "Try again"));
}

TEST_F(FitNoticesTest, OffersToSaveAFitThatCouldNotBeWritten) {
  Toasts notice;
  notice.lie_over(window_);
  FitNotices notices(window_, session_, fits_, notice);
  FitJob job;
  job.id = 1;
  job.network = "one";
  job.subject = "tiny";
  job.message = "one.fit.h5: could not be written: Permission denied";
  Q_EMIT fits_.not_saved(job, std::make_shared<FitResult>());
  EXPECT_EQ(notice.message(),
            QStringLiteral("The fit of one to tiny is not saved. one.fit.h5: could not be written: "
                           "Permission denied"));
  EXPECT_TRUE(button(window_, "Save elsewhere…"));
  EXPECT_TRUE(button(window_, "Try again"));
  Q_EMIT fits_.queue_changed();
  EXPECT_EQ(notice.message(), QString()) << "no such fit is unsaved any more";
}

}  // namespace
}  // namespace cortiscope
