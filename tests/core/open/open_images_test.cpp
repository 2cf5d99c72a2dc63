#include "core/open/open_images.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/io/hdf5/images_file.h"
#include "core/io/hdf5/nsd_stimuli.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/image/image_folder.h"
#include "core/io/image/png_file.h"
#include "core/open/image_list.h"
#include "tests/support/algonauts_folder.h"
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

TEST(NsdNumberOf, IsInTheNamesOfBothDataSets) {
  EXPECT_EQ(nsd_number_of(nsd_image_name(13)), 13);
  EXPECT_EQ(nsd_number_of("train-0001_nsd-72999.png"), 72999);
  for (const char* other : {"", "nsd-", "nsd-0013", "nsd-000013", "ansd-00013", "image 00013"}) {
    EXPECT_EQ(nsd_number_of(other), std::nullopt) << other;
  }
}

TEST(OpenImages, ReadsTheImagesOfBothSplitsOfAnAlgonautsFolder) {
  const TempDir folder;
  const Recording recording = small_recording_with_test_set();
  const auto subject = folder / "subj01";
  write_algonauts_folder(subject, recording);
  for (std::size_t i = 0; i < recording.images.size(); ++i) {
    const char* in = i < 3 ? "training_split/training_images" : "test_split/test_images";
    write_png(Image(int(i) + 1, 2), subject / in / recording.images[i]);
  }
  const auto images = open_images(subject);
  EXPECT_EQ(images->names(), recording.images);
  EXPECT_EQ(images->read({3})[0].width, 4);
  std::filesystem::remove_all(subject / "test_split/test_images");
  EXPECT_EQ(open_images(subject)->names(), small_recording().images);
}

TEST(OpenImages, RefusesTwoImagesOfOneName) {
  const TempDir folder;
  for (const char* name : {"a", "b"}) {
    std::filesystem::create_directories(folder / name);
    write_bytes(folder / name / "1.png", "");
  }
  const std::vector<std::filesystem::path> both = {folder / "a", folder / "b"};
  EXPECT_EQ(error_of([&] { const ImageFolder images(both); }),
            (folder / "b").string() +
                ": expected images of other names than in the folder before, found \"1.png\" in "
                "both (rename one of them)");
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

TEST(OpenImages, ReadsTheStimuliOfNsdAndSomeOfThem) {
  const TempDir folder;
  {
    H5Writer file(folder / "nsd_stimuli.hdf5");
    Array<std::uint8_t> pixels(Shape{15, 2, 3, 3});
    for (std::int64_t image = 0; image < 15; ++image) {
      std::fill_n(pixels.row(image), 18, std::uint8_t(image));
    }
    file.write("/imgBrick", pixels);
    file.commit();
  }
  const auto all = open_images(folder / "nsd_stimuli.hdf5");
  ASSERT_EQ(all->names().size(), 15U);
  EXPECT_EQ(all->names()[13], "nsd-00013");
  const Image found = all->read({13, 2})[0];
  EXPECT_EQ(found.width, 3);
  EXPECT_EQ(found.height, 2);
  EXPECT_EQ(found.at(2, 1), (Rgb8{13, 13, 13}));

  const auto some = only_of(open_images(folder / "nsd_stimuli.hdf5"), {"nsd-00007", "nsd-00002"});
  EXPECT_EQ(some->names(), (std::vector<std::string>{"nsd-00007", "nsd-00002"}));
  EXPECT_EQ(some->read({1})[0].at(0, 0), (Rgb8{2, 2, 2}));
  EXPECT_EQ(error_of([&] { only_of(open_images(folder / "nsd_stimuli.hdf5"), {"nsd-00015"}); }),
            "images: expected an image \"nsd-00015\", found none (are the images those of the "
            "list?)");
}

TEST(OpenImages, TakesTheNamesOfASubjectFile) {
  const TempDir folder;
  const Recording recording = small_recording();
  write_recording(folder / "subject.h5", recording);
  EXPECT_EQ(read_image_list(folder / "subject.h5"), recording.images);
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
