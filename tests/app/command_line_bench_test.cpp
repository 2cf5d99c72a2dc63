#include <gtest/gtest.h>

#include "tests/app/command_line_fixture.h"

namespace cortiscope {
namespace {

TEST_F(CommandLine, MeasuresClustering) {
  const Ran ran = run(
      {"bench", "cluster", "--vertices", "300", "--channels", "6", "--centroids", "50", "--json"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  const Json result = ran.json();
  EXPECT_EQ(result.value("vertices", 0), 300);
  EXPECT_EQ(result.value("channels", 0), 6);
  EXPECT_EQ(result.value("centroids", 0), 50);
  for (const char* name : {"seconds", "cut_ms", "peak_rss_mb"}) {
    EXPECT_TRUE(result.contains(name) && result[name].is_number()) << name;
  }
}

TEST_F(CommandLine, MeasuresAFitOfASimulatedStudy) {
  const Ran ran =
      run({"bench",        "fit",    "--vertices", "20", "--layers",  "2",  "--images", "100",
           "--channels",   "4",      "--rank",     "2",  "--steps",   "20", "--seeds",  "2",
           "--bottleneck", "4",      "--batch",    "4",  "--threads", "1",  "--device", "cpu",
           "--responses",  "pooled", "--json"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  const Json result = ran.json();
  EXPECT_EQ(result.value("vertices", 0), 20);
  EXPECT_EQ(result.value("seeds", 0), 2);
  EXPECT_EQ(result.value("responses", ""), "pooled");
  for (const char* engine : {"fast", "eager"}) {
    ASSERT_EQ(result["runs"][engine].size(), 2U);
    const Json& mean = result["mean"][engine];
    for (const char* name : {"r2_mean", "r2_over_ceiling", "layer_argmax_hit", "space_mae",
                             "scale_corr", "seconds", "step_ms", "efficiency"}) {
      EXPECT_TRUE(mean.contains(name) && mean[name].is_number()) << engine << " " << name;
    }
    for (const char* name : {"seconds_to_50_percent", "seconds_to_80_percent",
                             "seconds_to_90_percent", "seconds_to_target"}) {
      EXPECT_TRUE(mean.contains(name)) << engine << " " << name;
    }
  }
  EXPECT_NEAR(result["mean"]["fast"]["r2_mean"], result["mean"]["eager"]["r2_mean"], 1e-3);
}

TEST_F(CommandLine, MeasuresLoading) {
  simulate();
  const Ran ran = run({"bench", "load", "--json", "--runs", "1", path("study/subject.h5"),
                       path("study/aligned.features.h5")});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  const Json loads = ran.json()["loads"];
  ASSERT_EQ(loads.size(), 2U);
  EXPECT_EQ(loads[0]["kind"], "subject");
  EXPECT_EQ(loads[1]["kind"], "features");
  EXPECT_NEAR(loads[0]["mb"], double(std::filesystem::file_size(path("study/subject.h5"))) / 1e6,
              1e-9);
  for (const char* name : {"first_seconds", "seconds", "mb_per_s"}) {
    EXPECT_TRUE(loads[1].contains(name) && loads[1][name].is_number()) << name;
  }
  const Ran refused = run({"bench", "load", path("study/images.h5")});
  EXPECT_EQ(refused.exit_code, 4);
  EXPECT_EQ(refused.errors,
            "cortiscope: images.h5: expected a cortex folder, or a subject, features or fit file, "
            "found a cortiscope images (is this the right file?)\n");
}

TEST_F(CommandLine, MeasuresLoadingFilesOfItsOwnAndRemovesThem) {
  const Ran ran = run({"bench", "load", "--json", "--runs", "1"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  std::vector<std::string> kinds;
  const Json result = ran.json();
  for (const Json& load : result["loads"]) {
    kinds.push_back(load["kind"]);
    EXPECT_FALSE(std::filesystem::exists(load["path"].get<std::string>())) << load["path"];
  }
  EXPECT_EQ(kinds, (std::vector<std::string>{"cortex", "subject", "features", "fit"}));
}

#ifdef CORTISCOPE_DRAWS
TEST_F(CommandLine, MeasuresDrawing) {
  const Ran ran = run({"bench", "paint", "--json", "--width", "120", "--height", "80", "--frames",
                       "1", "--view", "sphere"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(ran.errors, "") << "VTK's warnings are silenced";
  const Json result = ran.json();
  EXPECT_EQ(result.value("cortex", ""), "builtin");
  EXPECT_EQ(result.value("view", ""), "sphere");
  EXPECT_EQ(result.value("vertices", 0), 2 * 163842);
  EXPECT_EQ(result.value("width", 0), 120);
  EXPECT_NE(result.value("opengl", ""), "");
  for (const char* name : {"open_ms", "read_ms", "show_ms", "first_frame_ms", "frame_ms",
                           "vtk_frame_ms", "recolor_ms", "first_pick_ms", "pick_ms"}) {
    EXPECT_GT(result.value(name, 0.0), 0) << name;
  }
  EXPECT_NEAR(result.value("ratio", 0.0),
              result.value("frame_ms", 0.0) / result.value("vtk_frame_ms", 1.0), 1e-9);
  EXPECT_LT(result.value("ratio", 9.0), 1.5) << "1.1 is asked for, of a quiet machine";

  const Ran unfolding = run({"bench", "paint", "--unfold", "--json", "--width", "120", "--height",
                             "80", "--frames", "4"});
  ASSERT_EQ(unfolding.exit_code, 0) << unfolding.errors;
  EXPECT_EQ(unfolding.json().value("vertices", 0), 2 * 10242);
  for (const char* name : {"first_frame_ms", "frame_ms", "frames_a_second", "first_pick_ms"}) {
    EXPECT_GT(unfolding.json().value(name, 0.0), 0) << name;
  }

  const Ran flat = run({"bench", "paint", "--view", "flat"});
  EXPECT_EQ(flat.exit_code, 6);
  EXPECT_EQ(flat.errors, "cortiscope: --view \"flat\": expected inflated, pial, white or sphere\n");
  const Ran nowhere = run({"bench", "paint", path("none")});
  EXPECT_EQ(nowhere.exit_code, 3);
  EXPECT_NE(run({"bench", "--help"}).output.find("paint"), std::string::npos);
}
#endif

}  // namespace
}  // namespace cortiscope
