#pragma once

#include <array>
#include <csignal>

namespace cortiscope {

/// The signals that end a program which does not answer them: Ctrl-C, a request, the terminal or
/// session is gone, and whoever read our output is gone.
constexpr std::array<int, 4> kEndingSignals = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};

/// Answers them with a handler, but for those that are ignored, as nohup asks.
void answer_ending_signals(void (*handler)(int));

/// To be called in a handler, for its signal: the next one ends the program at once; but of SIGPIPE
/// it is ignored, because every further write to a broken pipe sends it again while a fit is saved.
void answer_no_more(int signal);

/// Keeps how this process answers them, and restores it at the end of the scope: for libraries that
/// take signals for themselves as they are loaded.
class KeptEndingSignals {
 public:
  KeptEndingSignals();
  ~KeptEndingSignals();
  KeptEndingSignals(const KeptEndingSignals&) = delete;
  KeptEndingSignals& operator=(const KeptEndingSignals&) = delete;

 private:
  std::array<struct sigaction, kEndingSignals.size()> kept_;
};

}  // namespace cortiscope
