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

/// The numbers that a fit's cost follows from.
struct FitSize {
  ModelSize model;
  int images = 0;
  double data_mb = 0;  ///< responses and tokens as float32
};

/// What a fit in the window will take, the program and its data included.
/// @param gflop_per_s  of a matrix product on this machine: a guess, or learned from fits
FitForecast forecast(const FitSize& size, const FitOptions& options, double gflop_per_s);

enum class FitState { kWaiting, kRunning, kFinished, kStopped, kFailed, kCancelled };

/// "waiting", "fitting", "finished", "stopped", "failed" or "cancelled".
const char* name_of(FitState state);

/// One fit to be done.
struct FitJob {
  int id = 0;
  Choice at;  ///< the subject and model of the library that it fits
  std::string subject, network;
  FitFiles files;
  FitOptions options;
  FitSize size;
  bool resumes = false;  ///< goes on from the checkpoint
  FitState state = FitState::kWaiting;
  std::string message;  ///< of one that failed
};

/// Fits to be done one after the other. A plain value; what runs them asks for the next.
class FitQueue {
 public:
  const std::vector<FitJob>& jobs() const { return jobs_; }
  const FitJob* find(int id) const;
  /// The running one, or nullptr.
  const FitJob* running() const;

  /// @return  its id; absent where the same file is being written or waiting already
  std::optional<int> add(FitJob job);

  /// Makes the first waiting one the running one.
  /// @return  it; nullptr where there is none, or one runs already
  const FitJob* start_next();

  /// The running one came to an end. @pre one runs
  void end_running(FitState state, const std::string& message = {});

  /// A waiting one will not be done. @return  whether it was waiting
  bool cancel(int id);
  void cancel_waiting();

  /// Takes out what is over.
  void forget_ended();

  int waiting_count() const;

  /// What is left: all that wait.
  FitForecast forecast_of_waiting(double gflop_per_s) const;

 private:
  std::vector<FitJob> jobs_;
  int next_id_ = 1;
};

/// The file itself where nothing is there yet, else "<name>-2.fit.h5" and so on: no fit is
/// overwritten.
std::filesystem::path free_fit_file(const std::filesystem::path& wanted);

}  // namespace cortiscope
