#include "core/io/file_hash.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(HashOfFile, IsWhatTheXxhashToolPrints) {
  const TempDir folder;
  write_bytes(folder / "empty", "");
  write_bytes(folder / "abc", "abc");
  EXPECT_EQ(hash_of_file(folder / "empty"), "xxh3-128:99aa06d3014798d86001c324468d497f");
  EXPECT_EQ(hash_of_file(folder / "abc"), "xxh3-128:06b05ab6733a618578af5f94892f3950");
}

TEST(HashOfBytes, IsThatOfAFileWithThem) {
  EXPECT_EQ(hash_of_bytes("abc", 3), "xxh3-128:06b05ab6733a618578af5f94892f3950");
}

TEST(HashOfFile, TellsFilesApartThatDifferInTheirLastByte) {
  const TempDir folder;
  write_bytes(folder / "a", std::string(3 << 20, 'x') + "a");
  write_bytes(folder / "b", std::string(3 << 20, 'x') + "b");
  EXPECT_NE(hash_of_file(folder / "a"), hash_of_file(folder / "b"));
}

TEST(HashOfFile, SaysThatThereIsNoSuchFile) {
  const TempDir folder;
  EXPECT_EQ(error_of([&] { hash_of_file(folder / "no.h5"); }),
            "no.h5: no such file (looked for " + (folder / "no.h5").string() + ")");
  EXPECT_EQ(
      error_of([&] { hash_of_file(folder.path()); }),
      folder.path().filename().string() + ": expected a file, found a folder (name a file in it)");
}

}  // namespace
}  // namespace cortiscope
