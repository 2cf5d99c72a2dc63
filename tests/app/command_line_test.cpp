#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "core/io/hdf5/fit_file.h"
#include "core/open/cortex_folder_writer.h"
#include "tests/support/algonauts_study.h"
#include "tests/support/environment_variable.h"
#include "tests/support/nsd_folder.h"
#include "tests/support/program.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The real programs, run in a temporary folder.
class CommandLine : public testing::Test {
 protected:
  CommandLine() {  // no window opens, wherever the tests run
    for (const char* display : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}) unsetenv(display);
  }

  std::string path(const std::string& name) const { return (folder_ / name).string(); }

  Ran run(std::vector<std::string> words) const {
    return Program(std::move(words), folder_).wait();
  }

  void simulate() const {
    const Ran ran = run({"simulate", "--vertices", "150", "--images", "100", "--networks",
                         "aligned", "--out", path("study")});
    ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  }

  std::vector<std::string> extract_words(const std::string& out) const {
    return {"extract",
            "--backbone",
            path("study/aligned.pt"),
            "--images",
            path("study/images.h5"),
            "--device",
            "cpu",
            "--out",
            path(out)};
  }

  std::vector<std::string> fit_words(int steps) const {
    return {"fit",
            "--subject",
            path("study/subject.h5"),
            "--out",
            path("fit.h5"),
            "--features",
            path("study/aligned.features.h5"),
            "--threads",
            "1",
            "--steps",
            std::to_string(steps),
            "--device",
            "cpu",
            "--json"};
  }

  bool is_there(const std::string& name) const { return std::filesystem::exists(folder_ / name); }

  TempDir folder_;
};

TEST_F(CommandLine, FitsAnAlgonautsFolderLikeASubjectFileOfTheSameData) {
  const EnvironmentVariable subjects("SUBJECTS_DIR", ""), freesurfer("FREESURFER_HOME", "");
  const EnvironmentVariable nilearn("NILEARN_DATA", ""), templateflow("TEMPLATEFLOW_HOME", "");
  const EnvironmentVariable home("HOME", path("home"));
  const EnvironmentVariable cache("XDG_CACHE_HOME", path("cache"));
  write_cortex_folder(write_algonauts_study(folder_.path()), folder_ / "cortex");
  const auto fit = [&](const std::string& subject, const std::string& out,
                       const std::vector<std::string>& more) {
    std::vector<std::string> words = {
        "fit",   "--subject", path(subject), "--features", path("features.h5"),
        "--out", path(out),   "--threads",   "1",          "--steps",
        "30",    "--device",  "cpu",         "--json"};
    words.insert(words.end(), more.begin(), more.end());
    return run(words);
  };
  const Ran missing = fit("subj01", "none.h5", {});
  EXPECT_NE(missing.exit_code, 0);
  EXPECT_NE(missing.errors.find("its vertices are those of the cortex fsaverage"),
            std::string::npos)
      << missing.errors;
  const Ran superfluous = fit("subject.h5", "none.h5", {"--cortex", path("cortex")});
  EXPECT_NE(superfluous.errors.find("--cortex: is for subjects that hold no cortex"),
            std::string::npos)
      << superfluous.errors;

  const Ran of_file = fit("subject.h5", "file.fit.h5", {});
  ASSERT_EQ(of_file.exit_code, 0) << of_file.errors;
  const Ran of_folder = fit("subj01", "folder.fit.h5", {"--cortex", path("cortex")});
  ASSERT_EQ(of_folder.exit_code, 0) << of_folder.errors;
  std::filesystem::rename(folder_ / "cortex", folder_ / "fsaverage");
  const Ran beside = fit("subj01/", "beside.fit.h5", {});
  ASSERT_EQ(beside.exit_code, 0) << beside.errors;
  const FitResult expected = read_fit(folder_ / "file.fit.h5");
  for (const char* file : {"folder.fit.h5", "beside.fit.h5"}) {
    const FitResult found = read_fit(folder_ / file);
    EXPECT_EQ(found.selectors.layer.values, expected.selectors.layer.values) << file;
    EXPECT_EQ(found.selectors.space.values, expected.selectors.space.values) << file;
    EXPECT_EQ(found.r2, expected.r2) << file;
    EXPECT_EQ(found.subject.cortex[kLh].regions.size(), 3U) << file;
  }
  std::filesystem::remove_all(folder_ / "fsaverage");  // a fit holds its cortex
  const Ran evaluated = run({"evaluate", path("folder.fit.h5"), "--json"});
  ASSERT_EQ(evaluated.exit_code, 0) << evaluated.errors;
  EXPECT_EQ(evaluated.json()["r2_mean"],
            run({"evaluate", path("file.fit.h5"), "--json"}).json()["r2_mean"]);
  write_bytes(folder_ / "subj01/training_split/training_images/another.png", "");
  EXPECT_NE(run({"evaluate", path("folder.fit.h5")}).errors.find("has changed"), std::string::npos);
}

