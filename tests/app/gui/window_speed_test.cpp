#include <gtest/gtest.h>

#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "app/gui/cortex_pane.h"
#include "app/gui/cortex_widget.h"
#include "app/gui/main_window.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// How long what is posted to the GUI thread has to wait there: asked from another thread, as
/// input comes, every few milliseconds.
class LoopProbe : public QObject {
 public:
  LoopProbe() {
    asking_ = std::thread([this] {
      while (!stops_) {
        QCoreApplication::postEvent(this, new Asked(Clock::now()));
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    });
  }
  ~LoopProbe() override {
    stops_ = true;
    asking_.join();
  }
  std::vector<double> take() { return std::exchange(waits_ms_, {}); }

 protected:
  bool event(QEvent* event) override {
    if (event->type() != QEvent::User) return QObject::event(event);
    waits_ms_.push_back(ms_since(static_cast<Asked*>(event)->at));
    return true;
  }

 private:
  struct Asked : QEvent {
    explicit Asked(Clock::time_point when) : QEvent(QEvent::User), at(when) {}
    Clock::time_point at;
  };
  std::vector<double> waits_ms_;
  std::atomic<bool> stops_ = false;
  std::thread asking_;
};

/// The waits in order, and what a share of all moments had to wait at most.
class Waits {
 public:
  explicit Waits(std::vector<double> ms) : ms_(std::move(ms)) { std::sort(ms_.begin(), ms_.end()); }
  double most_of(double share) const {
    return ms_.empty() ? 0 : ms_[std::size_t(share * double(ms_.size() - 1))];
  }
  std::string text() const {
    char text[96];
    std::snprintf(text, sizeof text, "median %.1f, 95 %% %.1f, 99 %% %.1f, all %.1f ms",
                  most_of(0.5), most_of(0.95), most_of(0.99), most_of(1));
    return text;
  }

 private:
  std::vector<double> ms_;
};

void say(const std::string& what) { std::printf("[ measured ] %s\n", what.c_str()); }

/// As a program's loop runs, without QTest's own naps.
void run_for(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
  loop.exec();
}

/// The real demonstration in a window of usual size, made anew.
class WindowSpeed : public testing::Test {
 protected:
  WindowSpeed() {
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                       QString::fromStdString(settings_.path().string()));
    window_.resize(1440, 900);
    window_.show();
    EXPECT_TRUE(QTest::qWaitForWindowExposed(&window_));
    demo_.folder = folder_ / "demo";
  }
  ~WindowSpeed() override {
    window_.fits().discard();
    while (window_.fits().is_running()) run_for(10);
  }

  SessionController& session() { return window_.session(); }
  bool can_fit(int model) {
    const Library& library = session().library();
    return library.contains({0, model}) && library.cell({0, model}).can_fit();
  }
  /// What the session's change takes until its widgets know what to draw.
  template <class Change>
  double ms_of(Change&& change) {
    const Clock::time_point start = Clock::now();
    change();
    const double ms = ms_since(start);
    run_for(120);
    return ms;
  }

  const TempDir settings_, folder_;
  MainWindow window_;
  DemoOptions demo_;
};

TEST_F(WindowSpeed, PaintsTheKnownAnswerOfADemonstrationThatIsYetToBeMade) {
  const Clock::time_point start = Clock::now();
  auto* flat = window_.findChild<CortexWidget*>(QStringLiteral("flat"));
  window_.open_demo(demo_);
  while (!session().source() && ms_since(start) < 20000) run_for(5);
  bool is_drawn = false;
  QObject::connect(flat, &QOpenGLWidget::frameSwapped, [&] { is_drawn = true; });
  while (!is_drawn && ms_since(start) < 20000) run_for(5);
  const double drawn_ms = ms_since(start);
  say("painted after " + std::to_string(drawn_ms) + " ms");
  ASSERT_TRUE(session().source());
  EXPECT_EQ(session().source()->kind, MapSource::Kind::kTruth);
  EXPECT_FALSE(std::filesystem::exists(demo_.folder / "subject.h5")) << "that takes seconds";
  EXPECT_LT(drawn_ms, 3000) << "of the five seconds from the program's start";
}

TEST_F(WindowSpeed, AnswersInputWhileTheDemonstrationIsFitted) {
  window_.open_demo(demo_);
  while (!can_fit(1)) run_for(50);
  std::vector<double> switches;
  const std::vector<Map> maps(maps_in_order().begin(), maps_in_order().end());
  for (const Map map : maps) switches.push_back(ms_of([&] { session().set_map(map); }));
  switches.push_back(ms_of([&] { session().set_map({MapKind::kLayer}); }));
  switches.push_back(ms_of([&] { session().choose({0, 1}); }));
  const Waits switching(switches);
  say("switching map or model: " + switching.text());
  EXPECT_LT(switching.most_of(1), 50);

  while (!can_fit(4)) run_for(50);
  for (QPushButton* each : window_.findChildren<QPushButton*>()) {
    if (each->text() == QStringLiteral("Start fit")) each->click();
  }
  while (session().source()->kind != MapSource::Kind::kRunning) run_for(20);
  int states = 0;
  QObject::connect(&session(), &SessionController::source_renewed, [&] { ++states; });
  LoopProbe probe;
  constexpr int kSeconds = 8;
  run_for(1000 * kSeconds);
  const Waits waits(probe.take());
  say("input waits while a fit runs: " + waits.text());
  say("states a second: " + std::to_string(double(states) / kSeconds));
  EXPECT_GE(states, 4 * kSeconds);
  EXPECT_LT(waits.most_of(0.95), 50);
}

}  // namespace
}  // namespace cortiscope
