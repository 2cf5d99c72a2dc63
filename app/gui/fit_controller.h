#pragma once

#include <QObject>
#include <QString>
#include <memory>
#include <optional>

#include "app/session/fit_queue.h"
#include "core/fit/fit_output.h"
#include "core/fit/fit_session.h"

namespace cortiscope {

/// Runs the queue's fits in the background, one after the other, and reports on the GUI thread,
/// which it never blocks. A fit is written beside its study when it ends or is stopped; its state
/// is kept every minute.
class FitController : public QObject {
  Q_OBJECT

 public:
  explicit FitController(QObject* parent = nullptr);
  /// Stops the running fit, keeps its state, and waits for it.
  ~FitController() override;

  const FitQueue& queue() const { return queue_; }
  bool is_running() const { return queue_.running() != nullptr; }

  /// Puts a fit at the end of the queue, and starts it where none runs.
  /// @return  its id; absent where its file is being written or waits already
  std::optional<int> enqueue(FitJob job);

  /// Stops the running fit within a batch; what it reached is written, and can be resumed.
  void stop_and_keep();
  /// Stops the running fit and discards what it reached.
  void discard();

  void cancel(int id);
  void cancel_waiting();
  void forget_ended();

  /// The speed of a matrix product on this machine: measured in the fits so far, at first assumed.
  double gflop_per_s() const { return gflop_per_s_; }

 Q_SIGNALS:
  void queue_changed();
  void started(const cortiscope::FitJob& job);
  void progressed(const cortiscope::FitJob& job, const cortiscope::FitProgress& progress);
  /// It was finished, or stopped and kept; its file is written.
  void finished(const cortiscope::FitJob& job,
                const std::shared_ptr<const cortiscope::FitResult>& fit);
  /// It was discarded.
  void discarded(const cortiscope::FitJob& job);
  /// It ended in an error; its last checkpoint, if there is one, can be resumed.
  void failed(const cortiscope::FitJob& job, const QString& message);
  /// Nothing runs or waits any more.
  void idle();

 private:
  /// How a fit ended, on its own thread, its file already written.
  struct End {
    std::shared_ptr<const FitResult> fit;  ///< null where it failed
    QString message;
    bool is_discarded = false;
  };
  void start_next();
  void end(int id, const End& end);
  static End kept(const FitFiles& files, FitOutput* output, FitOutcome outcome, bool is_discarded);

  FitQueue queue_;
  double gflop_per_s_;
  std::shared_ptr<std::atomic<bool>> is_discarded_;
  std::unique_ptr<FitSession> session_;  // last: its thread uses the other members
};

}  // namespace cortiscope
