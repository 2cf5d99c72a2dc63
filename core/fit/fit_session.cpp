#include "core/fit/fit_session.h"

#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <new>

namespace cortiscope {
namespace {

/// Linux counts niceness by thread, and threads inherit it: those that torch's loops and the
/// batch reader start from here as well.
void lower_priority_of_this_thread() {
  constexpr int kNicer = 10;
  const auto thread = id_t(syscall(SYS_gettid));
  setpriority(PRIO_PROCESS, thread, getpriority(PRIO_PROCESS, thread) + kNicer);
}

/// The one place where a fit's exceptions become values.
FitOutcome run(const FitSession::OpenData& open_data, const FitOptions& options,
               const StopToken& stop, const OnFitProgress& on_progress, const FitKeeping& keeping) {
  try {
    const std::shared_ptr<const EncodingData> data = open_data();
    FitResult fit = fit_factor_topy(*data, options, stop, on_progress, keeping);
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

FitSession::FitSession(OpenData open_data, FitOptions options, OnFitProgress on_progress,
                       OnFinished on_finished, FitKeeping keeping)
    : worker_([open_data = std::move(open_data), options = std::move(options), stop = stop_.token(),
               on_progress = std::move(on_progress), on_finished = std::move(on_finished),
               keeping = std::move(keeping)] {
        lower_priority_of_this_thread();
        on_finished(run(open_data, options, stop, on_progress, keeping));
      }) {}

FitSession::FitSession(std::shared_ptr<const EncodingData> data, FitOptions options,
                       OnFitProgress on_progress, OnFinished on_finished)
    : FitSession([data = std::move(data)] { return data; }, std::move(options),
                 std::move(on_progress), std::move(on_finished)) {}

FitSession::~FitSession() {
  request_stop();
  worker_.join();
}

}  // namespace cortiscope
