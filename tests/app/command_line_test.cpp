#include <gtest/gtest.h>

#include "core/io/hdf5/fit_file.h"
#include "tests/app/command_line_fixture.h"

namespace cortiscope {
namespace {

TEST_F(CommandLine, RefusesAWrongCommandLineWithoutAnyResult) {
  const std::vector<std::vector<std::string>> wrong = {
      {},
      {"paint"},
      {"info"},
      {"fit", "--subject", "a.h5"},
      {"fit", "--subject", "a.h5", "--features", "b.h5", "--out", "c.h5", "--speed", "9"},
      {"fit", "--subject", "a.h5", "--features", "b.h5", "--out", "c.h5", "--steps", "many"},
      {"evaluate"},
      {"compare"},
      {"compare", "a.h5", "--group", "networks"},
      {"compare", "a.h5", "--min-ceiling", "2"},
      {"clusters"},
      {"simulate", "--images", "20"},
      {"bench"},
      {"bench", "fit", "--engines", "quick"},
      {"bench", "fit", "--responses", "linear"},
      {"simulate", "--responses", "linear", "--out", "study"},
      {"extract", "--backbone", "a.pt", "--out", "c.h5"},
      {"bench", "load", "--runs", "0"}};
  for (const std::vector<std::string>& words : wrong) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.exit_code, 2) << testing::PrintToString(words);
    EXPECT_EQ(ran.output, "") << testing::PrintToString(words);
    EXPECT_NE(ran.errors, "") << testing::PrintToString(words);
  }
}

TEST_F(CommandLine, SaysThatAWindowNeedsADisplay) {
  const Ran bare = run({});
  EXPECT_EQ(bare.exit_code, 2);
  EXPECT_EQ(bare.errors,
            "cortiscope: there is no display to open a window on (cortiscope --help lists the "
            "commands that need none)\n");
  const Ran demo = run({"demo"});
  EXPECT_EQ(demo.exit_code, 6);
  EXPECT_EQ(demo.errors,
            "cortiscope: demo: there is no display to open a window on (use --headless DIR to fit "
            "the demonstration and draw its figures into DIR)\n");
}

TEST_F(CommandLine, NamesAnOptionAsItIsTyped) {
  const Ran ran = run({"simulate", "--images", "1", "--out", path("study")});
  EXPECT_EQ(ran.exit_code, 6);
  EXPECT_EQ(ran.errors, "cortiscope: --images: expected 2 or more, found 1\n");
}

TEST_F(CommandLine, NamesAFileThatIsNotThere) {
  const std::vector<std::vector<std::string>> commands = {
      {"info", path("none.h5")},
      {"fit", "--subject", path("none.h5"), "--features", path("none.h5"), "--out", path("c.h5")},
      {"evaluate", path("none.h5")},
      {"extract", "--backbone", path("none.pt"), "--images", path("none.h5"), "--out",
       path("c.h5")},
      {"compare", path("none.h5")},
      {"bench", "load", path("none.h5")}};
  for (const std::vector<std::string>& words : commands) {
    const Ran ran = run(words);
    EXPECT_EQ(ran.exit_code, 3) << testing::PrintToString(words);
    EXPECT_EQ(ran.output, "") << testing::PrintToString(words);
    EXPECT_NE(ran.errors.find("none.h5"), std::string::npos) << ran.errors;
  }
  EXPECT_FALSE(is_there("c.h5"));
}

TEST_F(CommandLine, ReadsAFitToLookAtAndSaysThatItCannotEvaluateIt) {
  const std::string fit = CORTISCOPE_PROGRAMS "/../share/cortiscope/demo/low-level.fit.h5";
  const Json facts = run({"info", fit, "--json"}).json()["facts"];
  EXPECT_EQ(facts.value("network", ""), "low-level");
  EXPECT_EQ(facts.value("synthetic", ""), "yes");
  EXPECT_EQ(facts.value("parameters", ""), "no");
  EXPECT_EQ(facts.value("cortex_template", "").find("builtin-"), 0U);
  const Ran evaluated = run({"evaluate", fit});
  EXPECT_EQ(evaluated.exit_code, 3);
  EXPECT_EQ(evaluated.errors,
            "cortiscope: " + fit +
                ": is for viewing only: it holds no parameters to predict with (cortiscope fit "
                "makes one that can be evaluated)\n");
  const Ran clustered = run({"clusters", fit});
  EXPECT_EQ(clustered.exit_code, 3);
  EXPECT_EQ(clustered.errors,
            "cortiscope: " + fit +
                ": is for viewing only: it holds no parameters to cluster channels with "
                "(cortiscope fit makes one that can be clustered)\n");
#ifdef CORTISCOPE_DRAWS
  const Ran drawn = run({"figure", fit, "--rois", "--out", path("maps.png")});
  EXPECT_EQ(drawn.exit_code, 0) << drawn.errors;
  EXPECT_TRUE(is_there("maps.png"));
#endif
}

TEST_F(CommandLine, ClustersTheVerticesOfFits) {
  simulate();
  ASSERT_EQ(run(fit_words(3)).exit_code, 0);
  FitResult fit = read_fit(path("fit.h5"));
  fit.evidence.clear();  // so few steps predict nothing: as of a fit that was not tested
  write_fit(path("again.h5"), fit);
  write_fit(path("fit.h5"), fit);
  const Ran ran = run({"clusters", path("fit.h5"), path("again.h5"), "--count", "4", "--json"});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  const Json result = ran.json();
  EXPECT_EQ(result.value("count", 0), 4);
  ASSERT_EQ(result["clusters"].size(), 4U);
  int vertices = 0;
  for (const Json& cluster : result["clusters"]) {
    vertices += cluster.value("vertices", 0);
    EXPECT_EQ(cluster.value("color", "").size(), 7U);
    EXPECT_EQ(cluster["channels"].size(), 3U);
    for (const Json& region : cluster["rois"]) EXPECT_LE(region.value("share", 2.0), 1.0);
  }
  EXPECT_EQ(vertices, 150);
  EXPECT_EQ(result["clusters"][3].value("id", 0), 4);
  EXPECT_EQ(result["fits"][1]["clusters"], result["clusters"]);
  EXPECT_EQ(result["fits"][1].value("agreement", 0.0), 1);

  const Ran printed = run({"clusters", path("fit.h5"), "--count", "2", "--safe-colors"});
  EXPECT_EQ(printed.output.find("aligned · simulated on builtin · synthetic subject and network: 2 "
                                "clusters of 150 of 150 vertices\n   1  #0072b2"),
            0U)
      << printed.output;
}

}  // namespace
}  // namespace cortiscope
