// A fit that is interrupted in any way gives the result of an uninterrupted one.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

#include "core/base/error.h"
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
  ASSERT_EQ(found.snapshots.size(), expected.snapshots.size());
  for (std::size_t i = 0; i < found.snapshots.size(); ++i) {
    const MapSnapshot &a = found.snapshots[i], &b = expected.snapshots[i];
    EXPECT_EQ(a.step, b.step);
    EXPECT_TRUE(i == 0 || a.loss == b.loss) << "at step " << a.step;
    EXPECT_EQ(a.layer, b.layer) << "at step " << a.step;
    EXPECT_EQ(a.expected_layer, b.expected_layer) << "at step " << a.step;
    EXPECT_EQ(a.confidence, b.confidence) << "at step " << a.step;
    EXPECT_EQ(a.x, b.x) << "at step " << a.step;
    EXPECT_EQ(a.validation_r2, b.validation_r2) << "at step " << a.step;
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
  ASSERT_EQ(kept.size(), 60U);  // the last one to go on from
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

// As one does that an older version has kept.
TEST(Resume, TakesNoSnapshotsWhereItsStateHasNone) {
  const TempDir folder;
  const EncodingData study = study_to_resume();
  const FitOptions options = options_of("fast");
  FitKeeping keeping;
  keeping.every_s = 0;
  keeping.save = [&](const FitCheckpoint& checkpoint) {
    if (checkpoint.step == 30) write_checkpoint(folder / "c", checkpoint);
  };
  FitOptions without = options;
  without.keeps_snapshots = false;
  fit_factor_topy(study, without, {}, {}, keeping);
  FitKeeping resumed;
  resumed.resume = read_checkpoint(folder / "c");
  EXPECT_TRUE(fit_factor_topy(study, options, {}, {}, resumed).snapshots.empty());
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
      "resume: expected a checkpoint of this fit (planted, 100 images, 40 vertices, network "
      "planted, 4 layers, fast engine, batches of 8, averaged recipe at 0.001 0.003 0.01, read-out "
      "decay 0.3, features "
      "standardised by layer, seed 5), found one of another (planted, 100 images, 40 vertices, "
      "network planted, 4 layers, fast engine, batches of 8, averaged recipe at 0.001 0.003 0.01, "
      "read-out decay 0.3, "
      "features standardised by layer, seed 0) "
      "(give the same files and options, or start a new fit)");
}

TEST(Resume, GoesOnFittingWhereItsStateCannotBeKept) {
  const EncodingData study = study_to_resume();
  FitKeeping keeping;
  keeping.every_s = 0;
  int saves = 0;
  keeping.save = [&](const FitCheckpoint&) {
    if (++saves < 30) throw Error(ErrorKind::kInternal, "c", "could not be written");
  };
  std::vector<std::string> warnings;
  const auto note = [&](const FitProgress& progress) {
    if (warnings.empty() || warnings.back() != progress.warning) {
      warnings.push_back(progress.warning);
    }
  };
  StopSource stop;
  const FitResult fit = fit_factor_topy(study, options_of("fast"), stop.token(), note, keeping);
  EXPECT_EQ(fit.provenance.steps_done, 60);
  EXPECT_EQ(saves, 60);
  ASSERT_FALSE(warnings.empty());
  EXPECT_EQ(warnings.back(), "") << "it was kept in the end";
}

TEST(Resume, WarnsOfAStateThatIsNotKeptOnStop) {
  StopSource stop;
  std::string warning;
  FitKeeping keeping;
  keeping.save = [](const FitCheckpoint&) {
    throw Error(ErrorKind::kInternal, "c", "could not be written");
  };
  stop.request_stop();
  fit_factor_topy(
      study_to_resume(), options_of("fast"), stop.token(),
      [&](const FitProgress& progress) { warning = progress.warning; }, keeping);
  EXPECT_EQ(warning, "c: could not be written");
}

/// Features that can be read so many times.
class FeaturesThatVanish : public FeatureSet {
 public:
  FeaturesThatVanish(std::shared_ptr<const FeatureSet> real, int reads)
      : real_(std::move(real)), reads_left_(reads) {}
  const FeatureInfo& info() const override { return real_->info(); }
  TokenBatch read(const std::vector<int>& images) const override {
    if (reads_left_-- <= 0) throw Error(ErrorKind::kBadValue, "features.h5", "has changed");
    return real_->read(images);
  }

 private:
  std::shared_ptr<const FeatureSet> real_;
  mutable int reads_left_;
};

TEST(Resume, KeepsWhatWasLearnedWhereTheDataVanish) {
  const EncodingData whole = study_to_resume();
  constexpr int kToStandardize = 5;
  for (const int more : {1, 7, 20, 64}) {  // while it trains, validates, and scores
    const int reads = kToStandardize + more;
    EncodingData study = whole;
    study.features = std::make_shared<FeaturesThatVanish>(whole.features, reads);
    FitKeeping keeping, resumed;
    keeping.save = [&](const FitCheckpoint& state) { resumed.resume = state; };
    EXPECT_EQ(error_of([&] { fit_factor_topy(study, options_of("fast"), {}, {}, keeping); }),
              "features.h5: has changed");
    ASSERT_TRUE(resumed.resume) << reads;
    EXPECT_GE(resumed.resume->step, 1);
    expect_same(fit_factor_topy(whole, options_of("fast"), {}, {}, resumed),
                fit_factor_topy(whole, options_of("fast"), {}, {}));
  }
}

}  // namespace
}  // namespace cortiscope
