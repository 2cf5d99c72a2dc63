#include <gtest/gtest.h>

#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>

#include "app/gui/main_window.h"
#include "app/gui/notice_bar.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/small_disk.h"

namespace cortiscope {
namespace {

/// A fit that cannot be written, because a file is where its folder was.
class UnsavedFitInTheWindow : public MainWindowTest {
 protected:
  void lose_the_fit() {
    start_fit();
    make_it_impossible();
    window_->fits().stop_and_keep();
    ASSERT_TRUE(wait_for([this] { return window_->fits().unsaved().size() == 1; }));
  }
  void make_it_impossible() {
    std::filesystem::rename(study(), folder_ / "moved");
    write_bytes(study(), "in the way");
  }
  void make_it_possible() {
    std::filesystem::remove(study());
    std::filesystem::rename(folder_ / "moved", study());
  }
  std::filesystem::path study() { return demo_in(folder_).folder; }
  void wait_until_saved() {
    ASSERT_TRUE(wait_for([this] { return window_->fits().unsaved().empty(); }));
  }
  QFileDialog* file_dialog() {
    QFileDialog* open = nullptr;
    const auto is_open = [&] {
      for (auto* each : window_->findChildren<QFileDialog*>(QStringLiteral("save-fit-dialog"))) {
        if (each->isVisible()) open = each;
      }
      return open != nullptr;
    };
    EXPECT_TRUE(wait_for(is_open));
    return open;
  }
  static void click_in(QFileDialog& dialog, QDialogButtonBox::StandardButton which) {
    QTest::mouseClick(dialog.findChild<QDialogButtonBox*>()->button(which), Qt::LeftButton);
  }
  /// Chooses a file in the dialog that asks for one.
  void save_into(const std::filesystem::path& file) {
    QFileDialog* dialog = file_dialog();
    ASSERT_TRUE(dialog);
    // selectFile() leaves the name that is proposed until the folder has been listed.
    dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(text_of(file));
    click_in(*dialog, QDialogButtonBox::Save);
  }
  void cancel_saving() {
    QPointer<QFileDialog> dialog = file_dialog();
    ASSERT_TRUE(dialog);
    click_in(*dialog, QDialogButtonBox::Cancel);
    ASSERT_TRUE(wait_for([&] { return dialog.isNull(); }));
  }
};

TEST_F(UnsavedFitInTheWindow, IsSavedInTheFileThatTheUserChooses) {
  lose_the_fit();
  EXPECT_EQ(session().source()->kind, MapSource::Kind::kStopped) << "it is shown";
  EXPECT_TRUE(window_->notice().message().contains(QStringLiteral("is not saved")));
  QTest::mouseClick(button(QStringLiteral("Save elsewhere…")), Qt::LeftButton);
  save_into(folder_ / "elsewhere.fit.h5");
  wait_until_saved();
  EXPECT_EQ(read_fit(folder_ / "elsewhere.fit.h5").provenance.steps_done,
            session().source()->made.steps_done);
  EXPECT_EQ(session().cell()->fit_file, folder_ / "elsewhere.fit.h5");
  EXPECT_EQ(window_->notice().message(), QString());
}

TEST_F(UnsavedFitInTheWindow, IsSavedWhereItBelongsOnceThatIsPossible) {
  lose_the_fit();
  int failures = 0;
  QObject::connect(&window_->fits(), &FitController::not_saved, [&] { ++failures; });
  QTest::mouseClick(button(QStringLiteral("Try again")), Qt::LeftButton);
  ASSERT_TRUE(wait_for([&] { return failures == 1; }));
  make_it_possible();
  QTest::mouseClick(button(QStringLiteral("Try again")), Qt::LeftButton);
  wait_until_saved();
  EXPECT_TRUE(std::filesystem::exists(study() / "aligned.fit.h5"));
}

TEST_F(UnsavedFitInTheWindow, IsAskedAboutBeforeTheWindowCloses) {
  lose_the_fit();
  EXPECT_FALSE(window_->close());
  answer("close-question", "save-fit");
  cancel_saving();
  EXPECT_TRUE(window_->isVisible());
  EXPECT_EQ(window_->fits().unsaved().size(), 1U);
  EXPECT_FALSE(window_->close());
  answer("close-question", "save-fit");
  save_into(folder_ / "kept.fit.h5");
  EXPECT_TRUE(wait_for([this] { return !window_->isVisible(); }));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "kept.fit.h5"));
}