TEST_F(CommandLine, FitsWithoutAHistoryWhereAsked) {
  simulate();
  std::vector<std::string> words = fit_words(4);
  words.push_back("--no-history");
  ASSERT_EQ(run(words).exit_code, 0);
  EXPECT_EQ(run({"info", path("fit.h5"), "--json"}).json()["facts"]["snapshots"], 0);
}

TEST_F(CommandLine, SimulatesFitsEvaluatesAndSaysWhatItWrote) {
  simulate();
  const Ran fitted = run(fit_words(40));
  ASSERT_EQ(fitted.exit_code, 0) << fitted.errors;
  const Json fit = fitted.json();
  EXPECT_EQ(fit.value("fit", ""), path("fit.h5"));
  EXPECT_EQ(fit.value("network", ""), "aligned");
  EXPECT_EQ(fit.value("vertices", 0), 150);
  EXPECT_EQ(fit.value("steps_done", 0), 40);
  EXPECT_EQ(fit.value("device", ""), "cpu");
  for (const char* name : {"r2_mean", "validation_r2_mean", "best_step", "seconds"}) {
    EXPECT_TRUE(fit.contains(name) && fit[name].is_number()) << name;
  }
  EXPECT_EQ(is_there("fit.h5.checkpoint"), !fit.value("is_converged", true)) << "it can go on";
  EXPECT_EQ(run({"info", path("fit.h5"), "--json"}).json()["facts"]["snapshots"], 18)
      << "to step 40";

  const Ran evaluated = run({"evaluate", path("fit.h5"), "--json"});
  ASSERT_EQ(evaluated.exit_code, 0) << evaluated.errors;
  const Json evaluation = evaluated.json();
  for (const char* name :
       {"r2_mean", "r2_over_ceiling", "layer_argmax_hit", "layer_within_one", "layer_mae",
        "space_mae", "space_mae_of_mean", "scale_corr", "r2_ridge_given_truth", "evidence_share",
        "evidence_share_lh", "evidence_share_rh", "null_r2", "test_images"}) {
    EXPECT_TRUE(evaluation.contains(name) && evaluation[name].is_number()) << name;
  }
  EXPECT_EQ(evaluation["r2_mean"], fit["r2_mean"]);
  EXPECT_TRUE(evaluation.contains("retinotopy") && evaluation["retinotopy"].is_string());
  const std::string few =
      "only 10 test images: scores are coarse and evidence is rare with fewer than 50";
  EXPECT_EQ(fit["warnings"][0], few);
  EXPECT_NE(fitted.errors.find("warning: " + few + "\n"), std::string::npos) << fitted.errors;
  EXPECT_NE(evaluated.errors.find("warning: " + few + "\n"), std::string::npos) << evaluated.errors;
  EXPECT_FALSE(evaluation.contains("r2_fwrf"));
  EXPECT_FALSE(evaluation.contains("test"));

  // The study itself as a second test set: of its images those that the fit was not trained with.
  const Json second =
      run({"evaluate", path("fit.h5"), "--test", path("study/subject.h5"), "--json"})
          .json()["test"];
  EXPECT_EQ(second.value("file", ""), path("study/subject.h5"));
  EXPECT_EQ(second.value("images", 0), 10);
  EXPECT_EQ(second.value("images_left_out", 0), 90);
  EXPECT_EQ(second["r2_own"], evaluation["r2_mean"]);
  EXPECT_EQ(second.value("r2_drop", 1.0), 0);
  EXPECT_EQ(second.value("r2_over_ceiling_drop", 1.0), 0);
  EXPECT_EQ(second["rois"][0].value("roi", ""), "V1");
  EXPECT_EQ(second["rois"][0].value("r2_drop", 1.0), 0);
  const Ran table = run({"evaluate", path("fit.h5"), "--test", path("study/subject.h5")});
  EXPECT_NE(table.output.find("10 test images, 90 left out that the fit was trained with"),
            std::string::npos)
      << table.output;
  EXPECT_NE(table.output.find("\nV1 "), std::string::npos) << table.output;
  const Ran without = run({"evaluate", path("fit.h5"), "--test-features", path("features.h5")});
  EXPECT_EQ(without.exit_code, 2);

  const std::vector<std::pair<const char*, const char*>> kinds = {
      {"study/subject.h5", "cortiscope subject"},
      {"study/images.h5", "cortiscope images"},
      {"study/aligned.features.h5", "cortiscope features"},
      {"fit.h5", "cortiscope fit"}};
  for (const auto& [file, kind] : kinds) {
    const Ran told = run({"info", path(file), "--json"});
    EXPECT_EQ(told.exit_code, 0) << told.errors;
    const Json info = told.json();
    EXPECT_EQ(info.value("kind", ""), kind);
    if (file == std::string("fit.h5")) {
      EXPECT_EQ(info["problems"].back(), few) << told.output;
    } else {
      EXPECT_TRUE(info.contains("problems") && info["problems"].empty()) << told.output;
    }
  }
  EXPECT_EQ(
      run({"info", path("study/subject.h5"), "--json"}).json()["facts"].value("retinotopy", ""),
      "undecidable")
      << "so few vertices";
}

