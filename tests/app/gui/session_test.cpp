#include <gtest/gtest.h>

#include <QClipboard>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QTreeWidget>
#include <chrono>
#include <thread>

#include "app/gui/library_commands.h"
#include "app/gui/pin_list.h"
#include "app/gui/text_line.h"
#include "app/gui/toasts.h"
#include "app/session/pins_csv.h"
#include "app/session/session_file.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "tests/app/gui/main_window_fixture.h"
#include "tests/support/environment_variable.h"
#include "tests/support/program.h"
#include "tests/support/small_cortex.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

/// The window with sessions, and a cache folder of its own.
class SessionInTheWindow : public MainWindowTest {
 protected:
  fs::path file() const { return folder_ / "a.cortiscope"; }
  void save(const fs::path& to) {
    window_->sessions().save_to(to);
    ASSERT_TRUE(wait_for([&] { return window_->sessions().file() == to && !is_changed(); }));
  }
  bool is_changed() { return window_->sessions().is_changed(); }
  LibraryWork work() { return {window_->fits(), window_->extractions()}; }
  void wait_until_loaded() {
    ASSERT_TRUE(wait_for([this] { return !window_->loads().is_busy(); }));
  }
  /// The program is started again.
  void start_again() {
    window_ = std::make_unique<MainWindow>();
    window_->resize(1280, 800);
    window_->show();
    ASSERT_TRUE(wait_until_exposed(*window_));
    window_->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get(), kWaitAtMostMs));
  }
  void open(const fs::path& session) {
    window_->open({session});
    wait_until_loaded();
  }
  /// Chooses a file or a folder in a dialog.
  void choose_in(const char* name, const fs::path& path) {
    QFileDialog* dialog = nullptr;
    ASSERT_TRUE(wait_for([&] {
      dialog = window_->findChild<QFileDialog*>(QLatin1String(name));
      return dialog && dialog->isVisible();
    }));
    // selectFile() leaves the name that is proposed until the folder has been listed.
    dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(text_of(path));
    static_cast<QDialog*>(dialog)->accept();
  }
  std::string model_shown() {
    const LibraryModel* model = session().library().find_model(session().view().choice.model);
    return model ? model->name : "(none)";
  }

  TempDir cache_;
  EnvironmentVariable variable_{"XDG_CACHE_HOME", cache_.path().string()};
};

TEST_F(SessionInTheWindow, IsReopenedAsItWasAfterItsFilesMoved) {
  session().choose({0, kKnownAnswer});
  session().set_map({"scale"});
  session().set_side(Side::kVentral);
  session().pick(CortexVertex{kLh, 5});
  press(Qt::Key_P);
  ASSERT_EQ(session().pins().size(), 1U);
  session().draw_region(kRh, {1, 2, 3});
  session().order_models({2, 1});
  session().choose({0, kKnownAnswer});
  EXPECT_TRUE(wait_for([this] { return is_changed(); }));
  save(file());
  EXPECT_EQ(window_->windowTitle(), QStringLiteral("a[*] · Cortiscope"));
  const QImage folds = still_picture("folds"), flat = still_picture("flat");
  window_.reset();
  fs::create_directory(folder_ / "moved");
  fs::rename(folder_ / "demo", folder_ / "moved/demo");
  fs::rename(file(), folder_ / "moved/a.cortiscope");
  start_again();
  open(folder_ / "moved/a.cortiscope");
  EXPECT_EQ(window_->notice().message(), QString());
  EXPECT_EQ(model_shown(), "known answer");
  EXPECT_EQ(session().view().map, (Map{"scale"}));
  EXPECT_EQ(session().view().picked, (CortexVertex{kLh, 5}));
  EXPECT_EQ(session().pins().size(), 1U);
  EXPECT_EQ(session().subject()->file, folder_ / "moved/demo/subject.h5");
  EXPECT_EQ(session().library().models()[1].name, "scrambled");
  EXPECT_FALSE(is_changed());
  EXPECT_EQ(still_picture("folds"), folds);
  EXPECT_EQ(still_picture("flat"), flat);
  EXPECT_TRUE(window_->close()) << "the region and the pin are in the session";
}

