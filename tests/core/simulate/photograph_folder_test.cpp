#include "core/simulate/photograph_folder.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(ReadPhotographs, NamesAFolderThatIsNotThere) {
  EXPECT_EQ(error_of([] { read_photographs("/nowhere/at all"); }),
            "/nowhere/at all: no such folder (name a folder of PNG or JPEG files)");
}

TEST(ReadPhotographs, NamesAFolderWithoutPhotographs) {
  const TempDir folder;
  write_bytes(folder / "notes.txt", "none");
  EXPECT_EQ(
      error_of([&] { read_photographs(folder.path()); }),
      folder.path().string() +
          ": expected PNG or JPEG files in it, found none (name the folder that holds the images "
          "themselves)");
}

TEST(ReadPhotographs, ReadsPngAndJpegInOrder) {
  SKIP_WITHOUT_REAL_DATA();
  const std::vector<Image> photographs = read_photographs(*real_data() / "photos");
  ASSERT_EQ(photographs.size(), 6U);
  EXPECT_EQ(photographs.front().width, 512);  // the astronaut
}

}  // namespace
}  // namespace cortiscope
