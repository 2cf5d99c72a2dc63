#include "app/cli/stop_signal.h"

#include <cassert>
#include <csignal>

namespace cortiscope {
namespace {

// A signal handler can reach only globals.
StopSource* signal_source = nullptr;
volatile std::sig_atomic_t first_signal = 0;

void ask_to_stop(int signal) {
  if (first_signal == 0) first_signal = signal;
  signal_source->request_stop();
  // Every further write to a broken pipe sends SIGPIPE again, while the state is being saved.
  std::signal(signal, signal == SIGPIPE ? SIG_IGN : SIG_DFL);
}

}  // namespace

StopToken stop_on_signal() {
  // Never destroyed: a signal may still come while the program ends.
  static auto* const source = new StopSource;
  signal_source = source;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    const auto before = std::signal(signal, ask_to_stop);
    if (before == SIG_IGN) std::signal(signal, SIG_IGN);  // as nohup asks
  }
  return source->token();
}

int exit_code_of_signal() {
  assert(first_signal != 0);
  return 128 + first_signal;
}

}  // namespace cortiscope