TEST_F(UnsavedFitInTheWindow, LeavesTheWindowOpenThatItsUserNoLongerCloses) {
  lose_the_fit();
  EXPECT_FALSE(window_->close());
  answer("close-question", "save-fit");
  cancel_saving();
  QTest::mouseClick(button(QStringLiteral("Save elsewhere…")), Qt::LeftButton);
  save_into(folder_ / "kept.fit.h5");
  wait_until_saved();
  QCoreApplication::processEvents();  // closing would be posted by now
  EXPECT_TRUE(window_->isVisible());
}

TEST_F(UnsavedFitInTheWindow, IsLostWhereItsUserSaysSo) {
  lose_the_fit();
  EXPECT_FALSE(window_->close());
  answer("close-question", "lose-fits");
  EXPECT_TRUE(wait_for([this] { return !window_->isVisible(); }));
}

TEST_F(UnsavedFitInTheWindow, GivesItsPlaceBackToTheFitBeforeItWhenDiscarded) {
  finish_fit();
  const auto before = session().source();
  ASSERT_EQ(before->kind, MapSource::Kind::kFit);
  window_->findChild<QSpinBox*>(QStringLiteral("steps"))->setValue(kEndlessSteps);
  QTest::mouseClick(button(QStringLiteral("Start fit")), Qt::LeftButton);
  answer("refit-question", "refit");
  wait_for_progress();
  make_it_impossible();
  window_->fits().stop_and_keep();
  ASSERT_TRUE(wait_for([this] { return window_->fits().unsaved().size() == 1; }));
  ASSERT_EQ(session().source()->kind, MapSource::Kind::kStopped);
  QTest::mouseClick(button(QStringLiteral("Discard the fit")), Qt::LeftButton);
  EXPECT_EQ(session().source(), before);
}

TEST_F(UnsavedFitInTheWindow, IsKeptWhereTheDiskIsFullAndSavedOnAnother) {
  const SmallDisk disk(folder_ / "disk");
  if (!disk.is_there()) GTEST_SKIP() << "only root may mount a small disk";
  std::filesystem::copy(study(), folder_ / "disk/demo", std::filesystem::copy_options::recursive);
  window_->open({folder_ / "disk/demo"});
  ASSERT_TRUE(wait_for([this] { return !window_->loads().is_busy(); }));
  const Library& library = session().library();
  const SubjectId subject = library.subjects().back().id;
  ASSERT_EQ(library.find_subject(subject)->file, folder_ / "disk/demo/subject.h5");
  session().choose({subject, 1});
  ASSERT_TRUE(session().cell()->can_fit());
  ASSERT_TRUE(disk.leave_room(64 << 10));
  window_->findChild<QSpinBox*>(QStringLiteral("steps"))->setValue(30);
  QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier);
  ASSERT_TRUE(wait_for([this] { return window_->fits().unsaved().size() == 1; }));
  EXPECT_TRUE(window_->notice().message().contains(QStringLiteral("No space left on device")))
      << window_->notice().message().toStdString();
  EXPECT_EQ(session().source()->kind, MapSource::Kind::kFit) << "it is finished, and shown";
  QTest::mouseClick(button(QStringLiteral("Save elsewhere…")), Qt::LeftButton);
  save_into(folder_ / "elsewhere.fit.h5");
  wait_until_saved();
  EXPECT_EQ(read_fit(folder_ / "elsewhere.fit.h5").provenance.steps_done, 30);
  EXPECT_FALSE(window_->notice().message().contains(QStringLiteral("is not saved")))
      << window_->notice().message().toStdString();
}

}  // namespace
}  // namespace cortiscope
