#include "core/io/atomic_file.h"

#include <gtest/gtest.h>

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

TEST(AtomicFile, NamesTheMissingFolder) {
  const TempDir folder;
  const std::string file = (folder / "none/fit.h5").string();
  EXPECT_EQ(error_of([&] { write_file(file, "x"); }),
            file + ": its folder does not exist (make " + (folder / "none").string() + " first)");
}

}  // namespace
}  // namespace cortiscope
