#include <gtest/gtest.h>

#include "core/io/hdf5/subject_file.h"
#include "core/open/cortex_folder_writer.h"
#include "tests/app/command_line_fixture.h"
#include "tests/support/algonauts_folder.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/nsd_folder.h"

namespace cortiscope {
namespace {

TEST_F(CommandLine, SimulatesSeveralSubjectsWhoSeeTheSameImages) {
  const Ran ran = run({"simulate", "--vertices", "20", "--images", "10", "--networks", "aligned",
                       "--subjects", "2", "--out", path("group")});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(ran.output,
            path("group") + ": 2 subjects, 10 images, 20 vertices, 1 networks (synthetic)\n");
  EXPECT_TRUE(is_there("group/subject.h5"));
  EXPECT_TRUE(is_there("group/subject-2/subject.h5"));
}

TEST_F(CommandLine, MakesASubjectOfTablesAndACortex) {
  write_cortex_folder(small_recording().subject.cortex, folder_ / "small");
  write_bytes(folder_ / "names.txt", "a\nb\n");
  std::vector<double> values(16);
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = double(i);
  write_bytes(folder_ / "betas.npy", npy_bytes("<f4", "(2, 8)", number_bytes(values, "<f4")));
  std::vector<std::string> words = {"study",       "--responses",     path("betas.npy"),
                                    "--images",    path("names.txt"), "--cortex",
                                    path("small"), "--out",           path("sub-01.h5")};
  const Ran made = run(words);
  ASSERT_EQ(made.exit_code, 0) << made.errors;
  EXPECT_EQ(made.output,
            "lh: 4 of 4 vertices, from betas.npy\nrh: 4 of 4 vertices, from "
            "betas.npy\n" +
                path("sub-01.h5") + ": 2 images, 8 vertices\n");
  const Recording read = read_recording(folder_ / "sub-01.h5");
  EXPECT_EQ(read.subject.name, "sub-01");
  EXPECT_EQ(read.images, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(read.responses.row(1)[7], 15);
  EXPECT_FALSE(read.is_z_scored);

  const Ran again = run(words);
  EXPECT_EQ(again.exit_code, 8) << "it is there already";
  EXPECT_NE(again.errors.find("--force replaces it"), std::string::npos) << again.errors;
  words.insert(words.end(), {"--force", "--z-scored"});
  EXPECT_EQ(run(words).exit_code, 0);
  EXPECT_TRUE(read_recording(folder_ / "sub-01.h5").is_z_scored);
  write_bytes(folder_ / "names.txt", "a\nb\nc\n");
  const Ran wrong = run(words);
  EXPECT_EQ(wrong.exit_code, 5);
  EXPECT_NE(wrong.errors.find("found 2 by 8 (give the names of its 2 images, in their order"),
            std::string::npos)
      << wrong.errors;
  EXPECT_TRUE(is_there("sub-01.h5")) << "the one before stays";
}

TEST_F(CommandLine, MakesASubjectOfNsd) {
  const NsdFiles files{folder_ / "nsd", "subj01"};
  SmallNsd().write(files);
  for (const Hemisphere h : kHemispheres) {
    write_bytes(files.regions(h, "nsdgeneral"), mgh_bytes({4, 1, 1, 1}, {-1, 1, 0, 1}));
  }
  Cortex cortex = small_recording().subject.cortex;
  for (const Hemisphere h : kHemispheres) cortex[h].regions.clear();
  write_cortex_folder(cortex, files.cortex());
  const std::vector<std::string> words = {"study",  "--nsd", path("nsd"),      "--subject",
                                          "subj01", "--out", path("subj01.h5")};
  const Ran made = run(words);
  ASSERT_EQ(made.exit_code, 0) << made.errors;
  EXPECT_EQ(made.output, "lh: 2 of 4 vertices\nrh: 2 of 4 vertices\n" + path("subj01.h5") +
                             ": 40 images, 4 vertices\n");
  const Recording read = read_recording(folder_ / "subj01.h5");
  EXPECT_EQ(read.subject.name, "subj01");
  EXPECT_EQ(read.images.front(), "nsd-00100");
  EXPECT_EQ(read.subject.vertices[kRh], (std::vector<int>{1, 3}));
  EXPECT_EQ(run(words).exit_code, 8) << "it is there already";

  const Ran direct = run({"info", path("nsd")});
  EXPECT_EQ(direct.exit_code, 6);
  EXPECT_NE(direct.errors.find("make a subject file of one of its subjects"), std::string::npos)
      << direct.errors;
  EXPECT_EQ(run({"study", "--out", path("none.h5")}).exit_code, 2);
  EXPECT_EQ(run({"study", "--nsd", path("nsd"), "--out", path("none.h5")}).exit_code, 2);
}

}  // namespace
}  // namespace cortiscope
