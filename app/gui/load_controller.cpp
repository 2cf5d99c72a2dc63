#include "app/gui/load_controller.h"

#include <QMetaObject>
#include <QStandardPaths>
#include <new>

#include "core/backbone/trusted_module.h"
#include "core/base/error.h"
#include "core/base/thread_priority.h"
#include "core/simulate/cortex/builtin_cortex.h"

namespace cortiscope {

LoadController::LoadController(QObject* parent) : QObject(parent) {
  pool_.setMaxThreadCount(1);
  pool_.setExpiryTimeout(-1);
}

LoadController::~LoadController() {
  stop_.request_stop();
  pool_.clear();
  pool_.waitForDone();
}

void LoadController::on_gui_thread(std::function<void()> act) {
  QMetaObject::invokeMethod(this, std::move(act), Qt::QueuedConnection);
}

/// Catches every exception of a load job.
void LoadController::start(std::function<void()> job) {
  ++jobs_;
  pool_.start([this, job = std::move(job)] {
    thread_local const bool is_lowered = (lower_priority_of_this_thread(), true);
    (void)is_lowered;
    const auto fail = [this](const QString& message) {
      on_gui_thread([this, message] { Q_EMIT failed(message); });
    };
    try {
      job();
    } catch (const std::bad_alloc&) {
      fail(tr("out of memory (close other programs, or open fewer files)"));
    } catch (const std::exception& error) {
      fail(QString::fromUtf8(error.what()));
    }
    on_gui_thread([this] {
      if (--jobs_ == 0) Q_EMIT finished();
    });
  });
}

void LoadController::open(const std::vector<std::filesystem::path>& paths) {
  for (const std::filesystem::path& path : paths) {
    start([this, path] {
      for (const std::filesystem::path& file : files_to_open(path)) {
        if (stop_.token().stop_requested()) return;
        on_gui_thread([this, name = QString::fromStdString(file.filename().string())] {
          Q_EMIT progressed(tr("Opening %1").arg(name), -1);
        });
        try {
          Warnings warnings;
          on_gui_thread([this, what = open_file(file, &warnings), is_named = file == path] {
            Q_EMIT opened(what, is_named);
          });
          for (const std::string& warning : warnings) {
            on_gui_thread(
                [this, message = QString::fromStdString(warning)] { Q_EMIT warned(message); });
          }
        } catch (const Error& error) {
          on_gui_thread(
              [this, message = QString::fromUtf8(error.what())] { Q_EMIT failed(message); });
        }
      }
    });
  }
}

void LoadController::trust_and_open(const std::filesystem::path& network) {
  start([this, network] {
    trust(network);  // reads the whole file
    OpenedNetwork what = std::get<OpenedNetwork>(open_file(network));
    what.is_trusted = true;  // also where that cannot be remembered: what runs it says so
    on_gui_thread([this, what] { Q_EMIT opened(what, true); });
  });
}

void LoadController::open_demo(const DemoOptions& options) {
  start([this, options] {
    cortiscope::open_demo(
        options, stop_.token(),
        [this](Opened what) {
          on_gui_thread([this, what = std::move(what)] { Q_EMIT opened(what, false); });
        },
        [this](const std::string& what, double done) {
          on_gui_thread([this, what = QString::fromStdString(what), done] {
            Q_EMIT progressed(tr("Making the demonstration: %1").arg(what), done);
          });
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