TEST_F(SessionInTheWindow, IsNamedInTheTopBarWithADotWhereItHasChanged) {
  const auto* name = window_->findChild<TextLine*>(QStringLiteral("session-name"));
  EXPECT_FALSE(name->isVisible()) << "there is no file yet";
  save(file());
  ASSERT_TRUE(name->isVisible());
  EXPECT_EQ(name->text(), QStringLiteral("a"));
  EXPECT_TRUE(name->toolTip().contains(text_of(file()))) << name->toolTip().toStdString();
  session().set_map({"scale"});
  EXPECT_TRUE(wait_for([&] { return name->text() == QStringLiteral("● a"); }));
  EXPECT_TRUE(name->toolTip().contains(QStringLiteral("changed since it was saved")));
  EXPECT_EQ(name->accessibleName(), QStringLiteral("Session a, changed"));
  session().steps().undo();
  EXPECT_TRUE(wait_for([&] { return name->text() == QStringLiteral("a"); }));
}

TEST_F(SessionInTheWindow, NamesAMissingFileAndOpensItOnceItIsLocated) {
  session().choose({0, 1});
  save(file());
  window_.reset();
  fs::create_directories(folder_ / "far/away");
  fs::rename(folder_ / "demo/aligned.features.h5", folder_ / "far/away/other.h5");
  start_again();
  open(file());
  EXPECT_EQ(
      window_->notice().message(),
      QStringLiteral("A file of the session is missing: aligned.features.h5. The rest is open."));
  ASSERT_TRUE(session().subject());
  const auto can_fit_aligned = [this] {
    for (const Choice at : session().library().choices()) {
      const bool is_it = session().library().find_model(at.model)->name == "aligned";
      if (is_it && session().library().cell(at).can_fit()) return true;
    }
    return false;
  };
  EXPECT_FALSE(can_fit_aligned());
  QTest::mouseClick(button(QStringLiteral("Locate…")), Qt::LeftButton);
  choose_in("locate-dialog", folder_ / "far");
  ASSERT_TRUE(wait_for(can_fit_aligned));
  wait_until_loaded();
  EXPECT_EQ(model_shown(), "aligned");
}

TEST_F(SessionInTheWindow, TakesThePlaceOfWhatIsOpenAndAsksWhereThatWouldBeLost) {
  save(file());
  session().draw_region(kLh, {1, 2, 3});
  window_->open({file()});
  answer("session-question", "lose-work");
  wait_until_loaded();
  EXPECT_EQ(session().library().subjects().size(), 1U) << "not a second row";
  for (const ListedRegion& region : session().subject()->regions.all()) {
    EXPECT_NE(region.origin, RegionOrigin::kDrawn);
  }
  EXPECT_FALSE(session().steps().canUndo());
}

TEST_F(SessionInTheWindow, IsNotOpenedOverARunningFit) {
  save(file());
  start_fit();
  window_->open({file()});
  EXPECT_TRUE(
      window_->notice().message().startsWith(QStringLiteral("a.cortiscope: A fit is running")))
      << window_->notice().message().toStdString();
  EXPECT_TRUE(window_->fits().is_running());
  EXPECT_TRUE(session().subject());
}

TEST_F(SessionInTheWindow, IsRefusedInWordsWhereItIsBroken) {
  write_bytes(file(), "{}");
  drop(file());
  EXPECT_TRUE(window_->notice().message().startsWith(
      QStringLiteral("a.cortiscope: expected a session of Cortiscope")));
  EXPECT_TRUE(session().subject()) << "what is open stays";
}

