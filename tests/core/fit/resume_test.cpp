// A fit that is interrupted in any way gives the result of an uninterrupted one.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "core/fit/fit.h"
#include "core/io/hdf5/checkpoint_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/planted_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

EncodingData study_to_resume() { return plant_study(tiny_study(), 1); }

FitOptions options_of(const std::string& engine) {
  FitOptions options = tiny_options(60);
  options.engine = engine;
  return options;
}

void expect_same(const FitResult& found, const FitResult& expected) {
  EXPECT_EQ(found.r2, expected.r2);
  EXPECT_EQ(found.selectors.layer.values, expected.selectors.layer.values);
  EXPECT_EQ(found.selectors.space.values, expected.selectors.space.values);
  ASSERT_EQ(found.history.size(), expected.history.size());
  for (std::size_t i = 0; i < found.history.size(); ++i) {
    EXPECT_EQ(found.history[i].step, expected.history[i].step);
    EXPECT_EQ(found.history[i].training_loss, expected.history[i].training_loss);
    EXPECT_EQ(found.history[i].validation_r2, expected.history[i].validation_r2);
  }
  for (const auto& [name, values] : expected.parameters) {
    EXPECT_EQ(found.parameters.at(name).values, values.values) << name;
  }
}

class ResumeWith : public testing::TestWithParam<const char*> {};

TEST_P(ResumeWith, EndsLikeAnUnbrokenFitBitForBit) {
  const TempDir folder;
  const EncodingData study = study_to_resume();
  const FitOptions options = options_of(GetParam());
  const FitResult unbroken = fit_factor_topy(study, options, {}, {});

  std::vector<FitCheckpoint> kept;
  FitKeeping keeping;
  keeping.every_s = 0;  // after every step
  keeping.save = [&](const FitCheckpoint& checkpoint) { kept.push_back(checkpoint); };
  expect_same(fit_factor_topy(study, options, {}, {}, keeping), unbroken);
  ASSERT_EQ(kept.size(), 59U);
  for (const int step : {1, 30, 59}) {
    // Through the file, as the program does it.
    write_checkpoint(folder / "c", kept[step - 1]);
    FitKeeping resumed;
    resumed.resume = read_checkpoint(folder / "c");
    EXPECT_EQ(resumed.resume->step, step);
    expect_same(fit_factor_topy(study, options, {}, {}, resumed), unbroken);
  }
}

INSTANTIATE_TEST_SUITE_P(Engines, ResumeWith, testing::Values("fast", "eager"),
                         [](const auto& parameter) { return std::string(parameter.param); });

TEST(Resume, GoesOnAfterAStop) {
  const EncodingData study = study_to_resume();
  const FitOptions options = options_of("fast");
  StopSource stop;
  FitKeeping keeping;
  keeping.save = [&](const FitCheckpoint& checkpoint) { keeping.resume = checkpoint; };
  const FitResult stopped = fit_factor_topy(
      study, options, stop.token(), [&](const FitProgress&) { stop.request_stop(); }, keeping);
  if (stopped.provenance.steps_done < options.steps) {
    ASSERT_TRUE(keeping.resume);
    EXPECT_EQ(keeping.resume->step, stopped.provenance.steps_done);
  }
  expect_same(fit_factor_topy(study, options, {}, {}, keeping),
              fit_factor_topy(study, options, {}, {}));
}

TEST(Resume, KeepsTheLossSinceTheLastValidationAlone) {
  FitKeeping keeping;
  keeping.every_s = 0;
  keeping.save = [&](const FitCheckpoint& checkpoint) {
    EXPECT_EQ(checkpoint.loss_since_validation.count, checkpoint.step % 3);  // validates 20 times
  };
  fit_factor_topy(study_to_resume(), options_of("fast"), {}, {}, keeping);
}

TEST(Resume, LosesNothingButTheLastStepsWhenKilled) {
  const TempDir folder;
  const FitOptions options = [] {
    FitOptions long_run = options_of("fast");
    long_run.steps = 100000;
    return long_run;
  }();
  const EncodingData study = study_to_resume();
  const pid_t child = fork();
  if (child == 0) {  // keeps its state without pause until it is killed
    FitKeeping keeping;
    keeping.every_s = 0;
    keeping.save = [&](const FitCheckpoint& checkpoint) {
      write_checkpoint(folder / "c", checkpoint);
    };
    fit_factor_topy(study, options, {}, {}, keeping);
    _exit(0);
  }
  while (!std::filesystem::exists(folder / "c")) usleep(1000);
  usleep(100000);
  kill(child, SIGKILL);
  waitpid(child, nullptr, 0);
  const FitCheckpoint left = read_checkpoint(folder / "c");
  EXPECT_GE(left.step, 1);
  EXPECT_EQ(left.plan, plan_of(study, options));
}

TEST(Resume, RefusesTheCheckpointOfAnotherFit) {
  const EncodingData study = study_to_resume();
  FitKeeping keeping;
  keeping.every_s = 0;
  keeping.save = [&](const FitCheckpoint& checkpoint) { keeping.resume = checkpoint; };
  fit_factor_topy(study, options_of("fast"), {}, {}, keeping);
  keeping.save = {};
  FitOptions other = options_of("fast");
  other.seed = 5;
  EXPECT_EQ(
      error_of([&] { fit_factor_topy(study, other, {}, {}, keeping); }),
      "resume: expected a checkpoint of this fit (planted, 80 images, 40 vertices, network "
      "planted, 4 layers, fast engine, 60 steps of 8, seed 5), found one of another (planted, "
      "80 images, 40 vertices, network planted, 4 layers, fast engine, 60 steps of 8, seed 0) "
      "(give the same files and options, or start a new fit)");
}

TEST(Resume, KeepsTheLastCheckpointWhenTheDiskIsFull) {
  // /dev/full answers every write as a full disk does.
  const TempDir folder;
  const EncodingData study = study_to_resume();
  FitKeeping keeping;
  keeping.every_s = 0;
  int saves = 0;
  keeping.save = [&](const FitCheckpoint& checkpoint) {
    if (++saves == 1) {
      write_checkpoint(folder / "c", checkpoint);
      return;
    }
    const std::string temporary = (folder / (".c.part-" + std::to_string(getpid()))).string();
    std::filesystem::create_symlink("/dev/full", temporary);
    write_checkpoint(folder / "c", checkpoint);
  };
  const std::string words =
      error_of([&] { fit_factor_topy(study, options_of("fast"), {}, {}, keeping); });
  EXPECT_NE(words.find("could not be written"), std::string::npos) << words;
  EXPECT_EQ(read_checkpoint(folder / "c").step, 1);
}

}  // namespace
}  // namespace cortiscope
