#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/session/ids.h"
#include "core/fit/fit.h"
#include "core/fit/forecast.h"
#include "core/fit/study_files.h"

namespace cortiscope {

/// The sizes that determine a fit's time and memory.
struct FitSize {
  ModelSize model;
  int images = 0;
  double data_mb = 0;  ///< responses and tokens as float32
};

/// The time and memory of a fit in the window, including the program and its data.
/// @param gflop_per_s  speed of a matrix product here: assumed, or measured in fits
FitForecast forecast(const FitSize& size, const FitOptions& options, double gflop_per_s);

/// An unsaved fit has ended, but its file could not be written.
enum class FitState { kWaiting, kRunning, kUnsaved, kFinished, kStopped, kFailed, kCancelled };

/// "waiting", "fitting", "not saved", "finished", "stopped", "failed" or "cancelled".
const char* name_of(FitState state);

/// Whether something is still to be done with such a fit: to wait, to run or to be saved.
bool is_active(FitState state);

/// One fit to be done.
struct FitJob {
  int id = 0;
  Choice at;  ///< the subject and model of the library that it fits
  std::string subject, network;
  FitFiles files;
  FitOptions options;
  FitSize size;
  bool resumes = false;  ///< from the checkpoint
  FitState state = FitState::kWaiting;
  std::string message;  ///< why it failed, or could not be saved
};

/// Fits to run one after the other. A plain value; FitController runs them.
class FitQueue {
 public:
  const std::vector<FitJob>& jobs() const { return jobs_; }
  const FitJob* find(int id) const;
  /// The running job, or nullptr.
  const FitJob* running() const;

  /// @return  its id; absent where the same file is being written or waiting already, or unsaved
  std::optional<int> add(FitJob job);

  /// Marks the first waiting job as running.
  /// @return  that job; nullptr where none waits, or one runs already
  const FitJob* start_next();

  /// Marks the running job as ended. @pre one runs
  void end_running(FitState state, const std::string& message = {});

  /// Ends an unsaved job, or notes why it could not be saved again. @pre it is unsaved
  void end_unsaved(int id, FitState state, const std::string& message = {});

  /// Cancels a waiting job. @return  whether it was waiting
  bool cancel(int id);
  void cancel_waiting();

  /// Removes the ended jobs, but not those unsaved.
  void forget_ended();

  int waiting_count() const;

  /// The forecast of all waiting jobs together.
  FitForecast forecast_of_waiting(double gflop_per_s) const;

 private:
  std::vector<FitJob> jobs_;
  int next_id_ = 1;
};

}  // namespace cortiscope