TEST_F(SessionInTheWindow, ClosingOverAPinAsksOnceAndSavesTheSession) {
  session().toggle_pin({kLh, 5});
  EXPECT_FALSE(window_->close());
  answer("close-question", "save-session");
  choose_in("save-session-dialog", file());
  EXPECT_TRUE(wait_for([this] { return !window_->isVisible(); }));
  EXPECT_EQ(read_session(file()).subjects[0].pins[0].vertex, (CortexVertex{kLh, 5}));
}

TEST_F(SessionInTheWindow, ClosesASubjectAndShowsNothingThen) {
  session().close_subject(0);
  EXPECT_FALSE(session().subject());
  EXPECT_EQ(session().source(), nullptr);
  EXPECT_FALSE(view("folds").isVisible());
  press(Qt::Key_2);
  press(Qt::Key_Right);
  press(Qt::Key_P);
  window_->open({folder_ / "demo"});
  wait_until_loaded();
  EXPECT_TRUE(session().subject());
  EXPECT_TRUE(view("folds").isVisible());
  wait_until_drawn();
  EXPECT_TRUE(fs::exists(folder_ / "demo/subject.h5"));
}

TEST_F(SessionInTheWindow, RemovesAModelButNotOneThatIsBeingFitted) {
  start_fit();
  const QString objection = objection_to_removing(session(), work(), 1);
  EXPECT_EQ(objection,
            QStringLiteral("A fit of aligned to %1 is running: stop it, or wait for its end.")
                .arg(text_of(session().subject()->name)));
  EXPECT_FALSE(objection_to_closing(session(), work(), 0).isEmpty());
  EXPECT_TRUE(objection_to_removing(session(), work(), 2).isEmpty());
  QMenu menu;
  add_library_commands(menu, session(), work(), {0, 1});
  for (const QAction* action : menu.actions()) EXPECT_FALSE(action->isEnabled());
  session().remove_model(2);
  EXPECT_FALSE(session().library().find_model(2));
  EXPECT_TRUE(fs::exists(folder_ / "demo/scrambled.features.h5"));
}

TEST_F(SessionInTheWindow, RemovesNothingThatFeaturesAreExtractedFor) {
  ExtractController extractions(
      [](const Extraction&, const StopToken& stop, const OnExtractProgress&) {
        while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return false;
      });
  const LibraryWork work = {window_->fits(), extractions};
  const QString subject = text_of(session().subject()->name);
  extractions.start({"aligned", session().subject()->name, {}, {}, {}, Choice{0, 1}});
  const QString objection = objection_to_removing(session(), work, 1);
  EXPECT_EQ(objection, QStringLiteral("Features of aligned are being extracted for %1: stop that, "
                                      "or wait for its end.")
                           .arg(subject));
  EXPECT_EQ(objection_to_closing(session(), work, 0), objection);
  EXPECT_TRUE(objection_to_removing(session(), work, 2).isEmpty()) << "another network";
  extractions.stop();
  ASSERT_TRUE(wait_for([&] { return !extractions.is_busy(); }));
  EXPECT_TRUE(objection_to_removing(session(), work, 1).isEmpty());
  EXPECT_TRUE(objection_to_closing(session(), work, 0).isEmpty());
}

TEST_F(SessionInTheWindow, PinsAreListedNamedAndMarked) {
  const auto place = painted_place("folds");
  ASSERT_TRUE(place);
  const auto shown = [this] {
    wait_until_drawn();
    return view("folds").grab().toImage();
  };
  const QImage before = shown();
  QTest::mouseClick(&view("folds"), Qt::LeftButton, {}, *place);
  ASSERT_TRUE(session().view().picked);
  press(Qt::Key_P);
  session().pick(std::nullopt);
  auto* list = window_->findChild<QTreeWidget*>(QStringLiteral("pins"));
  ASSERT_EQ(list->topLevelItemCount(), 1);
  list->topLevelItem(0)->setText(1, QStringLiteral("here"));
  ASSERT_TRUE(wait_for([this] { return session().pins()[0].name == "here"; }));
  EXPECT_NE(shown(), before) << "its ring and its name";
  window_->findChild<PinList*>()->save_csv(folder_ / "pins.csv");
  EXPECT_EQ(read_bytes(folder_ / "pins.csv"),
            csv_of_pins(session().library(), session().view().choice.model));
  session().steps().undo();
  EXPECT_EQ(session().pins()[0].name, "Pin 1");
  session().steps().undo();
  EXPECT_EQ(list->topLevelItemCount(), 0);
}

