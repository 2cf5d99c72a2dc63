#include <gtest/gtest.h>

#include "core/io/hdf5/images_file.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(ImagesFile, GivesBackWhatWasWritten) {
  const TempDir folder;
  StimulusSet stimuli{{"a", "b"}, {Image(3, 2, {1, 2, 3}), Image(3, 2, {4, 5, 6})}};
  stimuli.images[0].at(2, 1) = {9, 8, 7};
  write_images(folder / "images.h5", stimuli);
  const StimulusSet read = read_images(folder / "images.h5");
  EXPECT_EQ(read.names, stimuli.names);
  ASSERT_EQ(read.images.size(), 2U);
  EXPECT_EQ(read.images[0].pixels, stimuli.images[0].pixels);
  EXPECT_EQ(read.images[1].at(0, 0), (Rgb8{4, 5, 6}));
}

}  // namespace
}  // namespace cortiscope
