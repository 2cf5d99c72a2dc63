#include "app/cli/stop_signal.h"

#include <csignal>

namespace cortiscope {
namespace {

// A signal handler can reach only globals.
StopSource* signal_source = nullptr;

void ask_to_stop(int signal) {
  signal_source->request_stop();
  std::signal(signal, SIG_DFL);
}

}  // namespace

StopToken stop_on_signal() {
  // Never destroyed: a signal may still come while the program ends.
  static auto* const source = new StopSource;
  signal_source = source;
  std::signal(SIGINT, ask_to_stop);
  std::signal(SIGTERM, ask_to_stop);
  return source->token();
}

}  // namespace cortiscope
