#include "app/cli/stop_signal.h"

#include <cassert>
#include <csignal>

#include "core/base/ending_signals.h"
#include "core/io/atomic_file.h"

namespace cortiscope {
namespace {

// A signal handler can reach only globals.
StopSource* signal_source = nullptr;
volatile std::sig_atomic_t first_signal = 0;

void delete_and_end(int signal) {
  delete_unfinished();
  std::signal(signal, SIG_DFL);
  std::raise(signal);  // comes when this handler has returned
}

void ask_to_stop(int signal) {
  if (first_signal == 0) first_signal = signal;
  signal_source->request_stop();
  // Every further write to a broken pipe sends it again while a fit is saved.
  std::signal(signal, signal == SIGPIPE ? SIG_IGN : delete_and_end);
}

}  // namespace

void leave_nothing_unfinished_on_signal() { answer_ending_signals(delete_and_end); }

StopToken stop_on_signal() {
  // Never destroyed: a signal may still come while the program ends.
  static auto* const source = new StopSource;
  signal_source = source;
  answer_ending_signals(ask_to_stop);
  return source->token();
}

int exit_code_of_signal() {
  assert(first_signal != 0);
  return 128 + first_signal;
}

}  // namespace cortiscope
