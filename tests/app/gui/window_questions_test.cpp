#include <gtest/gtest.h>

#include <algorithm>

#include "app/gui/main_window.h"
#include "app/gui/notice_bar.h"
#include "core/backbone/trusted_module.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/environment_variable.h"
#include "tests/support/program.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

TEST_F(MainWindowTest, AsksBeforeItClosesOverADrawnRegion) {
  session().draw_region(kLh, {1, 2, 3});
  EXPECT_FALSE(window_->close());
  QPointer<QMessageBox> question =
      window_->findChild<QMessageBox*>(QStringLiteral("close-question"));
  ASSERT_TRUE(question);
  EXPECT_EQ(question->text(), QStringLiteral("A region that you drew is not saved."));
  QTest::mouseClick(question->button(QMessageBox::Cancel), Qt::LeftButton);
  ASSERT_TRUE(wait_for([&] { return !question; })) << "it is answered";
  EXPECT_TRUE(window_->isVisible());
  EXPECT_FALSE(window_->close());
  question = window_->findChild<QMessageBox*>(QStringLiteral("close-question"));
  ASSERT_TRUE(question);
  QTest::mouseClick(question->findChild<QAbstractButton*>(QStringLiteral("lose-work")),
                    Qt::LeftButton);
  EXPECT_TRUE(wait_for([this] { return !window_->isVisible(); }));
}

TEST_F(MainWindowTest, ClosesOverARegionThatIsSaved) {
  const int id = session().draw_region(kLh, {1, 2, 3});
  session().save_region(0, id, folder_ / "lh.ROI 1.label");
  EXPECT_TRUE(window_->close());
}

TEST_F(MainWindowTest, AsksAboutTheRegionsAfterTheFit) {
  session().draw_region(kLh, {1, 2, 3});
  start_fit();
  EXPECT_FALSE(window_->close());
  auto* question = window_->findChild<QMessageBox*>(QStringLiteral("close-question"));
  ASSERT_TRUE(question);
  QTest::mouseClick(question->findChild<QAbstractButton*>(QStringLiteral("discard")),
                    Qt::LeftButton);
  QAbstractButton* lose = nullptr;
  const auto is_asked = [&] {
    lose = window_->findChild<QAbstractButton*>(QStringLiteral("lose-work"));
    return lose != nullptr;
  };
  ASSERT_TRUE(wait_for(is_asked));
  EXPECT_TRUE(window_->isVisible());
  QTest::mouseClick(lose, Qt::LeftButton);
  EXPECT_TRUE(wait_for([this] { return !window_->isVisible(); }));
}

TEST_F(MainWindowTest, AsksWhatToDoWithAFitBeforeItCloses) {
  start_fit();
  EXPECT_FALSE(window_->close());
  auto* question = window_->findChild<QMessageBox*>(QStringLiteral("close-question"));
  ASSERT_TRUE(question);
  EXPECT_TRUE(window_->fits().is_running()) << "the fit continues while it asks";
  QTest::mouseClick(question->findChild<QAbstractButton*>(QStringLiteral("keep")), Qt::LeftButton);
  ASSERT_TRUE(wait_for([this] { return !window_->isVisible(); }));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "demo/aligned.fit.h5"));
  EXPECT_TRUE(std::filesystem::exists(folder_ / "demo/aligned.fit.h5.checkpoint"));
}

TEST_F(MainWindowTest, OffersToGoOnWithAnInterruptedFit) {
  start_fit();
  window_->fits().stop_and_keep();
  ASSERT_TRUE(wait_for([this] { return !window_->fits().is_running(); }));
  const int reached = session().source()->made.steps_done;
  window_ = std::make_unique<MainWindow>();  // the program is started again
  window_->show();
  window_->open({folder_ / "demo"});
  ASSERT_TRUE(wait_for([this] { return !window_->notice().message().isEmpty(); }));
  QTest::mouseClick(button(QStringLiteral("Resume the fit")), Qt::LeftButton);
  int step = 0;
  QObject::connect(&window_->fits(), &FitController::progressed,
                   [&](const FitJob&, const FitProgress& progress) { step = progress.step; });
  ASSERT_TRUE(wait_for([&] { return step > 0; }));
  EXPECT_GT(step, reached);
}

TEST_F(MainWindowTest, NoLongerOffersAFitThatIsDoneAnew) {
  start_fit();
  window_->fits().stop_and_keep();
  ASSERT_TRUE(wait_for([this] { return !window_->fits().is_running(); }));
  window_ = std::make_unique<MainWindow>();
  window_->show();
  window_->open({folder_ / "demo"});
  ASSERT_TRUE(wait_for([this] { return !window_->notice().message().isEmpty(); }));
  const Library& library = session().library();  // its columns as the folder was listed
  session().choose({0, library.cell({0, 1}).has_checkpoint ? 1 : 2});
  ASSERT_TRUE(session().cell()->has_checkpoint);
  ASSERT_TRUE(button(QStringLiteral("Start fit")));
  QTest::mouseClick(button(QStringLiteral("Start fit")), Qt::LeftButton);
  answer("refit-question", "refit");
  ASSERT_TRUE(window_->fits().is_running());
  EXPECT_EQ(window_->notice().message(), QString()) << "the user has decided";
}

