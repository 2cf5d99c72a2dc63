#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <variant>

#include "core/base/error.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// The fit was asked to stop. Carries the state reached.
struct FitStopped {
  FitResult reached;
};

/// How a fit ended: with a result, because it was asked to stop, or with an Error to show.
using FitOutcome = std::variant<FitResult, FitStopped, Error>;

/// The inputs of a fit.
struct FitStart {
  std::shared_ptr<const EncodingData> data;
  FitKeeping keeping = {};
};

/// One fit on its own thread, of lower priority than the thread that made it, so that a window
/// stays responsive. Starts on construction; destroying it stops the fit and waits.
///
/// All callbacks run on the fit's thread, `on_progress` as fit_factor_topy says and `on_finished`
/// exactly once and last. A GUI queues them to its own thread. These two must not throw, and no
/// callback may destroy the session.
class FitSession {
 public:
  /// Reads the fit's inputs; called once, first. If it throws, the fit ends with that error.
  using OpenStart = std::function<FitStart()>;
  using OnFinished = std::function<void(FitOutcome)>;

  FitSession(OpenStart open_start, FitOptions options, OnFitProgress on_progress,
             OnFinished on_finished);
  FitSession(std::shared_ptr<const EncodingData> data, FitOptions options,
             OnFitProgress on_progress, OnFinished on_finished);
  ~FitSession();
  FitSession(const FitSession&) = delete;
  FitSession& operator=(const FitSession&) = delete;

  /// Returns immediately; the fit ends within one batch with FitStopped.
  void request_stop() noexcept { stop_.request_stop(); }

 private:
  StopSource stop_;
  std::thread worker_;  // last: everything it uses is already constructed
};

}  // namespace cortiscope
