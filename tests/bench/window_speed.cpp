// How long the window keeps its user waiting while the real demonstration is made, viewed and
// fitted. Prints what it measured; no test, because a busy machine would fail it.
//
//   xvfb-run -a -s "-screen 0 2560x1600x24" build/dev/bin/window_speed
#include <QApplication>
#include <QPushButton>
#include <QSettings>
#include <QTimer>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "app/gui/cortex_widget.h"
#include "app/gui/main_window.h"
#include "core/base/library_environment.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// How long events posted to the GUI thread wait there: posted by another thread, as input is,
/// every few milliseconds.
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

/// The waits in order, and the longest wait of a share of all moments.
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

/// Runs the event loop as a program does, without QTest's own sleeps.
void run_for(int ms) {
  QEventLoop loop;
  QTimer::singleShot(ms, Qt::PreciseTimer, &loop, &QEventLoop::quit);
  loop.exec();
}

bool can_fit(SessionController& session, int model) {
  const Library& library = session.library();
  return library.contains({0, model}) && library.cell({0, model}).can_fit();
}

/// What a change of the session takes until its widgets know what to draw.
template <class Change>
double ms_of(Change&& change) {
  const Clock::time_point start = Clock::now();
  change();
  const double ms = ms_since(start);
  run_for(120);
  return ms;
}

void open_demo(MainWindow& window, const DemoOptions& demo, const CortexWidget& flat) {
  const Clock::time_point start = Clock::now();
  window.open_demo(demo);
  while (!window.session().source()) run_for(5);
  bool is_drawn = false;
  const auto drawn =
      QObject::connect(&flat, &QOpenGLWidget::frameSwapped, [&] { is_drawn = true; });
  while (!is_drawn) run_for(5);
  QObject::disconnect(drawn);
  std::printf("a demonstration yet to be made is painted after %.0f ms\n", ms_since(start));
}

void switch_maps_and_models(SessionController& session) {
  std::vector<double> ms;
  for (const MapEntry& entry : map_table()) {
    ms.push_back(ms_of([&] { session.set_map(entry.map()); }));
  }
  ms.push_back(ms_of([&] { session.set_map({"layer"}); }));
  ms.push_back(ms_of([&] { session.choose({0, 1}); }));
  std::printf("another map or model: %s\n", Waits(ms).text().c_str());
}

/// A fit that the demonstration does not bring: the window asks before it makes one again.
void choose_what_is_not_fitted(SessionController& session) {
  for (const Choice at : session.library().choices()) {
    const LibraryCell& cell = session.library().cell(at);
    if (cell.can_fit() && !cell.source) return session.choose(at);
  }
}

void watch_a_fit(MainWindow& window, const CortexWidget& flat, const CortexWidget& folds) {
  choose_what_is_not_fitted(window.session());
  std::fflush(stdout);
  for (QPushButton* each : window.findChildren<QPushButton*>()) {
    if (each->text() == QStringLiteral("Start fit")) each->click();
  }
  while (window.session().source()->kind != MapSource::Kind::kRunning) run_for(20);
  int flats = 0, folded = 0;
  QObject::connect(&flat, &QOpenGLWidget::frameSwapped, [&] { ++flats; });
  QObject::connect(&folds, &QOpenGLWidget::frameSwapped, [&] { ++folded; });
  LoopProbe probe;
  constexpr int kSeconds = 15;
  run_for(1000 * kSeconds);
  std::printf("input while a fit runs waits: %s\n", Waits(probe.take()).text().c_str());
  std::printf("frames a second: flat %.1f, folds %.1f\n", double(flats) / kSeconds,
              double(folded) / kSeconds);
  const Clock::time_point start = Clock::now();
  window.set_workspace(Workspace::kCompare);
  std::printf("the wall is shown after %.0f ms\n", ms_since(start));
  run_for(3000);
  LoopProbe beside_wall;
  run_for(1000 * kSeconds);
  std::printf("input while a fit runs and the wall is shown waits: %s\n",
              Waits(beside_wall.take()).text().c_str());
}

void measure() {
  const TempDir settings, folder;
  QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope,
                     QString::fromStdString(settings.path().string()));
  MainWindow window;
  window.resize(1440, 900);
  window.show();
  DemoOptions demo;
  demo.folder = folder / "demo";
  const auto& flat = *window.findChild<CortexWidget*>(QStringLiteral("flat"));
  const auto& folds = *window.findChild<CortexWidget*>(QStringLiteral("folds"));
  open_demo(window, demo, flat);
  while (!can_fit(window.session(), 1)) run_for(50);
  switch_maps_and_models(window.session());
  while (!can_fit(window.session(), int(demo.networks.size()))) run_for(50);
  watch_a_fit(window, flat, folds);
  window.fits().discard();
  while (window.fits().is_running()) run_for(10);
}

}  // namespace
}  // namespace cortiscope

int main(int argc, char** argv) {
  cortiscope::let_threads_sleep();
  QSurfaceFormat::setDefaultFormat(cortiscope::CortexWidget::surface_format());
  const QApplication application(argc, argv);
  cortiscope::measure();
}
