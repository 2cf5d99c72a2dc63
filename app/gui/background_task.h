#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <functional>

#include "core/base/stop_token.h"

namespace cortiscope {

/// One task at a time on a thread of low priority. Destroying it stops the task and waits; what
/// would follow is dropped. Declared last in its owner: the task may use the other members.
class BackgroundTask : public QObject {
  Q_OBJECT

 public:
  struct Ended {
    bool was_stopped = false;
    QString problem;            ///< what the task threw; empty without
    bool lacks_memory = false;  ///< that is the problem
  };

  explicit BackgroundTask(QObject* parent = nullptr);
  ~BackgroundTask() override;

  bool is_busy() const { return is_busy_; }

  /// @param work  on the thread
  /// @param then  on the GUI's thread, also where the task was stopped; it may start another
  /// @pre it is not busy
  void start(std::function<void(const StopToken&)> work, std::function<void(const Ended&)> then);

  /// Waits for the end of the task; what follows it comes later.
  void wait() { pool_.waitForDone(); }

  /// No effect where nothing runs.
  void request_stop() { stop_.request_stop(); }

 private:
  bool is_busy_ = false;
  StopSource stop_;
  QThreadPool pool_;
};

}  // namespace cortiscope