TEST_F(CommandLine, RefusesToFitFewImages) {
  ASSERT_EQ(run({"simulate", "--vertices", "20", "--images", "10", "--networks", "aligned", "--out",
                 path("study")})
                .exit_code,
            0);
  const Ran fitted = run(fit_words(4));
  EXPECT_EQ(fitted.exit_code, 6);
  EXPECT_EQ(fitted.output, "");
  EXPECT_NE(fitted.errors.find(": expected at least 10 different test images, found 1 among 10 "
                               "images (give responses to 100 different images or more)\n"),
            std::string::npos)
      << fitted.errors;
  EXPECT_FALSE(is_there("fit.h5"));
}

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

TEST_F(CommandLine, KeepsTheBaselinesOfAFitForItsMaps) {
  const EnvironmentVariable cache("XDG_CACHE_HOME", path("cache"));
  simulate();
  ASSERT_EQ(run(fit_words(40)).exit_code, 0);
#ifdef CORTISCOPE_DRAWS
  const std::vector<std::string> draw = {"figure", path("fit.h5"),  "--map", "layer,fwrf,pca-ridge",
                                         "--out",  path("maps.png")};
  const Ran refused = run(draw);
  EXPECT_EQ(refused.exit_code, 3);
  EXPECT_NE(refused.errors.find("the baselines of this fit are not known"), std::string::npos);
#endif
  const Ran computed = run({"evaluate", path("fit.h5"), "--baselines", "--json"});
  ASSERT_EQ(computed.exit_code, 0) << computed.errors;
  EXPECT_NE(computed.errors.find("baselines: "), std::string::npos);
  for (const char* name : {"r2_mean", "r2_fwrf", "r2_pca_ridge", "r2_stacked_ridge", "unique_early",
                           "unique_middle", "unique_late"}) {
    EXPECT_TRUE(computed.json().contains(name) && computed.json()[name].is_number()) << name;
  }
  const Ran kept = run({"evaluate", path("fit.h5"), "--baselines", "--json"});
  EXPECT_EQ(kept.output, computed.output);
  EXPECT_EQ(kept.errors.find("baselines: "), std::string::npos) << "nothing is computed again";
  const Ran text = run({"evaluate", path("fit.h5"), "--baselines"});
  EXPECT_NE(text.output.find("\nr2_stacked_ridge     "), std::string::npos);
#ifdef CORTISCOPE_DRAWS
  const Ran drawn = run(draw);
  EXPECT_EQ(drawn.exit_code, 0) << drawn.errors;
  EXPECT_TRUE(is_there("maps.png"));
#endif
}

TEST_F(CommandLine, GoesOnFromWhereCtrlCStoppedAFit) {
  simulate();
  std::vector<std::string> words = fit_words(400);
  Program program(words, folder_);
  program.interrupt_after("step ");
  const Ran stopped = program.wait();
  ASSERT_EQ(stopped.exit_code, 130) << stopped.errors;
  EXPECT_LT(stopped.json().value("steps_done", 400), 400);
  EXPECT_NE(stopped.errors.find("cortiscope: stopped at step "), std::string::npos);
  ASSERT_TRUE(is_there("fit.h5.checkpoint"));
  const Ran kept = run({"info", path("fit.h5.checkpoint"), "--json"});
  EXPECT_EQ(kept.json().value("kind", ""), "cortiscope checkpoint") << kept.errors;
  const Ran told = run({"info", path("fit.h5"), "--json"});
  EXPECT_EQ(told.json().value("problems", Json()).size(), 1U) << "a stopped fit says so";

  words.push_back("--resume");
  const Ran resumed = run(words);
  ASSERT_EQ(resumed.exit_code, 0) << resumed.errors;
  EXPECT_EQ(resumed.json().value("steps_done", 0), 400);
  EXPECT_FALSE(is_there("fit.h5.checkpoint"));

  const Ran again = run(words);
  EXPECT_EQ(again.exit_code, 3) << again.errors;
  EXPECT_EQ(again.output, "");
  EXPECT_NE(again.errors.find(path("fit.h5.checkpoint") + ": no checkpoint to resume from"),
            std::string::npos);
}

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

TEST_F(CommandLine, SimulatesSeveralSubjectsWhoSeeTheSameImages) {
  const Ran ran = run({"simulate", "--vertices", "20", "--images", "10", "--networks", "aligned",
                       "--subjects", "2", "--out", path("group")});
  ASSERT_EQ(ran.exit_code, 0) << ran.errors;
  EXPECT_EQ(ran.output,
            path("group") + ": 2 subjects, 10 images, 20 vertices, 1 networks (synthetic)\n");
  EXPECT_TRUE(is_there("group/subject.h5"));
  EXPECT_TRUE(is_there("group/subject-2/subject.h5"));
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
