#include "app/cli/demo_command.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "app/session/figure_request.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/app/gui/tiny_demo.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

FitOptions few_steps() {
  FitOptions options;
  options.steps = 4;
  options.threads = 1;
  options.device = "cpu";
  return options;
}

TEST(MakeDemo, FitsDrawsAndScoresEveryNetworkAndReplacesAnEarlierRun) {
  const TempDir folder;
  const DemoOptions demo = tiny_demo(folder);
  for (const std::uint64_t seed : {1, 2}) {
    DemoOptions seeded = demo;
    seeded.seed = seed;
    testing::internal::CaptureStdout();
    EXPECT_TRUE(make_demo(seeded, few_steps(), StopToken()));
    const std::string said = testing::internal::GetCapturedStdout();
    for (const char* part :
         {"aligned.fit.h5: network aligned, 80 vertices, mean R2 ", ", 4 of 4 steps in ",
          "/scrambled.png\n", "/aligned.pdf\n", "/aligned-inflated.png\n", "layer_argmax_hit ",
          "  scrambled.png  the layer, space, scale and score maps of network scrambled\n"}) {
      EXPECT_NE(said.find(part), std::string::npos) << part << " in\n" << said;
    }
    EXPECT_LT(said.find("aligned.pdf"), said.find("r2_mean"));
  }
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(demo.folder)) {
    names.insert(entry.path().filename().string());
  }
  EXPECT_EQ(names,
            (std::set<std::string>{"subject.h5", "images.h5", "aligned.pt", "aligned.features.h5",
                                   "aligned.fit.h5", "aligned.png", "aligned.pdf",
                                   "aligned-inflated.png", "demonstration.txt",
                                   "scrambled.pt", "scrambled.features.h5",
                                   "scrambled.fit.h5", "scrambled.png"}));
  const FigureRequest inflated = read_recipe((demo.folder / "aligned-inflated.png").string());
  EXPECT_EQ(inflated.maps, std::vector<std::string>{"layer"});
  EXPECT_EQ(inflated.view, "inflated");
}

TEST(MakeDemo, EndsWhereItIsAskedToWithoutAFit) {
  const TempDir folder;
  StopSource stop;
  stop.request_stop();
  EXPECT_FALSE(make_demo(tiny_demo(folder), few_steps(), stop.token()));
  EXPECT_FALSE(std::filesystem::exists(tiny_demo(folder).folder / "aligned.fit.h5"));
}

}  // namespace
}  // namespace cortiscope
