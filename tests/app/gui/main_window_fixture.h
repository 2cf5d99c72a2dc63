#pragma once

#include <gtest/gtest.h>

#include <QAbstractButton>
#include <QDropEvent>
#include <QMessageBox>
#include <QMimeData>
#include <QMouseEvent>
#include <QPointer>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>
#include <QTest>
#include <filesystem>
#include <memory>
#include <optional>

#include "app/gui/cortex_widget.h"
#include "app/gui/log_panel.h"
#include "app/gui/main_window.h"
#include "app/gui/text.h"
#include "tests/app/gui/tiny_demo.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {

/// So many that a fit is still running whenever a test checks.
constexpr int kEndlessSteps = 10000000;

/// The real window on a screen, with a tiny demonstration opened.
class MainWindowTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    settings_ = std::make_unique<TempDir>();
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QString::fromStdString(settings_->path().string()));
    QCoreApplication::setOrganizationName(QStringLiteral("CortiscopeTest"));
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);  // of which tests see nothing
    made_ = std::make_unique<TempDir>();
    ASSERT_TRUE(open_demo(
        demo_in(*made_), StopToken(), [](const Opened&) {}, [](const std::string&, double) {}));
  }
  static void TearDownTestSuite() {
    settings_.reset();
    made_.reset();
  }
  static DemoOptions demo_in(const TempDir& folder) {
    DemoOptions demo = tiny_demo(folder);
    demo.vertices = 1000;  // enough to be seen
    return demo;
  }

  void SetUp() override {
    std::filesystem::copy(demo_in(*made_).folder, demo_in(folder_).folder,
                          std::filesystem::copy_options::recursive);
    window_ = std::make_unique<MainWindow>();
    window_->resize(1280, 800);
    window_->show();
    ASSERT_TRUE(wait_until_exposed(*window_));
    window_->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(window_.get(), kWaitAtMostMs)) << "keys need it";
    window_->open_demo(demo_in(folder_));
    ASSERT_TRUE(wait_for([this] { return !window_->loads().is_busy(); }));
    ASSERT_TRUE(has_model("scrambled"));
    wait_until_drawn();
  }
  void TearDown() override {
    window_->fits().discard();
    EXPECT_TRUE(wait_for([this] { return !window_->fits().is_running(); }));
    window_.reset();
  }

  SessionController& session() { return window_->session(); }
  bool has_model(const std::string& name) {
    const Library& library = session().library();
    for (int model = 0; model < int(library.models().size()); ++model) {
      if (library.models()[std::size_t(model)].name == name) {
        return library.cell({0, model}).can_fit();
      }
    }
    return false;
  }
  CortexWidget& view(const char* name) {
    return *window_->findChild<CortexWidget*>(QLatin1String(name));
  }
  /// Both views show what the session says, with soft edges: the same view is the same image.
  void wait_until_drawn() {
    EXPECT_TRUE(
        wait_for([this] { return view("flat").is_up_to_date() && view("folds").is_up_to_date(); }));
  }
  /// What a view shows now; a frame that waits is drawn for it, with hard edges.
  QImage picture(const char* name) { return view(name).grabFramebuffer(); }
  QImage still_picture(const char* name) {
    wait_until_drawn();
    return picture(name);
  }
  void drop(const std::filesystem::path& file) {
    QMimeData dropped;
    dropped.setUrls({QUrl::fromLocalFile(QString::fromStdString(file.string()))});
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, {});
    QApplication::sendEvent(window_.get(), &enter);
    QDropEvent event(QPointF(300, 300), Qt::CopyAction, &dropped, Qt::LeftButton, {});
    QApplication::sendEvent(window_.get(), &event);
  }
  /// Saves what the window shows, and waits until it knows that the file is there: it may then save
  /// another one.
  void save_figure(const FigureRequest& as, const std::filesystem::path& file) {
    window_->save_figure(as, file);
    const QString saved = QStringLiteral("Saved: ") + text_of(file);
    const auto* log = window_->findChild<LogPanel*>();
    EXPECT_TRUE(wait_for([&] { return log->text().contains(saved); })) << file;
    EXPECT_TRUE(std::filesystem::exists(file));
  }
  void press(int key) { QTest::keyClick(window_.get(), Qt::Key(key)); }
  /// Moves the pointer within a view; nothing comes later, as from a real pointer.
  void point(const char* name, QPoint to) {
    CortexWidget& shown = view(name);
    QMouseEvent move(QEvent::MouseMove, to, shown.mapToGlobal(to), Qt::NoButton, Qt::NoButton, {});
    QApplication::sendEvent(&shown, &move);
  }
  void leave(const char* name) {
    QEvent leave(QEvent::Leave);
    QApplication::sendEvent(&view(name), &leave);
  }
  QPushButton* button(const QString& text) {
    for (QPushButton* each : window_->findChildren<QPushButton*>()) {
      if (each->text() == text && each->isVisible()) return each;
    }
    return nullptr;
  }
  /// Starts an endless fit of the first network and waits for its first snapshot.
  void start_fit() {
    session().choose({0, 1});
    window_->findChild<QSpinBox*>(QStringLiteral("steps"))->setValue(kEndlessSteps);
    QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier);
    ASSERT_TRUE(wait_for([this] { return session().source()->kind == MapSource::Kind::kRunning; }));
  }
  /// Fits the first network in a few steps.
  void finish_fit() {
    session().choose({0, 1});
    window_->findChild<QSpinBox*>(QStringLiteral("steps"))->setValue(30);
    QTest::keyClick(window_.get(), Qt::Key_F, Qt::ControlModifier);
    ASSERT_TRUE(window_->fits().is_running());
    ASSERT_TRUE(wait_for([this] { return !window_->fits().is_running(); }));
  }
  /// Clicks a button of a question that is open.
  void answer(const char* question, const char* answer) {
    QPointer<QMessageBox> box;
    const auto is_asked = [&] {
      for (auto* each : window_->findChildren<QMessageBox*>(QLatin1String(question))) {
        if (each->isVisible()) box = each;
      }
      return !box.isNull();
    };
    ASSERT_TRUE(wait_for(is_asked)) << question;
    QTest::mouseClick(box->findChild<QAbstractButton*>(QLatin1String(answer)), Qt::LeftButton);
    ASSERT_TRUE(wait_for([&] { return !box || !box->isVisible(); }));
  }
  /// Waits until the fit has reported again.
  void wait_for_progress() {
    int reports = 0;
    QObject scope;
    QObject::connect(&window_->fits(), &FitController::progressed, &scope, [&] { ++reports; });
    EXPECT_TRUE(wait_for([&] { return reports > 0; }));
  }
  /// A position in a view where there is a painted vertex.
  std::optional<QPoint> painted_place(const char* name) {
    CortexWidget& shown = view(name);
    std::optional<CortexVertex> found;
    const auto connection =
        QObject::connect(&shown, &CortexWidget::hovered,
                         [&](std::optional<CortexVertex> vertex) { found = vertex; });
    for (int y = 20; y < shown.height(); y += 9) {
      for (int x = 20; x < shown.width(); x += 9) {
        point(name, QPoint(x, y));
        if (found && row_of(*session().subject()->subject, *found)) {
          QObject::disconnect(connection);
          leave(name);
          return QPoint(x, y);
        }
      }
    }
    QObject::disconnect(connection);
    leave(name);
    return std::nullopt;
  }

  inline static std::unique_ptr<TempDir> settings_;
  inline static std::unique_ptr<TempDir> made_;  // the demonstration, copied for each test
  TempDir folder_;
  std::unique_ptr<MainWindow> window_;
};

}  // namespace cortiscope
