#include "app/cli/stop_signal.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

namespace cortiscope {
namespace {

// Each runs in a process of its own: handlers of signals belong to the whole process.

TEST(StopOnSignal, AsksAtTheFirstCtrlC) {
  const auto interrupt_once = [] {
    const StopToken token = stop_on_signal();
    const bool is_asked_too_early = token.stop_requested();
    std::raise(SIGINT);
    std::_Exit(!is_asked_too_early && token.stop_requested() ? 0 : 1);
  };
  EXPECT_EXIT(interrupt_once(), testing::ExitedWithCode(0), "");
}

TEST(StopOnSignal, EndsTheProgramAtTheSecondCtrlC) {
  const auto interrupt_twice = [] {
    stop_on_signal();
    std::raise(SIGINT);
    std::raise(SIGINT);
  };
  EXPECT_EXIT(interrupt_twice(), testing::KilledBySignal(SIGINT), "");
}

TEST(StopOnSignal, BearsASignalWhileTheProgramEnds) {
  const auto interrupt_last = [] {
    std::atexit([] { std::raise(SIGINT); });  // registered first, so it runs last
    stop_on_signal();
    std::exit(0);
  };
  EXPECT_EXIT(interrupt_last(), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace cortiscope
