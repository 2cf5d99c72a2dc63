#include "app/gui/load_controller.h"

#include <QMetaObject>
#include <QStandardPaths>
#include <memory>
#include <new>
#include <utility>

#include "app/gui/text.h"
#include "core/backbone/trusted_module.h"
#include "core/base/error.h"
#include "core/base/thread_priority.h"
#include "core/simulate/cortex/builtin_cortex.h"

namespace cortiscope {

class LoadController::Job {
 public:
  Job(LoadController& loads, StopToken stop) : loads_(loads), stop_(std::move(stop)) {}

  const StopToken& stop() const { return stop_; }
  void pass(Opened what, bool is_named) const {
    on_gui_thread([&loads = loads_, what = std::move(what), is_named] {
      Q_EMIT loads.opened(what, is_named);
    });
  }
  void pass(std::shared_ptr<const OpenedSession> session) const {
    on_gui_thread([&loads = loads_, session] { Q_EMIT loads.session_opened(session); });
  }
  void say(const QString& what, double done) const {
    on_gui_thread([&loads = loads_, what, done] { Q_EMIT loads.progressed(what, done); });
  }
  void say_opening(const std::string& name) const { say(tr("Opening %1").arg(text_of(name)), -1); }
  void warn_of(const Warnings& warnings) const {
    for (const std::string& warning : warnings) {
      on_gui_thread(
          [&loads = loads_, message = text_of(warning)] { Q_EMIT loads.warned(message); });
    }
  }
  /// What a step throws is reported, and ends that step alone.
  template <class Step>
  void attempt(const Step& step) const {
    try {
      step();
    } catch (const std::bad_alloc&) {
      fail(tr("out of memory (close other programs, or open fewer files)"));
    } catch (const std::exception& error) {
      fail(QString::fromUtf8(error.what()));
    }
  }

 private:
  void fail(const QString& message) const {
    on_gui_thread([&loads = loads_, message] { Q_EMIT loads.failed(message); });
  }
  void on_gui_thread(std::function<void()> act) const {
    QMetaObject::invokeMethod(
        &loads_,
        [stop = stop_, act = std::move(act)] {
          if (!stop.stop_requested()) act();
        },
        Qt::QueuedConnection);
  }

  LoadController& loads_;
  StopToken stop_;
};

LoadController::LoadController(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
  pool_.setExpiryTimeout(-1);
}

LoadController::~LoadController() {
  stop_.request_stop();
  pool_.clear();
  pool_.waitForDone();
}

void LoadController::cancel() {
  stop_.request_stop();
  stop_ = StopSource();
}

/// Catches every exception of a load job.
void LoadController::start(std::function<void(const Job&)> work) {
  ++jobs_;
  pool_.start([this, job = Job(*this, stop_.token()), work = std::move(work)] {
    thread_local const bool is_lowered = (lower_priority_of_this_thread(), true);
    (void)is_lowered;
    job.attempt([&] {
      if (!job.stop().stop_requested()) work(job);
    });
    QMetaObject::invokeMethod(
        this,
        [this] {
          if (--jobs_ == 0) Q_EMIT finished();
        },
        Qt::QueuedConnection);
  });
}

void LoadController::open(const std::vector<std::filesystem::path>& paths) {
  start([paths](const Job& job) {
    std::vector<std::pair<Opened, bool>> onto_cortex;
    const auto open_one = [&](const std::filesystem::path& file, bool is_named) {
      job.say_opening(file.filename().string());
      Warnings warnings;
      Opened what = open_file(file, &warnings);
      const bool is_late = std::holds_alternative<OpenedOverlay>(what) ||
                           std::holds_alternative<OpenedRegions>(what);
      if (is_late) {
        onto_cortex.emplace_back(std::move(what), is_named);
      } else {
        job.pass(std::move(what), is_named);
      }
      job.warn_of(warnings);
    };
    for (const std::filesystem::path& path : paths) {
      job.attempt([&] {
        for (const std::filesystem::path& file : files_to_open(path)) {
          if (job.stop().stop_requested()) return;
          job.attempt([&] { open_one(file, file == path); });
        }
      });
    }
    for (auto& [what, is_named] : onto_cortex) job.pass(std::move(what), is_named);
  });
}

void LoadController::open_session(const SavedSession& session, const std::filesystem::path& file,
                                  const std::filesystem::path& folder) {
  start([this, session, file, folder](const Job& job) {
    SavedSession found = session;
    job.say_opening(file.filename().string());
    Warnings warnings;
    const HashOfPlace hash_of = [this](const auto& place) { return hashes_.of(place); };
    if (folder.empty()) {
      find_files(found, file.parent_path(), hash_of, job.stop(), &warnings);
    } else {
      locate_files(found, folder, hash_of, job.stop(), &warnings);
    }
    auto opened = std::make_shared<OpenedSession>(open_session_files(
        std::move(found), job.stop(),
        [&](Opened what) { job.pass(std::move(what), /*is_named=*/false); },
        [&](const std::string& name) { job.say_opening(name); }, &warnings));
    opened->file = file;
    job.pass(std::move(opened));
    job.warn_of(warnings);
  });
}

void LoadController::trust_and_open(const std::filesystem::path& network) {
  start([network](const Job& job) {
    trust(network);  // reads the whole file
    OpenedNetwork what = std::get<OpenedNetwork>(open_file(network));
    what.is_trusted = true;  // also where that cannot be remembered: what runs it says so
    job.pass(what, true);
  });
}

void LoadController::open_demo(const DemoOptions& options) {
  start([options](const Job& job) {
    cortiscope::open_demo(
        options, job.stop(), [&](Opened what) { job.pass(std::move(what), false); },
        [&](const std::string& what, double done) {
          job.say(tr("Making the demonstration: %1").arg(text_of(what)), done);
        });
  });
}

DemoOptions kept_demo(std::uint64_t seed) {
  DemoOptions options;
  options.seed = seed;
  const QString cache = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
  options.folder =
      (cache + QStringLiteral("/demo-%1-%2").arg(kBuiltinCortexVersion).arg(seed)).toStdString();
  return options;
}

}  // namespace cortiscope
