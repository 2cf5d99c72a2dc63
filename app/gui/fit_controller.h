#pragma once

#include <QObject>
#include <QString>
#include <QThreadPool>
#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/fit_queue.h"
#include "core/fit/fit_output.h"
#include "core/fit/fit_session.h"

namespace cortiscope {

/// Runs the queue's fits in the background, one after the other, and reports on the GUI thread,
/// which it never blocks. A fit is written beside its study when it ends or is stopped; its state
/// is kept every minute. A fit whose file cannot be written stays in memory, unsaved, until it is
/// saved or given up.
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

  /// The fits that could not be written, by job; FitJob::message says why.
  std::vector<int> unsaved() const;
  /// Writes an unsaved fit, to its own file or to another one.
  /// @pre it is unsaved
  void save(int id);
  void save_elsewhere(int id, const std::filesystem::path& file);
  /// Forgets an unsaved fit.
  void give_up(int id);

  /// The speed of a matrix product on this machine: measured in the fits so far and in the running
  /// one, at first assumed.
  double gflop_per_s() const { return gflop_per_s_; }

 Q_SIGNALS:
  void queue_changed();
  void started(const cortiscope::FitJob& job);
  void progressed(const cortiscope::FitJob& job, const cortiscope::FitProgress& progress);
  /// It continues an interrupted fit, whose history is this; before its first progress.
  void resumed(const cortiscope::FitJob& job, const std::vector<cortiscope::HistoryPoint>& history);
  /// Its data were opened, and something is wrong with them (core/fit/data_check.h).
  void concerned(const cortiscope::FitJob& job, const std::vector<std::string>& concerns);
  /// It was finished, or stopped and kept; its file is written, perhaps by another name than was
  /// planned: FitJob::files says which.
  void finished(const cortiscope::FitJob& job,
                const std::shared_ptr<const cortiscope::FitResult>& fit);
  /// It was finished or stopped, but its file could not be written; again where saving it failed.
  void not_saved(const cortiscope::FitJob& job,
                 const std::shared_ptr<const cortiscope::FitResult>& fit);
  /// It was discarded, or given up unsaved.
  void discarded(const cortiscope::FitJob& job);
  /// It ended in an error; its last checkpoint, if there is one, can be resumed.
  void failed(const cortiscope::FitJob& job, const QString& message);
  /// Nothing runs or waits any more.
  void idle();
  /// Fits are faster or slower than assumed.
  void pace_changed();

 private:
  /// How a fit ended, on its own thread.
  struct End {
    std::shared_ptr<const FitResult> fit;  ///< null where it failed
    std::filesystem::path file;            ///< where it is written; empty where it is not
    QString message;                       ///< why it failed, or is not written
    bool is_discarded = false;
    std::shared_ptr<FitOutput> output = nullptr;  ///< to write it again, where that failed
  };
  /// A fit that is held in memory because its file could not be written.
  struct Unsaved {
    std::shared_ptr<const FitResult> fit;
    std::shared_ptr<FitOutput> output;
    bool is_being_saved = false;
  };
  void start_next();
  void end(int id, const End& end);
  void learn_pace(const FitJob& job, double seconds);
  void write_again(int id,
                   std::function<std::filesystem::path(FitOutput&, const FitResult&)> write);
  void end_saving(int id, const std::filesystem::path& file, const QString& message);
  static End kept(const FitFiles& files, std::shared_ptr<FitOutput> output, FitOutcome outcome,
                  bool is_discarded);

  FitQueue queue_;
  double gflop_per_s_, gflop_per_s_at_start_ = 0;
  std::map<int, Unsaved> unsaved_;
  std::shared_ptr<std::atomic<bool>> is_discarded_;
  QThreadPool writer_;                   // of unsaved fits
  std::unique_ptr<FitSession> session_;  // last: its thread uses the other members
};

}  // namespace cortiscope
