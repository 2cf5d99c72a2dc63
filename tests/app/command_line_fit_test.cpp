#include <gtest/gtest.h>

#include "core/io/hdf5/fit_file.h"
#include "core/open/cortex_folder_writer.h"
#include "tests/app/command_line_fixture.h"
#include "tests/support/algonauts_study.h"
#include "tests/support/environment_variable.h"

namespace cortiscope {
namespace {

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

}  // namespace
}  // namespace cortiscope
