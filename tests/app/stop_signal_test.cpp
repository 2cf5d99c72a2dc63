#include "app/cli/stop_signal.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>

#include "core/io/atomic_file.h"
#include "tests/support/temp_dir.h"

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

TEST(StopOnSignal, AsksForEverySignalThatEndsAProgram) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    const auto stop_once = [signal] {
      const StopToken token = stop_on_signal();
      std::raise(signal);
      std::_Exit(token.stop_requested() ? exit_code_of_signal() : 1);
    };
    EXPECT_EXIT(stop_once(), testing::ExitedWithCode(128 + signal), "");
  }
}

TEST(StopOnSignal, SavesOnWhileABrokenPipeGoesOn) {
  const auto break_pipe = [] {
    stop_on_signal();
    for (int write = 0; write < 5; ++write) std::raise(SIGPIPE);
    std::_Exit(exit_code_of_signal());
  };
  EXPECT_EXIT(break_pipe(), testing::ExitedWithCode(128 + SIGPIPE), "");
}

TEST(LeaveNothingUnfinishedOnSignal, DeletesWhatIsBeingWrittenAndEnds) {
  const TempDir folder;
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    const auto end_while_writing = [&] {
      leave_nothing_unfinished_on_signal();
      const AtomicFile done(folder / "done.h5");
      write_bytes(done.path(), "half");
      { const AtomicFile other(folder / "other.h5"); }
      const AtomicFile file(folder / "map.png");
      write_bytes(file.path(), "half");
      std::raise(signal);
    };
    EXPECT_EXIT(end_while_writing(), testing::KilledBySignal(signal), "");
    EXPECT_TRUE(std::filesystem::is_empty(folder.path())) << signal;
  }
}

TEST(LeaveNothingUnfinishedOnSignal, LeavesAFileThatIsKeptToGoOnWith) {
  const TempDir folder;
  const auto end_while_writing = [&] {
    leave_nothing_unfinished_on_signal();
    const AtomicFile file(folder / "f.h5", Uncommitted::kKept);
    write_bytes(file.path(), "half");
    std::raise(SIGTERM);
  };
  EXPECT_EXIT(end_while_writing(), testing::KilledBySignal(SIGTERM), "");
  { const AtomicFile another(folder / "g.h5"); }  // cleans up
  EXPECT_EQ(read_bytes(unfinished_file(folder / "f.h5")), "half");
}

TEST(StopOnSignal, LeavesIgnoredSignalsIgnored) {
  const auto hang_up = [] {
    std::signal(SIGHUP, SIG_IGN);
    const StopToken token = stop_on_signal();
    std::raise(SIGHUP);
    std::_Exit(token.stop_requested() ? 1 : 0);
  };
  EXPECT_EXIT(hang_up(), testing::ExitedWithCode(0), "");
}

}  // namespace
}  // namespace cortiscope
