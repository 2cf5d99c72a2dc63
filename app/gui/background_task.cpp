#include "app/gui/background_task.h"

#include <QMetaObject>
#include <cassert>
#include <exception>
#include <new>
#include <utility>

#include "core/base/thread_priority.h"

namespace cortiscope {

BackgroundTask::BackgroundTask(QObject* parent) : QObject(parent) { pool_.setMaxThreadCount(1); }

BackgroundTask::~BackgroundTask() {
  stop_.request_stop();
  pool_.waitForDone();
}

void BackgroundTask::start(std::function<void(const StopToken&)> work,
                           std::function<void(const Ended&)> then) {
  assert(!is_busy_);
  is_busy_ = true;
  stop_ = StopSource();
  pool_.start([this, stop = stop_.token(), work = std::move(work), then = std::move(then)] {
    thread_local const bool is_lowered = (lower_priority_of_this_thread(), true);
    (void)is_lowered;
    QString problem;
    bool lacks_memory = false;
    try {
      work(stop);
    } catch (const std::bad_alloc&) {
      lacks_memory = true;
      problem = tr("out of memory (close other programs)");
    } catch (const std::exception& error) {
      problem = QString::fromUtf8(error.what());
    }
    QMetaObject::invokeMethod(
        this,
        [this, stop, then, problem, lacks_memory] {
          is_busy_ = false;
          then({stop.stop_requested(), problem, lacks_memory});
        },
        Qt::QueuedConnection);
  });
}

}  // namespace cortiscope
