// The programs, where disks are full.
#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>
#include <string>
#include <vector>

#include "tests/faults/command_faults.h"
#include "tests/faults/how_many.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/small_disk.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

class FullDisk : public CommandFaults {
 protected:
  /// A command, and the file that it writes in the end; empty: several.
  struct Writing {
    Words words;
    std::string result;
    bool is_small = false;  ///< of a few thousand bytes
  };

  /// What the commands below read besides the study.
  void make_inputs() const {
    ASSERT_EQ(run(fit_words(path("fit.h5"), 3)).exit_code, 0);
    ASSERT_EQ(run({"convert", path("study/subject.h5"), path("cortex")}).exit_code, 0);
    constexpr int kBothHemispheres = 20484;
    std::vector<double> numbers(2 * kBothHemispheres);
    std::iota(numbers.begin(), numbers.end(), 0);
    write_bytes(path("table.npy"), npy_bytes("<f4", "(2, " + std::to_string(kBothHemispheres) + ")",
                                             number_bytes(numbers, "<f4")));
    write_bytes(path("names.txt"), "a.png\nb.png");
  }

  /// Every command that writes files.
  std::vector<Writing> commands_writing_into(const std::string& to) const {
    const auto in = [&](const char* name) { return path(to + "/" + name); };
    const std::string study = path("study"), fit = path("fit.h5");
    std::vector<Writing> all = {
        {fit_words(in("fit.h5"), 3), to + "/fit.h5"},
        {{"simulate", "--vertices", "100", "--images", "100", "--networks", "aligned", "--out",
          in("study")},
         to + "/study/aligned.features.h5"},
        {{"extract", "--backbone", study + "/aligned.pt", "--images", study + "/images.h5", "--out",
          in("aligned.features.h5")},
         to + "/aligned.features.h5"},
        {{"study", "--responses", path("table.npy"), "--images", path("names.txt"), "--cortex",
          path("cortex"), "--out", in("subject.h5")},
         to + "/subject.h5"},
        {{"predict", fit, "scene-00001", "--features", study + "/aligned.features.h5", "--out",
          in("predicted.h5")},
         to + "/predicted.h5",
         /*is_small=*/true},
        {{"compare", fit, "--csv", in("lines.csv")}, "", /*is_small=*/true},
        {{"convert", study + "/subject.h5", in("cortex")}, ""},
        {{"convert", study + "/subject.h5", in("cortex.h5")}, to + "/cortex.h5"},
        {{"convert", path("cortex/surf/lh.white"), in("lh.white.surf.gii")},
         to + "/lh.white.surf.gii"},
        {{"convert", path("cortex/surf/lh.curv"), in("curv.dscalar.nii")},
         to + "/curv.dscalar.nii"}};
#ifdef CORTISCOPE_DRAWS
    for (const char* name : {"map.png", "map.svg", "map.pdf"}) {
      all.push_back({{"figure", fit, "--map", "layer", "--out", in(name)}, to + "/" + name});
    }
    all.push_back({{"compare", fit, "--plot", in("plot.pdf")}, to + "/plot.pdf", true});
#endif
    return all;
  }

  void expect_nothing_left(const Writing& writing) const {
    if (!writing.result.empty()) {
      EXPECT_FALSE(fs::exists(folder_ / writing.result)) << writing.result;
    }
    expect_no_part();
  }
};

// A limit on the size of files answers every write beyond it as a full disk does.
TEST_F(FullDisk, IsAnErrorAndLeavesNothing) {
  make_inputs();
  const std::vector<int> blocks =
      how_many(0, 1) ? std::vector<int>{0, 1, 5, 20, 60, 150} : std::vector<int>{0, 20};
  for (const Writing& writing : commands_writing_into("new")) {
    for (const int block : blocks) {  // of 512 bytes
      if (writing.is_small && block > 0) continue;
      const Ran ran = Program::run_limited("trap '' 25; ulimit -f " + std::to_string(block),
                                           writing.words, outputs_);
      // Standard error is a file, too: where it may not grow, nothing is said.
      EXPECT_EQ(ran.exit_code, 1) << testing::PrintToString(writing.words) << block << ran.errors;
      expect_nothing_left(writing);
      fs::remove_all(folder_ / "new");
    }
  }
}

TEST_F(FullDisk, IsNamedAndLosesNothingThatIsOnIt) {
  make_inputs();
  const SmallDisk disk(folder_ / "disk");
  if (!disk.is_there()) GTEST_SKIP() << "only root may mount a small disk";
  write_bytes(folder_ / "disk/notes.txt", "notes");
  const std::vector<int> rooms =
      how_many(0, 1) ? std::vector<int>{0, 4, 20, 64} : std::vector<int>{0, 20};
  for (const int room : rooms) {  // kB
    ASSERT_TRUE(disk.leave_room(std::uintmax_t(room) << 10));
    for (const Writing& writing : commands_writing_into("disk/new")) {
      if (writing.is_small && room > 0) continue;
      const Ran ran = run(writing.words);
      EXPECT_EQ(ran.exit_code, 1) << testing::PrintToString(writing.words) << room << ran.errors;
      EXPECT_NE(ran.errors.find("No space left on device"), std::string::npos) << ran.errors;
      if (writing.words[0] == "fit" && room > 0) expect_rescued(ran);
      expect_nothing_left(writing);
      fs::remove_all(folder_ / "disk/new");
    }
  }
  EXPECT_EQ(read_bytes(folder_ / "disk/notes.txt"), "notes");
}

#ifdef CORTISCOPE_DRAWS
// Libraries that map files there would end the program.
TEST_F(FullDisk, OfTheUsersCacheIsNoHindrance) {
  make_inputs();
  const SmallDisk disk(folder_ / "disk");
  if (!disk.is_there()) GTEST_SKIP() << "only root may mount a small disk";
  ASSERT_TRUE(disk.leave_room(0));
  const Ran ran = Program::run_limited(
      "export XDG_CACHE_HOME='" + path("disk") + "'",
      {"figure", path("fit.h5"), "--map", "layer", "--show-all", "--out", path("map.png")},
      outputs_);
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_TRUE(fs::exists(path("map.png")));
}
#endif

}  // namespace
}  // namespace cortiscope
