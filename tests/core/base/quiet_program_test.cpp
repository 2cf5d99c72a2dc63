#include "core/base/quiet_program.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>

#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

constexpr double kLong = 60;

TEST(QuietProgram, SaysHowItEnded) {
  EXPECT_EQ(run_quietly({"/bin/sh", "-c", "exit 3"}, kLong).exit_code, 3);
  EXPECT_EQ(run_quietly({"/bin/sh", "-c", "kill -SEGV $$"}, kLong).signal, SIGSEGV);
  EXPECT_FALSE(run_quietly({"/bin/sh", "-c", "exit 0"}, kLong).is_late);
}

TEST(QuietProgram, IsKilledWhenItsTimeIsUp) {
  const ProgramEnd end = run_quietly({"/bin/sleep", "1000"}, 0.05);
  EXPECT_TRUE(end.is_late);
  EXPECT_EQ(end.signal, SIGKILL);
}

TEST(QuietProgram, NamesAProgramThatIsNotThere) {
  EXPECT_EQ(error_of([] { run_quietly({"/none"}, kLong); }),
            "/none: cannot be started (install all of Cortiscope's programs)");
}

TEST(QuietProgram, IsNotDisturbedByASignal) {
  const auto before = std::signal(SIGALRM, [](int) {});
  alarm(1);
  EXPECT_EQ(run_quietly({"/bin/sleep", "1.5"}, kLong).exit_code, 0);
  std::signal(SIGALRM, before);
}

}  // namespace
}  // namespace cortiscope
