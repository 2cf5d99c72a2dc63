#include "core/open/open_images.h"

#include <gtest/gtest.h>

#include "core/io/hdf5/images_file.h"
#include "core/io/image/png_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(OpenImages, ReadsAFolderInTheOrderOfItsNames) {
  const TempDir folder;
  write_png(Image(3, 2, {1, 2, 3}), folder / "b.PNG");
  write_png(Image(4, 4, {7, 8, 9}), folder / "a.png");
  write_bytes(folder / "notes.txt", "no image");
  const auto images = open_images(folder.path());
  EXPECT_EQ(images->names(), (std::vector<std::string>{"a.png", "b.PNG"}));
  const std::vector<Image> found = images->read({1, 0});
  EXPECT_EQ(found[0].width, 3);
  EXPECT_EQ(found[1].at(3, 3), (Rgb8{7, 8, 9}));
}

TEST(OpenImages, ReadsAnImagesFile) {
  const TempDir folder;
  StimulusSet stimuli;
  for (int i = 0; i < 3; ++i) {
    stimuli.names.push_back("image " + std::to_string(i));
    stimuli.images.emplace_back(5, 4, Rgb8{std::uint8_t(i), 20, 30});
    stimuli.images.back().at(4, 0) = {99, 98, 97};
  }
  write_images(folder / "images.h5", stimuli);
  const auto images = open_images(folder / "images.h5");
  EXPECT_EQ(images->names(), stimuli.names);
  const std::vector<Image> found = images->read({2, 0});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].width, 5);
  EXPECT_EQ(found[0].pixels, stimuli.images[2].pixels);
  EXPECT_EQ(found[1].pixels, stimuli.images[0].pixels);
}

TEST(OpenImages, SaysWhatIsWrong) {
  const TempDir folder;
  EXPECT_EQ(error_of([&] { open_images(folder.path()); }),
            folder.path().string() +
                ": expected PNG or JPEG files in it, found none (name the folder that holds the "
                "images themselves)");
  write_bytes(folder / "images.h5", "no HDF5");
  EXPECT_NE(error_of([&] { open_images(folder / "images.h5"); }), "(no error)");
}

}  // namespace
}  // namespace cortiscope
