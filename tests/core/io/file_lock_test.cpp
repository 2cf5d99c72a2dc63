#include "core/io/file_lock.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <optional>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(FileLock, IsHeldOnce) {
  const TempDir folder;
  std::optional<FileLock> lock(folder / "fit.h5");
  EXPECT_EQ(error_of([&] { FileLock(folder / "fit.h5"); }),
            (folder / "fit.h5").string() +
                ": another run is writing to this file (wait for it to end, or choose "
                "another name)");
  lock.reset();
  EXPECT_EQ(error_of([&] { FileLock(folder / "fit.h5"); }), "(no error)");
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(FileLock, IsGivenUpByAProgramThatDies) {
  const TempDir folder;
  const pid_t child = fork();
  if (child == 0) {
    new FileLock(folder / "fit.h5");
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  EXPECT_TRUE(std::filesystem::exists(folder / "fit.h5.lock"));
  EXPECT_EQ(error_of([&] { FileLock(folder / "fit.h5"); }), "(no error)");
}

}  // namespace
}  // namespace cortiscope
