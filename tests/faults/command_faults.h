#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "tests/support/program.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {

/// Tests of the programs on a small study in a folder of their own.
class CommandFaults : public testing::Test {
 protected:
  using Words = std::vector<std::string>;

  static void SetUpTestSuite() {
    study_ = new TempDir;
    setenv("XDG_CACHE_HOME", (*study_ / "cache").c_str(), 1);
    for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) unsetenv(display);
    const TempDir outputs;
    const Ran made = Program({"simulate", "--vertices", "100", "--images", "100", "--networks",
                              "aligned", "--out", (*study_ / "study").string()},
                             outputs)
                         .wait();
    ASSERT_EQ(made.exit_code, 0) << made.errors;
  }
  static void TearDownTestSuite() {
    unsetenv("XDG_CACHE_HOME");
    delete study_;
  }

  void SetUp() override { std::filesystem::copy(*study_ / "study", folder_ / "study"); }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  Ran run(const Words& words) const { return Program(words, outputs_).wait(); }

  Words fit_words(const std::string& out, int steps, const Words& more = {}) const {
    Words words = {"fit",
                   "--subject",
                   path("study/subject.h5"),
                   "--features",
                   path("study/aligned.features.h5"),
                   "--out",
                   out,
                   "--steps",
                   std::to_string(steps),
                   "--threads",
                   "1",
                   "--device",
                   "cpu"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
  }

  /// All files below the folder with their bytes.
  std::map<std::string, std::string> contents() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      if (entry.is_regular_file()) files[entry.path().string()] = read_bytes(entry.path());
    }
    return files;
  }

  /// Runs a command that must fail and leave every file as it was.
  void expect_refused(const Words& words) const {
    const auto before = contents();
    const Ran ran = run(words);
    EXPECT_GT(ran.exit_code, 0) << testing::PrintToString(words) << ran.errors;
    EXPECT_EQ(ran.output, "") << testing::PrintToString(words);
    EXPECT_TRUE(contents() == before) << testing::PrintToString(words);
  }

  /// The fit could not be written where it belongs, and is kept among the temporary files.
  static void expect_rescued(const Ran& ran) {
    EXPECT_GT(ran.exit_code, 0) << ran.errors;
    const std::string said = "the fit is kept in ";
    const std::size_t at = ran.errors.find(said);
    ASSERT_NE(at, std::string::npos) << ran.errors;
    const std::size_t start = at + said.size();
    const std::filesystem::path kept =
        ran.errors.substr(start, ran.errors.find(' ', start) - start);
    EXPECT_TRUE(std::filesystem::exists(kept)) << kept;
    std::filesystem::remove_all(kept.parent_path());
  }

  void expect_no_part() const {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
      EXPECT_EQ(entry.path().filename().string().find(".part-"), std::string::npos) << entry.path();
    }
  }

  TempDir folder_, outputs_;

 private:
  static inline TempDir* study_ = nullptr;
};

}  // namespace cortiscope
