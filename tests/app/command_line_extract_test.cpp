#include <gtest/gtest.h>

#include "tests/app/command_line_fixture.h"
#include "tests/support/environment_variable.h"

namespace cortiscope {
namespace {

TEST_F(CommandLine, ExtractsTheFeaturesThatSimulateWrote) {
  simulate();
  const std::vector<std::string> words = extract_words("new/aligned.features.h5");
  const Ran ran = run(words);
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(ran.output, path("new/aligned.features.h5") + ": 100 images (synthetic network)\n");
  EXPECT_NE(ran.errors.find("features: 32 of 100 images, "), std::string::npos) << ran.errors;
  EXPECT_EQ(read_bytes(path("new/aligned.features.h5")),
            read_bytes(path("study/aligned.features.h5")));

  const Ran again = run(words);
  EXPECT_EQ(again.exit_code, 8);
  EXPECT_EQ(again.errors, "cortiscope: " + path("new/aligned.features.h5") +
                              ": the file exists already (choose another name); --force replaces "
                              "it\n");
  std::vector<std::string> twin = words;
  for (const char* word : {"--untrained", "5", "--force"}) twin.emplace_back(word);
  ASSERT_EQ(run(twin).exit_code, 0);
  const Json info = run({"info", path("new/aligned.features.h5"), "--json"}).json();
  EXPECT_EQ(info["facts"].value("network", ""), "aligned, untrained (seed 5)");
  EXPECT_EQ(info["facts"].value("synthetic_network", ""), "yes");
}

TEST_F(CommandLine, RunsNoModuleThatItDidNotMakeBeforeItIsTrusted) {
  const EnvironmentVariable cache("XDG_CACHE_HOME", path("cache"));
  simulate();
  std::filesystem::remove_all(folder_ / "cache");  // as if somebody else had made it
  std::vector<std::string> words = extract_words("f.h5");
  const Ran refused = run(words);
  EXPECT_EQ(refused.exit_code, 6);
  EXPECT_EQ(refused.errors.find("cortiscope: --trust: expected for aligned.pt, which is a program"),
            0U)
      << refused.errors;
  EXPECT_FALSE(is_there("f.h5"));
  words.emplace_back("--trust");
  EXPECT_EQ(run(words).exit_code, 0);
  words.back() = "--force";
  EXPECT_EQ(run(words).exit_code, 0) << "it is asked for once";
}

TEST_F(CommandLine, GoesOnWithFeaturesThatCtrlCStopped) {
  const Ran made = run({"simulate", "--vertices", "20", "--images", "1000", "--networks", "aligned",
                        "--out", path("study")});
  ASSERT_EQ(made.exit_code, 0) << made.errors;
  std::vector<std::string> words = extract_words("new/aligned.features.h5");
  Program program(words, folder_);
  program.interrupt_after("features: ");
  const Ran stopped = program.wait();
  EXPECT_EQ(stopped.exit_code, 130) << stopped.errors;
  EXPECT_NE(stopped.errors.find(" of 1000 images are kept, and --resume goes on from there\n"),
            std::string::npos)
      << stopped.errors;
  EXPECT_EQ(stopped.output, "");
  EXPECT_FALSE(is_there("new/aligned.features.h5"));
  EXPECT_TRUE(is_there("new/aligned.features.h5.part"));
  const Ran again = run(words);
  EXPECT_EQ(again.exit_code, 8);
  EXPECT_NE(
      again.errors.find("images of an interrupted extraction (resume it, or delete this file to "
                        "begin again); --force replaces it\n"),
      std::string::npos)
      << again.errors;
  words.emplace_back("--resume");
  const Ran resumed = run(words);
  EXPECT_EQ(resumed.exit_code, 0) << resumed.errors;
  EXPECT_EQ(read_bytes(path("new/aligned.features.h5")),
            read_bytes(path("study/aligned.features.h5")));
  EXPECT_FALSE(is_there("new/aligned.features.h5.part"));
}

}  // namespace
}  // namespace cortiscope
