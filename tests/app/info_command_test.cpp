#include "app/cli/info_command.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/io/freesurfer/freesurfer_writers.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

struct Ran {
  int exit_code = 0;
  std::string output;
  std::string errors;
};

Ran run_info(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), {"cortiscope", "info"});
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  testing::internal::CaptureStdout();
  testing::internal::CaptureStderr();
  Ran ran;
  ran.exit_code = run_program(int(pointers.size()), pointers.data(), {add_info_command});
  ran.output = testing::internal::GetCapturedStdout();
  ran.errors = testing::internal::GetCapturedStderr();
  return ran;
}

TEST(InfoCommand, PrintsOneJsonObject) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  const Ran ran = run_info({(folder / "lh.pial").string(), "--json"});
  EXPECT_EQ(ran.exit_code, 0) << ran.errors;
  const auto json = nlohmann::json::parse(ran.output);
  EXPECT_EQ(json["kind"], "FreeSurfer surface");
  EXPECT_EQ(json["facts"]["vertices"], 4);
  EXPECT_TRUE(json["problems"].empty());
}

TEST(InfoCommand, PrintsLinesForPeople) {
  const TempDir folder;
  write_bytes(folder / "lh.curv", curvature_bytes({0.5F, -0.25F}));
  const std::string path = (folder / "lh.curv").string();
  EXPECT_EQ(run_info({path}).output, path +
                                         ": FreeSurfer curv file\n"
                                         "  maps                     1\n"
                                         "  values                   2\n"
                                         "  lowest                   -0.25\n"
                                         "  highest                  0.5\n"
                                         "  mean                     0.125\n"
                                         "  hemisphere               lh\n"
                                         "problems: none found\n");
}

TEST(InfoCommand, ShowsNamesOfAnyBytesSafely) {
  const TempDir folder;
  const std::string name = "lh.\x1b[31mr\xE9gion\a";
  write_bytes(folder / name, curvature_bytes({0.5F, -0.25F}));
  const std::string path = (folder / name).string();
  const std::string lines = run_info({path}).output;
  EXPECT_NE(lines.find("lh.?[31mrégion?: FreeSurfer curv file"), std::string::npos) << lines;
  const auto json = nlohmann::json::parse(run_info({path, "--json"}).output);
  EXPECT_EQ(json["facts"]["values"], 2);
}

TEST(InfoCommand, ListsAllMapsOfAFile) {
  const TempDir folder;
  write_mgh_maps(Array<float>(Shape{2, 3}, {1, 2, 3, 4, 5, 6}), folder / "lh.t.mgz");
  const auto json =
      nlohmann::json::parse(run_info({(folder / "lh.t.mgz").string(), "--json"}).output);
  EXPECT_EQ(json["facts"]["maps"], 2);
  ASSERT_EQ(json["parts"].size(), 2U);
  EXPECT_EQ(json["parts"][1]["name"], "map 2");
  EXPECT_EQ(json["parts"][1]["lowest"], 4);
}

TEST(InfoCommand, FailsInWordsWhereThereIsNoFile) {
  const Ran ran = run_info({"/no/such/lh.pial"});
  EXPECT_EQ(ran.exit_code, 3);
  EXPECT_EQ(ran.output, "");
  EXPECT_EQ(ran.errors, "cortiscope: lh.pial: no such file (looked for /no/such/lh.pial)\n");
}

}  // namespace
}  // namespace cortiscope
