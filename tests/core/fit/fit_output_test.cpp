// What a fit may write over, and what it leaves beside its file.
#include <gtest/gtest.h>

#include <optional>

#include "core/base/error.h"
#include "core/fit/fit_output.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

struct FitOutputTest : testing::Test {
  TempDir folder;
  FitFiles files{folder / "subject.h5", folder / "features.h5", folder / "fit.h5"};

  FitOutputTest() {
    write_bytes(files.subject, "subject");
    write_bytes(files.features, "features");
  }

  std::string error_of_beginning(FitBeginning beginning) const {
    return error_of([&] { FitOutput(files, beginning); });
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

TEST_F(FitOutputTest, NeverWritesOverItsInputs) {
  for (const auto beginning :
       {FitBeginning::kNew, FitBeginning::kReplacing, FitBeginning::kResumed}) {
    for (const fs::path& input : {files.subject, files.features}) {
      files.out = input;
      EXPECT_NE(error_of_beginning(beginning).find("this is what is read"), std::string::npos);
    }
  }
  files.subject = folder / "fit.h5.checkpoint";
  files.out = folder / "fit.h5";
  write_bytes(files.subject, "subject");
  EXPECT_NE(error_of_beginning(FitBeginning::kReplacing).find("this is what is read"),
            std::string::npos);
}

TEST_F(FitOutputTest, KeepsAnExistingFitUnlessAskedTo) {
  write_bytes(files.out, "a fit");
  EXPECT_EQ(error_of_beginning(FitBeginning::kNew),
            files.out.string() + ": the file exists already (choose another name)");
  EXPECT_EQ(error_of_beginning(FitBeginning::kReplacing), "(no error)");
}

TEST_F(FitOutputTest, KeepsTheStateOfAnInterruptedFitUnlessAskedTo) {
  write_checkpoint(files.checkpoint(), state_at(100));
  EXPECT_EQ(error_of_beginning(FitBeginning::kNew),
            files.checkpoint().string() +
                ": the file exists already and holds the state of an interrupted fit (choose "
                "another name)");
  EXPECT_EQ(step_of_checkpoint(files.checkpoint()), 100);
}

TEST_F(FitOutputTest, KeepsAnOlderStateUntilTheNewRunHasPassedIt) {
  write_checkpoint(files.checkpoint(), state_at(100));
  const fs::path before = files.checkpoint().string() + ".before";
  FitOutput output(files, FitBeginning::kReplacing);
  const FitKeeping keeping = output.keeping();
  keeping.save(state_at(9));
  EXPECT_EQ(step_of_checkpoint(files.checkpoint()), 9);
  EXPECT_EQ(step_of_checkpoint(before), 100);
  keeping.save(state_at(100));
  EXPECT_FALSE(fs::exists(before));
}

TEST_F(FitOutputTest, KeepsTheStateThatCameFurthestOfSeveralStoppedRuns) {
  write_checkpoint(files.checkpoint(), state_at(100));
  const fs::path before = files.checkpoint().string() + ".before";
  for (const int step : {9, 8, 12}) {
    FitOutput(files, FitBeginning::kReplacing).keeping().save(state_at(step));
    EXPECT_EQ(step_of_checkpoint(files.checkpoint()), step);
    EXPECT_EQ(step_of_checkpoint(before), 100);
  }
  FitOutput(files, FitBeginning::kReplacing).keeping().save(state_at(150));
  EXPECT_FALSE(fs::exists(before));
}

TEST_F(FitOutputTest, LeavesAFileAloneThatIsNamedAsItsLock) {
  files.subject = folder / "fit.h5.lock";
  write_bytes(files.subject, "subject");
  EXPECT_EQ(error_of_beginning(FitBeginning::kReplacing),
            files.subject.string() +
                ": expected the empty file that marks a running fit, found another file (choose "
                "another name, or move that file)");
  EXPECT_EQ(read_bytes(files.subject), "subject");
}

TEST_F(FitOutputTest, IsDoneByOneProgramAtATime) {
  std::optional<FitOutput> output(std::in_place, files, FitBeginning::kNew);
  EXPECT_NE(error_of_beginning(FitBeginning::kReplacing).find("another run is writing"),
            std::string::npos);
  output.reset();
  EXPECT_EQ(error_of_beginning(FitBeginning::kReplacing), "(no error)");
  EXPECT_FALSE(fs::exists(files.out.string() + ".lock"));
}

TEST_F(FitOutputTest, ResumesFromItsCheckpointAlone) {
  EXPECT_EQ(error_of_beginning(FitBeginning::kResumed),
            files.checkpoint().string() +
                ": no checkpoint to resume from (has the fit converged? Start it again)");
  write_checkpoint(files.checkpoint(), state_at(7));
  FitOutput output(files, FitBeginning::kResumed);
  const FitKeeping keeping = output.keeping();
  ASSERT_TRUE(keeping.resume);
  EXPECT_EQ(keeping.resume->step, 7);
}

TEST_F(FitOutputTest, NeverReplacesAFinishedFitByAStoppedOne) {
  const auto write = [&](int steps_done, int steps) {
    return FitOutput(files, FitBeginning::kReplacing).write(fit_of(steps_done, steps));
  };
  EXPECT_EQ(write(9, 100), files.out);
  EXPECT_EQ(write(100, 100), files.out);
  EXPECT_EQ(write(9, 100), std::nullopt);
  EXPECT_EQ(read_fit(files.out).provenance.steps_done, 100);
  EXPECT_EQ(write(50, 50), files.out);
}

TEST_F(FitOutputTest, LeavesAFileThatSomebodyElseHasWrittenMeanwhile) {
  FitOutput output(files, FitBeginning::kNew);
  write_bytes(files.out, "somebody else's");
  EXPECT_EQ(output.write(fit_of(2, 2)), folder / "fit-2.fit.h5");
  EXPECT_EQ(read_bytes(files.out), "somebody else's");
}

TEST_F(FitOutputTest, LeavesAFileThatWasMarkedReadOnlyMeanwhile) {
  FitOutput(files, FitBeginning::kNew).write(fit_of(2, 2));
  const std::string before = read_bytes(files.out);
  FitOutput output(files, FitBeginning::kReplacing);
  fs::permissions(files.out, fs::perms::owner_read);
  EXPECT_EQ(output.write(fit_of(2, 2)), folder / "fit-2.fit.h5");
  EXPECT_EQ(read_bytes(files.out), before);
}

TEST_F(FitOutputTest, MakesAFolderAgainThatIsGone) {
  files.out = folder / "fits/fit.h5";
  FitOutput output(files, FitBeginning::kNew);
  fs::remove_all(folder / "fits");
  EXPECT_EQ(output.write(fit_of(2, 2)), files.out);
  EXPECT_TRUE(fs::exists(files.out));
}

TEST_F(FitOutputTest, WritesElsewhereWithTheStateOfAStoppedFit) {
  FitOutput output(files, FitBeginning::kNew);
  output.keeping().save(state_at(9));
  const fs::path there = folder / "other" / "there.fit.h5";
  output.write_elsewhere(there, fit_of(9, 100));
  EXPECT_EQ(read_fit(there).provenance.steps_done, 9);
  EXPECT_EQ(step_of_checkpoint(checkpoint_of(there)), 9);
  EXPECT_FALSE(fs::exists(files.checkpoint()));
  EXPECT_FALSE(fs::exists(files.out));
}

TEST_F(FitOutputTest, RecordsItsInputsAsSeenFromElsewhere) {
  files.subject = folder / "study" / "subject.h5";
  files.out = folder / "study" / "fit.h5";
  fs::create_directory(folder / "study");
  write_bytes(files.subject, "subject");
  FitOutput output(files, FitBeginning::kNew);
  output.write_elsewhere(folder / "fit.h5", fit_of(100, 100));
  EXPECT_EQ(read_fit(folder / "fit.h5").provenance.subject_path, "study/subject.h5");
}

TEST_F(FitOutputTest, LosesNoInterruptedFitElsewhere) {
  FitOutput output(files, FitBeginning::kNew);
  const fs::path there = folder / "there.fit.h5";
  write_checkpoint(checkpoint_of(there), state_at(70));
  EXPECT_EQ(error_of([&] { output.write_elsewhere(there, fit_of(9, 100)); }),
            checkpoint_of(there).string() +
                ": the file exists already and holds the state of an interrupted fit (choose "
                "another name)");
  EXPECT_EQ(step_of_checkpoint(checkpoint_of(there)), 70);
  EXPECT_FALSE(fs::exists(there));
}

}  // namespace
}  // namespace cortiscope
