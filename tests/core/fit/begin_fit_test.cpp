// What a fit may write over, and what it leaves beside its file.
#include <gtest/gtest.h>

#include <optional>

#include "core/base/error.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

struct BeginFit : testing::Test {
  TempDir folder;
  FitFiles files{folder / "subject.h5", folder / "features.h5", folder / "fit.h5"};

  BeginFit() {
    write_bytes(files.subject, "subject");
    write_bytes(files.features, "features");
  }

  std::string error_of_beginning(FitBeginning beginning) const {
    return error_of([&] { begin_fit(files, beginning); });
  }

  /// A fit that was stopped after some steps, or finished.
  static FitResult fit_of(int steps_done, int steps) {
    FitResult fit = fit_factor_topy(plant_study(tiny_study(), 1), tiny_options(2), {}, {});
    fit.provenance.steps_done = steps_done;
    fit.provenance.steps = steps;
    return fit;
  }

  static FitCheckpoint state_at(int step) {
    FitCheckpoint state;
    state.plan = "a plan";
    state.step = step;
    return state;
  }
};

TEST_F(BeginFit, NeverWritesOverItsInputs) {
  for (const auto beginning : {FitBeginning::kNew, FitBeginning::kAnew, FitBeginning::kResumed}) {
    for (const fs::path& input : {files.subject, files.features}) {
      files.out = input;
      EXPECT_NE(error_of_beginning(beginning).find("this is what is read"), std::string::npos);
    }
  }
  files.subject = folder / "fit.h5.checkpoint";
  files.out = folder / "fit.h5";
  write_bytes(files.subject, "subject");
  EXPECT_NE(error_of_beginning(FitBeginning::kAnew).find("this is what is read"),
            std::string::npos);
}

TEST_F(BeginFit, KeepsAnExistingFitUnlessAskedTo) {
  write_bytes(files.out, "a fit");
  EXPECT_EQ(error_of_beginning(FitBeginning::kNew),
            files.out.string() + ": the file exists already (choose another name)");
  EXPECT_EQ(error_of_beginning(FitBeginning::kAnew), "(no error)");
}

TEST_F(BeginFit, KeepsTheStateOfAnInterruptedFitUnlessAskedTo) {
  write_checkpoint(files.checkpoint(), state_at(100));
  EXPECT_EQ(error_of_beginning(FitBeginning::kNew),
            files.checkpoint().string() +
                ": the file exists already and holds the state of an interrupted fit (choose "
                "another name)");
  EXPECT_EQ(step_of_checkpoint(files.checkpoint()), 100);
}

TEST_F(BeginFit, KeepsAnOlderStateUntilTheNewRunHasPassedIt) {
  write_checkpoint(files.checkpoint(), state_at(100));
  const fs::path before = files.checkpoint().string() + ".before";
  const FitKeeping keeping = begin_fit(files, FitBeginning::kAnew);
  keeping.save(state_at(9));
  EXPECT_EQ(step_of_checkpoint(files.checkpoint()), 9);
  EXPECT_EQ(step_of_checkpoint(before), 100);
  keeping.save(state_at(100));
  EXPECT_FALSE(fs::exists(before));
}

TEST_F(BeginFit, IsDoneByOneProgramAtATime) {
  std::optional<FitKeeping> keeping = begin_fit(files, FitBeginning::kNew);
  EXPECT_NE(error_of_beginning(FitBeginning::kAnew).find("another fit is being written"),
            std::string::npos);
  keeping.reset();
  EXPECT_EQ(error_of_beginning(FitBeginning::kAnew), "(no error)");
  EXPECT_FALSE(fs::exists(files.out.string() + ".lock"));
}

TEST_F(BeginFit, ResumesFromItsCheckpointAlone) {
  EXPECT_EQ(error_of_beginning(FitBeginning::kResumed),
            files.checkpoint().string() +
                ": no checkpoint to resume from (was the fit finished? Start it again)");
  write_checkpoint(files.checkpoint(), state_at(7));
  const FitKeeping keeping = begin_fit(files, FitBeginning::kResumed);
  ASSERT_TRUE(keeping.resume);
  EXPECT_EQ(keeping.resume->step, 7);
}

TEST_F(BeginFit, NeverReplacesAFinishedFitByAStoppedOne) {
  EXPECT_TRUE(write_fit_of(files, fit_of(9, 100)));
  EXPECT_TRUE(write_fit_of(files, fit_of(100, 100)));
  EXPECT_FALSE(write_fit_of(files, fit_of(9, 100)));
  EXPECT_EQ(read_fit(files.out).provenance.steps_done, 100);
  EXPECT_TRUE(write_fit_of(files, fit_of(50, 50)));
}

}  // namespace
}  // namespace cortiscope
