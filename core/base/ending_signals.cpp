#include "core/base/ending_signals.h"

#include <cstddef>

namespace cortiscope {

void answer_ending_signals(void (*handler)(int)) {
  for (const int signal : kEndingSignals) {
    if (std::signal(signal, handler) == SIG_IGN) std::signal(signal, SIG_IGN);
  }
}

void answer_no_more(int signal) { std::signal(signal, signal == SIGPIPE ? SIG_IGN : SIG_DFL); }

KeptEndingSignals::KeptEndingSignals() {
  for (std::size_t i = 0; i < kept_.size(); ++i) sigaction(kEndingSignals[i], nullptr, &kept_[i]);
}

KeptEndingSignals::~KeptEndingSignals() {
  for (std::size_t i = 0; i < kept_.size(); ++i) sigaction(kEndingSignals[i], &kept_[i], nullptr);
}

}  // namespace cortiscope
