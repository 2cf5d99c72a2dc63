#include "core/study/algonauts_study.h"

#include <gtest/gtest.h>

#include "core/fit/study_files.h"
#include "core/open/describe.h"
#include "tests/support/algonauts_folder.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

std::string not_read(const std::filesystem::path& folder) {
  return folder.string() +
         ": is a subject of the Algonauts 2023 challenge, which is recognised but not read yet "
         "(write its responses as a subject file; core/io/FORMAT.md shows how)";
}

TEST(AlgonautsStudy, SaysWhatAFolderHolds) {
  const TempDir folder;
  write_algonauts_folder(folder / "subj01");
  EXPECT_TRUE(AlgonautsStudy::is_at(folder / "subj01"));
  EXPECT_FALSE(AlgonautsStudy::is_at(folder.path()));
  const AlgonautsFolder found = AlgonautsStudy(folder / "subj01").look();
  EXPECT_EQ(found.subject, "subj01");
  EXPECT_EQ(found.vertices[kLh], 2);
  EXPECT_EQ(found.vertices[kRh], 1);
  EXPECT_EQ(found.responses[kLh], 3);
  EXPECT_EQ(found.training_images, 3);
  EXPECT_EQ(found.test_images, 0);
  EXPECT_EQ(found.region_masks, 2);
  EXPECT_TRUE(found.problems.empty());
}

TEST(AlgonautsStudy, SaysWhatIsWrongWithAFolder) {
  const TempDir folder;
  write_algonauts_folder(folder.path());
  const auto fmri = folder / "training_split/training_fmri";
  write_bytes(fmri / "lh_training_fmri.npy", npy_bytes("<f4", "(3, 2)", "cut"));
  std::filesystem::remove(fmri / "rh_training_fmri.npy");
  std::vector<std::string> problems = AlgonautsStudy(folder.path()).look().problems;
  ASSERT_EQ(problems.size(), 2U);
  EXPECT_EQ(problems[0],
            "lh_training_fmri.npy: expected 152 bytes, found 131 (the file is cut short or "
            "damaged; copy it again)");
  EXPECT_EQ(problems[1], "rh_training_fmri.npy: missing");

  write_bytes(fmri / "lh_training_fmri.npy", npy_bytes("<f8", "(3, 2)", ""));
  EXPECT_EQ(AlgonautsStudy(folder.path()).look().problems[0],
            "lh_training_fmri.npy: expected float32 of shape (images, vertices), found <f8 of "
            "shape (3, 2) (is it of the challenge?)");

  write_bytes(fmri / "lh_training_fmri.npy", npy_bytes("<f4", "(5, 1)", std::string(20, '\0')));
  problems = AlgonautsStudy(folder.path()).look().problems;
  EXPECT_EQ(problems.back(),
            "lh_training_fmri.npy: responses to 5 images, but 3 training images are there");
}

TEST(AlgonautsStudy, IsDescribedButNotReadYet) {
  const TempDir folder;
  const auto subject = folder / "subj01";
  write_algonauts_folder(subject);
  const Description description = describe(subject);
  EXPECT_EQ(description.kind, "Algonauts 2023 subject");
  EXPECT_EQ(std::get<std::int64_t>(description.facts[1].value), 3);
  EXPECT_EQ(description.problems,
            std::vector<std::string>{"the Algonauts 2023 layout is not read yet: neither the "
                                     "window nor a fit opens it"});
  EXPECT_EQ(study_at(subject)->name(), "Algonauts 2023 subject");
  EXPECT_EQ(error_of([&] { open_study(subject, folder / "features.h5", 1); }), not_read(subject));
}

}  // namespace
}  // namespace cortiscope
