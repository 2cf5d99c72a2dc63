#include "core/fit/fit_session.h"

#include <new>

#include "core/base/thread_priority.h"

namespace cortiscope {
namespace {

/// The only function that converts a fit's exceptions to values.
/// @param start  receives the inputs; it lives until the result is written, because it may hold the
///               lock on the output
FitOutcome run(const FitSession::OpenStart& open_start, const FitOptions& options,
               const StopToken& stop, const OnFitProgress& on_progress, FitStart& start) {
  try {
    start = open_start();
    FitResult fit = fit_factor_topy(*start.data, options, stop, on_progress, start.keeping);
    if (!fit.provenance.is_finished()) return FitStopped{std::move(fit)};
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

FitSession::FitSession(OpenStart open_start, FitOptions options, OnFitProgress on_progress,
                       OnFinished on_finished)
    : worker_([open_start = std::move(open_start), options = std::move(options),
               stop = stop_.token(), on_progress = std::move(on_progress),
               on_finished = std::move(on_finished)] {
        lower_priority_of_this_thread();
        FitStart start;
        on_finished(run(open_start, options, stop, on_progress, start));
      }) {}

FitSession::FitSession(std::shared_ptr<const EncodingData> data, FitOptions options,
                       OnFitProgress on_progress, OnFinished on_finished)
    : FitSession([data = std::move(data)] { return FitStart{data}; }, std::move(options),
                 std::move(on_progress), std::move(on_finished)) {}

FitSession::~FitSession() {
  request_stop();
  worker_.join();
}

}  // namespace cortiscope
