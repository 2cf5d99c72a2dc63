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

/// One fit on its own thread. Starts when made; destroying it stops the fit and waits.
///
/// Both callbacks run on the fit's thread, `on_progress` as fit_factor_topy says and
/// `on_finished` exactly once and last. A GUI queues them to its own thread. They must not throw,
/// and must not destroy the session.
class FitSession {
 public:
  using OnFinished = std::function<void(FitOutcome)>;

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
