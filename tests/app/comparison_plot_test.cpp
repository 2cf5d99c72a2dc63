#include <gtest/gtest.h>

#include "app/cli/compare_command.h"
#include "core/io/file_bytes.h"
#include "core/simulate/demo_fits.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The exit code of `cortiscope compare` on two fits of the demonstration.
int compare_with(const std::vector<std::string>& options) {
  std::vector<std::string> words = {"cortiscope", "compare",
                                    installed_demo_fit_file("aligned").string(),
                                    installed_demo_fit_file("scrambled").string()};
  words.insert(words.end(), options.begin(), options.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  return run_program(int(pointers.size()), pointers.data(), {add_drawing_compare_command});
}

TEST(ComparisonPlot, IsDrawnByTheCommandLine) {
  const TempDir folder;
  const std::string file = (folder / "stages.svg").string();
  testing::internal::CaptureStdout();
  EXPECT_EQ(compare_with({"--plot", file, "--roi-order", "V1,V2,EBA+OFA"}), 0);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), file + "\n");
  const std::string svg = read_file_bytes(file);
  for (const char* expected : {">V2</text>", ">aligned</text>", ">scrambled</text>"}) {
    EXPECT_NE(svg.find(expected), std::string::npos) << expected;
  }
  EXPECT_EQ(compare_with({"--plot", file}), 8) << "it is there";
  EXPECT_EQ(compare_with({"--plot", (folder / "stages.txt").string()}), 6);
  EXPECT_EQ(compare_with({"--plot", file, "--json"}), 2);
}

TEST(CoveragePlot, IsDrawnByTheCommandLine) {
  const TempDir folder;
  const std::string file = (folder / "field.svg").string();
  testing::internal::CaptureStdout();
  EXPECT_EQ(
      compare_with({"--coverage", file, "--roi-order", "V1,EBA+OFA", "--coverage-by", "mean"}), 0);
  EXPECT_EQ(testing::internal::GetCapturedStdout(), file + "\n");
  const std::string svg = read_file_bytes(file);
  for (const char* expected : {">V1</text>", ">EBA+OFA</text>", ">aligned · simulated on builtin</",
                               ">coverage, mean over vertices</text>", " vertices</text>"}) {
    EXPECT_NE(svg.find(expected), std::string::npos) << expected;
  }
  EXPECT_EQ(compare_with({"--coverage", file}), 8) << "it is there";
  EXPECT_EQ(compare_with({"--coverage", (folder / "field.txt").string()}), 6);
  EXPECT_EQ(compare_with({"--coverage", file, "--json"}), 2);
}

}  // namespace
}  // namespace cortiscope