TEST_F(MainWindowTest, AsksBeforeItFitsAFinishedModelAgainHoweverItIsAskedTo) {
  finish_fit();
  ASSERT_EQ(session().source()->kind, MapSource::Kind::kFit);
  const auto by_key = [this] { QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier); };
  const auto by_button = [this](const char* text) {
    return [this, text] {
      ASSERT_TRUE(button(QLatin1String(text))) << text;
      QTest::mouseClick(button(QLatin1String(text)), Qt::LeftButton);
    };
  };
  for (const std::function<void()>& ask :
       {std::function<void()>(by_key), std::function<void()>(by_button("Start fit")),
        std::function<void()>(by_button("Fit again"))}) {
    ask();
    EXPECT_FALSE(window_->fits().is_running());
    answer("refit-question", "cancel-refit");
    EXPECT_FALSE(window_->fits().is_running());
  }
  by_button("Fit again")();
  answer("refit-question", "refit");
  EXPECT_TRUE(window_->fits().is_running());
}

TEST_F(MainWindowTest, AsksBeforeItTrustsANetworkThatIsDropped) {
  const TempDir cache;
  const EnvironmentVariable variable("XDG_CACHE_HOME", cache.path().string());
  const auto file = folder_ / "clip.pt";
  write_bytes(file, script_archive_bytes());
  const auto is_opened = [&] {
    const auto& models = session().library().models();
    return std::any_of(models.begin(), models.end(), [](const LibraryModel& model) {
      return model.name == "clip" && !model.network_file.empty();
    });
  };
  drop(file);
  answer("trust-question", "do-not-trust");
  EXPECT_FALSE(is_opened());
  EXPECT_FALSE(is_trusted(file));
  drop(file);
  answer("trust-question", "trust");
  ASSERT_TRUE(wait_for(is_opened));
  EXPECT_TRUE(is_trusted(file));
  drop(file);
  ASSERT_TRUE(wait_for([this] { return !window_->loads().is_busy(); }));
  EXPECT_FALSE(window_->findChild<QMessageBox*>(QStringLiteral("trust-question")))
      << "it is remembered";
}

/// With a network that is opened and has no features yet, which are then extracted.
class ExtractionInTheWindow : public MainWindowTest {
 protected:
  LibraryModel model() { return session().library().models().back(); }
  void start_extraction() {
    const auto file = folder_ / "demo/copied.pt";
    std::filesystem::copy_file(folder_ / "demo/aligned.pt", file);
    trust(file);
    drop(file);
    ASSERT_TRUE(wait_for([this] { return model().name == "copied"; }));
    session().choose({0, model().id});
    ASSERT_TRUE(button(QStringLiteral("Extract features")));
    QTest::mouseClick(button(QStringLiteral("Extract features")), Qt::LeftButton);
    ASSERT_TRUE(window_->extractions().is_busy());
  }
};

TEST_F(ExtractionInTheWindow, AsksBeforeItClosesOverIt) {
  start_extraction();
  EXPECT_FALSE(window_->close());
  EXPECT_TRUE(window_->isVisible());
  answer("extraction-question", "lose-extraction");
  EXPECT_TRUE(wait_for([this] { return !window_->isVisible(); }));
}

TEST_F(ExtractionInTheWindow, EndsWithFeaturesThatCanBeFitted) {
  start_extraction();
  ASSERT_TRUE(wait_for([this] { return session().cell()->can_fit(); }));
  EXPECT_EQ(session().cell()->features, folder_ / "demo/copied.features.h5");
  EXPECT_TRUE(session().library().find_model(model().id)->is_synthetic);
}

TEST(TheWindow, SaysThatItMayNotUseEnoughMemory) {
  const TempDir folder;
  write_bytes(folder / "none.h5", "");
  for (const int kilobytes : {600000, 1000000, 1200000}) {
    const Ran ran =
        Program::run_limited("ulimit -v " + std::to_string(kilobytes),
                             {(folder / "none.h5").string()}, folder, "cortiscope-window");
    EXPECT_EQ(ran.exit_code, 7) << kilobytes << ran.errors;
    EXPECT_NE(ran.errors.find("the window: needs about 1200 MB more"), std::string::npos)
        << ran.errors;
  }
}

TEST(TheWindow, EndsAtASignalWithItsNumber) {
  const TempDir folder;
  setenv("XDG_CONFIG_HOME", folder.path().c_str(), 1);
  setenv("XDG_STATE_HOME", folder.path().c_str(), 1);
  write_bytes(folder / "none.h5", "");
  Program window({(folder / "none.h5").string()}, folder, "cortiscope-window");
  window.wait_until_it_handles(SIGTERM);
  window.send(SIGTERM);
  EXPECT_EQ(window.wait().exit_code, 128 + SIGTERM);
}

}  // namespace
}  // namespace cortiscope
