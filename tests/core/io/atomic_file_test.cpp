#include "core/io/atomic_file.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

int file_count(const TempDir& folder) {
  const std::filesystem::directory_iterator files(folder.path());
  return int(std::distance(begin(files), end(files)));
}

TEST(AtomicFile, KeepsTheOldFileUntilItIsCommitted) {
  const TempDir folder;
  write_bytes(folder / "fit.h5", "old");
  AtomicFile file(folder / "fit.h5");
  write_bytes(file.path(), "new");
  EXPECT_EQ(read_bytes(folder / "fit.h5"), "old");
  file.commit();
  EXPECT_EQ(read_bytes(folder / "fit.h5"), "new");
  EXPECT_EQ(file_count(folder), 1);
}

TEST(AtomicFile, LeavesNothingBehindWithoutCommit) {
  const TempDir folder;
  {
    const AtomicFile file(folder / "fit.h5");
    write_bytes(file.path(), "half");
  }
  EXPECT_EQ(file_count(folder), 0);
}

TEST(AtomicFile, CleansUpWhatAKilledProgramLeft) {
  const TempDir folder;
  const pid_t child = fork();
  if (child == 0) {
    auto* left = new AtomicFile(folder / "fit.h5");
    write_bytes(left->path(), "half");
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  ASSERT_EQ(file_count(folder), 1);
  const AtomicFile other(folder / "other.h5");
  EXPECT_EQ(file_count(folder), 0) << "any file that is written there";
}

TEST(AtomicFile, LeavesWhatAnotherProgramIsWriting) {
  const TempDir folder;
  const std::string machine = [] {
    char name[256] = {};
    gethostname(name, sizeof name - 1);
    return std::string(name);
  }();
  write_bytes(folder / (".fit.h5.part-1@" + machine), "half");  // process 1 always runs
  write_bytes(folder / ".fit.h5.part-999999999@elsewhere", "half");
  const AtomicFile file(folder / "fit.h5");
  EXPECT_EQ(file_count(folder), 2);
}

TEST(AtomicFile, WritesThroughALink) {
  const TempDir folder;
  write_bytes(folder / "real.h5", "old");
  std::filesystem::create_symlink(folder / "real.h5", folder / "link.h5");
  write_file(folder / "link.h5", "new");
  EXPECT_TRUE(std::filesystem::is_symlink(folder / "link.h5"));
  EXPECT_EQ(read_bytes(folder / "real.h5"), "new");
}

TEST(AtomicFile, NamesTheMissingFolder) {
  const TempDir folder;
  const std::string file = (folder / "none/fit.h5").string();
  EXPECT_EQ(error_of([&] { write_file(file, "x"); }),
            file + ": its folder does not exist (make " + (folder / "none").string() + " first)");
}

}  // namespace
}  // namespace cortiscope
