#pragma once

#include <functional>
#include <memory>
#include <optional>
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

/// What a fit begins with.
struct FitStart {
  std::shared_ptr<const EncodingData> data;
  std::optional<FitCheckpoint> resume;  ///< where to go on from
};

/// One fit on its own thread, of lower priority than the thread that made it, so that a window
/// stays quick beside it. Starts when made; destroying it stops the fit and waits.
///
/// All callbacks run on the fit's thread, `on_progress` as fit_factor_topy says and `on_finished`
/// exactly once and last. A GUI queues them to its own thread. The latter two must not throw, and
/// none may destroy the session.
class FitSession {
 public:
  /// Reads what the fit begins with; called once, first. What it throws is how the fit ends.
  using OpenStart = std::function<FitStart()>;
  using OnFinished = std::function<void(FitOutcome)>;

  /// @param keeping  its `resume` gives way to the start's
  FitSession(OpenStart open_start, FitOptions options, OnFitProgress on_progress,
             OnFinished on_finished, FitKeeping keeping = {});
  FitSession(std::shared_ptr<const EncodingData> data, FitOptions options,
             OnFitProgress on_progress, OnFinished on_finished);
  ~FitSession();
  FitSession(const FitSession&) = delete;
  FitSession& operator=(const FitSession&) = delete;

  /// Returns at once; the fit ends within a batch with FitStopped.
  void request_stop() noexcept { stop_.request_stop(); }

 private:
  StopSource stop_;
  std::thread worker_;  // last: everything it uses is already made
};

}  // namespace cortiscope
