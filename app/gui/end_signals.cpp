#include "app/gui/end_signals.h"

#include <fcntl.h>
#include <unistd.h>

#include <QSocketNotifier>
#include <array>
#include <cerrno>
#include <utility>

#include "app/gui/fit_controller.h"
#include "core/base/ending_signals.h"

namespace cortiscope {
namespace {

// A signal handler can reach only globals. Both ends stay open until the program ends: a signal may
// come at any time.
std::array<int, 2> signal_pipe = {-1, -1};

/// A handler may do next to nothing: the event loop does the rest.
void pass_on(int signal) {
  const int before = errno;
  const auto number = static_cast<unsigned char>(signal);
  // Full only after thousands of signals, of which the first counts.
  [[maybe_unused]] const ssize_t written = write(signal_pipe[1], &number, 1);
  answer_no_more(signal);
  errno = before;
}

}  // namespace

EndSignals::EndSignals(FitController& fits, std::function<void(int)> end)
    : fits_(fits), end_(std::move(end)) {
  if (signal_pipe[0] < 0 && pipe2(signal_pipe.data(), O_CLOEXEC | O_NONBLOCK) != 0) return;
  auto* notifier = new QSocketNotifier(signal_pipe[0], QSocketNotifier::Read, this);
  connect(notifier, &QSocketNotifier::activated, this, &EndSignals::take_signal);
  connect(&fits_, &FitController::idle, this, [this] {
    if (signal_ != 0 && end_) std::exchange(end_, nullptr)(128 + signal_);
  });
  answer_ending_signals(pass_on);
}

EndSignals::~EndSignals() { answer_ending_signals(SIG_DFL); }

void EndSignals::take_signal() {
  unsigned char number = 0;
  if (read(signal_pipe[0], &number, 1) != 1 || signal_ != 0) return;
  signal_ = number;
  fits_.cancel_waiting();
  for (const int id : fits_.unsaved()) fits_.save(id);  // there may be room again
  if (fits_.is_running()) return fits_.stop_and_keep();
  if (end_) std::exchange(end_, nullptr)(128 + signal_);
}

}  // namespace cortiscope
