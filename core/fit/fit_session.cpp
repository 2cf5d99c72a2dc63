#include "core/fit/fit_session.h"

#include <new>

namespace cortiscope {
namespace {

/// The one place where a fit's exceptions become values.
FitOutcome run(const EncodingData& data, const FitOptions& options, const StopToken& stop,
               const OnFitProgress& on_progress) {
  try {
    FitResult fit = fit_factor_topy(data, options, stop, on_progress);
    if (fit.provenance.steps_done < fit.provenance.steps) return FitStopped{std::move(fit)};
    return fit;
  } catch (const Error& error) {
    return error;
  } catch (const std::bad_alloc&) {
    return Error(ErrorKind::kNoMemory, "fit", "out of memory", "use a smaller batch");
  } catch (const std::exception& error) {  // c10::Error is one
    return Error(ErrorKind::kInternal, "fit", error.what());
  }
}

}  // namespace

FitSession::FitSession(std::shared_ptr<const EncodingData> data, FitOptions options,
                       OnFitProgress on_progress, OnFinished on_finished)
    : worker_([data = std::move(data), options = std::move(options), stop = stop_.token(),
               on_progress = std::move(on_progress), on_finished = std::move(on_finished)] {
        on_finished(run(*data, options, stop, on_progress));
      }) {}

FitSession::~FitSession() {
  request_stop();
  worker_.join();
}

}  // namespace cortiscope