TEST_F(SessionInTheWindow, PutsThePictureOnTheClipboard) {
  session().choose({0, kKnownAnswer});
  QGuiApplication::clipboard()->clear();
  QTest::keyClick(window_.get(), Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
  ASSERT_TRUE(wait_for([] { return !QGuiApplication::clipboard()->image().isNull(); }));
  const QImage picture = QGuiApplication::clipboard()->image();
  EXPECT_NEAR(picture.width(), 180 / 25.4 * 300, 2);
}

TEST_F(SessionInTheWindow, PutsAnOverlayOnTheMeshThatIsDroppedAfterIt) {
  write_bytes(folder_ / "lh.pial", freesurfer_bytes(tetrahedron()));
  write_bytes(folder_ / "lh.thickness", curvature_bytes({1, 2, 3, 4}));
  window_->open({folder_ / "lh.thickness", folder_ / "lh.pial"});
  wait_until_loaded();
  ASSERT_EQ(session().subject()->cortex_path, folder_ / "lh.pial");
  ASSERT_TRUE(session().overlay());
  EXPECT_EQ(session().overlay()->name, "thickness");
}

/// The real program, killed.
class CrashedWindow : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    QCoreApplication::setOrganizationName(QStringLiteral("CortiscopeTest"));
  }
  fs::path kept() const {
    for (const auto& entry : fs::directory_iterator(home_ / "state/cortiscope/sessions")) {
      if (is_session_file(entry.path())) return entry.path();
    }
    return {};
  }
  bool has_kept() const {
    std::error_code ignored;
    return fs::is_directory(home_ / "state/cortiscope/sessions", ignored) && !kept().empty();
  }

  TempDir home_;
  EnvironmentVariable cache_{"XDG_CACHE_HOME", (home_ / "cache").string()};
  EnvironmentVariable config_{"XDG_CONFIG_HOME", (home_ / "config").string()};
  EnvironmentVariable state_{"XDG_STATE_HOME", (home_ / "state").string()};
};

TEST_F(CrashedWindow, IsRestoredByTheNextOneAndNotWhileItLives) {
  write_bytes(home_ / "lh.inflated", freesurfer_bytes(tetrahedron()));
  Program crashed({(home_ / "lh.inflated").string()}, home_, "cortiscope-window");
  ASSERT_TRUE(wait_for([this] { return has_kept(); }));
  {
    MainWindow beside;
    beside.show();
    beside.keep_session();
    EXPECT_EQ(beside.notice().message(), QString()) << "the other window lives";
    beside.close();
  }
  crashed.send(SIGKILL);
  EXPECT_EQ(crashed.wait().exit_code, -SIGKILL);
  MainWindow next;
  next.show();
  next.keep_session();
  EXPECT_TRUE(next.notice().message().startsWith(QStringLiteral("The program ended without")));
  QPushButton* restore = nullptr;
  for (QPushButton* each : next.findChildren<QPushButton*>()) {
    if (each->text() == QStringLiteral("Restore")) restore = each;
  }
  ASSERT_TRUE(restore);
  restore->click();
  ASSERT_TRUE(wait_for([&] { return next.session().subject() && !next.loads().is_busy(); }));
  EXPECT_EQ(next.session().subject()->cortex_path, home_ / "lh.inflated");
  EXPECT_TRUE(next.sessions().is_changed());
  EXPECT_TRUE(next.close());
  EXPECT_FALSE(has_kept()) << "nothing is offered again";
}

}  // namespace
}  // namespace cortiscope
