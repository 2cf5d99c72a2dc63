#include "app/gui/fit_controller.h"

#include <gtest/gtest.h>

#include <cmath>
#include <csignal>

#include "app/gui/end_signals.h"
#include "core/fit/schedule.h"
#include "core/io/hdf5/fit_file.h"
#include "tests/app/gui/tiny_demo.h"
#include "tests/app/gui/wait_for.h"

namespace cortiscope {
namespace {

/// So many that a fit is still running whenever a test checks.
constexpr int kEndlessSteps = 10000000;

/// The files of a tiny study, and a controller with what it emitted.
class FitControllerTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<TempDir>();
    open_demo(
        tiny_demo(*folder_), StopToken(), [](const Opened&) {}, [](const std::string&, double) {});
  }
  static void TearDownTestSuite() { folder_.reset(); }

  FitControllerTest() {
    using C = FitController;
    QObject::connect(&fits_, &C::started,
                     [this](const FitJob& job) { said_.push_back("started " + job.network); });
    QObject::connect(&fits_, &C::progressed, [this](const FitJob&, const FitProgress& progress) {
      ++reports_;
      last_ = progress;
    });
    QObject::connect(&fits_, &C::finished,
                     [this](const FitJob& job, const std::shared_ptr<const FitResult>& fit) {
                       said_.push_back("finished " + job.network);
                       fit_ = fit;
                       written_ = job.files.out;
                     });
    QObject::connect(&fits_, &C::not_saved,
                     [this](const FitJob& job, const std::shared_ptr<const FitResult>& fit) {
                       said_.push_back("not saved " + job.network);
                       message_ = job.message;
                       fit_ = fit;
                     });
    QObject::connect(&fits_, &C::discarded,
                     [this](const FitJob& job) { said_.push_back("discarded " + job.network); });
    QObject::connect(&fits_, &C::failed, [this](const FitJob& job, const QString& message) {
      said_.push_back("failed " + job.network);
      message_ = message.toStdString();
    });
    QObject::connect(&fits_, &C::idle, [this] { is_idle_ = true; });
  }
  ~FitControllerTest() override {
    for (const char* ending : {".fit.h5", ".fit.h5.checkpoint"}) {
      for (const char* network : {"aligned", "scrambled"}) {
        std::filesystem::remove(study() / (std::string(network) + ending));
      }
    }
  }

  static std::filesystem::path study() { return *folder_ / "demo"; }
  static FitJob job_for(const std::string& network, int steps) {
    FitJob job;
    job.subject = "tiny";
    job.network = network;
    job.files = {study() / "subject.h5", study() / (network + ".features.h5"),
                 study() / (network + ".fit.h5")};
    job.options.steps = steps;
    job.options.bottleneck = 8;
    job.options.threads = 1;
    job.size = {{80, std::vector<int>(12, 64), 8, 8}, 120, 10};
    return job;
  }
  void wait_until_idle() {
    ASSERT_TRUE(wait_for([this] { return is_idle_; }));
  }
  void wait_for_progress() {
    ASSERT_TRUE(wait_for([this] { return reports_ > 0; }));
  }

  static std::unique_ptr<TempDir> folder_;
  FitController fits_;
  std::vector<std::string> said_;
  std::string message_;
  int reports_ = 0;
  FitProgress last_;
  std::shared_ptr<const FitResult> fit_;
  std::filesystem::path written_;
  bool is_idle_ = false;
};
std::unique_ptr<TempDir> FitControllerTest::folder_;

/// A fit that was stopped after its folder had become a file, so that it cannot be written.
class UnsavedFitTest : public FitControllerTest {
 protected:
  void SetUp() override {
    FitJob job = job_for("aligned", kEndlessSteps);
    job.files.out = results() / "aligned.fit.h5";
    id_ = *fits_.enqueue(job);
    wait_for_progress();
    std::filesystem::remove_all(results());
    write_bytes(results(), "in the way");
    fits_.stop_and_keep();
    wait_until_idle();
  }
  void TearDown() override { std::filesystem::remove_all(results()); }
  static std::filesystem::path results() { return study() / "results"; }
  void wait_for_word(const char* word) {
    ASSERT_TRUE(wait_for([&] { return said_.back() == word; })) << said_.back();
  }
  FitState state() { return fits_.queue().find(id_)->state; }

  int id_ = 0;
};

TEST_F(UnsavedFitTest, StaysInMemoryWithTheReason) {
  EXPECT_EQ(said_.back(), "not saved aligned");
  EXPECT_EQ(state(), FitState::kUnsaved);
  EXPECT_EQ(fits_.unsaved(), std::vector<int>{id_});
  ASSERT_TRUE(fit_);
  EXPECT_GT(fit_->provenance.steps_done, 0);
  EXPECT_EQ(message_, (results() / "aligned.fit.h5").string() +
                          ": its folder does not exist (make " + results().string() + " first)");
  EXPECT_EQ(fits_.queue().find(id_)->message, message_);
}

TEST_F(UnsavedFitTest, IsSavedOnceItsFileCanBeWritten) {
  said_.push_back("");
  fits_.save(id_);
  wait_for_word("not saved aligned");
  EXPECT_EQ(fits_.unsaved().size(), 1U) << "the file is still in the way";
  std::filesystem::remove(results());
  fits_.save(id_);
  wait_for_word("finished aligned");
  EXPECT_EQ(state(), FitState::kStopped);
  EXPECT_TRUE(fits_.unsaved().empty());
  EXPECT_EQ(read_fit(results() / "aligned.fit.h5").provenance.steps_done,
            fit_->provenance.steps_done);
}

TEST_F(UnsavedFitTest, IsSavedElsewhere) {
  const std::filesystem::path elsewhere = study() / "elsewhere.fit.h5";
  fits_.save_elsewhere(id_, elsewhere);
  wait_for_word("finished aligned");
  EXPECT_EQ(written_, elsewhere);
  EXPECT_EQ(read_fit(elsewhere).provenance.steps_done, fit_->provenance.steps_done);
  std::filesystem::remove(elsewhere);
}

TEST_F(UnsavedFitTest, IsGivenUp) {
  fits_.give_up(id_);
  EXPECT_EQ(said_.back(), "discarded aligned");
  EXPECT_EQ(state(), FitState::kCancelled);
  EXPECT_TRUE(fits_.unsaved().empty());
}

TEST_F(FitControllerTest, EndsAtASignalWithWhatTheRunningFitReached) {
  int exit_code = 0;
  const EndSignals signals(fits_, [&](int code) { exit_code = code; });
  fits_.enqueue(job_for("aligned", kEndlessSteps));
  fits_.enqueue(job_for("scrambled", kEndlessSteps));
  wait_for_progress();
  std::raise(SIGTERM);
  ASSERT_TRUE(wait_for([&] { return exit_code != 0; }));
  EXPECT_EQ(exit_code, 128 + SIGTERM);
  EXPECT_TRUE(std::filesystem::exists(study() / "aligned.fit.h5.checkpoint"));
  EXPECT_LT(read_fit(study() / "aligned.fit.h5").provenance.steps_done, kEndlessSteps);
  EXPECT_EQ(fits_.queue().jobs()[1].state, FitState::kCancelled);
}

TEST_F(FitControllerTest, EndsAtEverySignalThatEndsAProgram) {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE}) {
    int exit_code = 0;
    const EndSignals signals(fits_, [&](int code) { exit_code = code; });
    std::raise(signal);
    ASSERT_TRUE(wait_for([&] { return exit_code != 0; }));
    EXPECT_EQ(exit_code, 128 + signal);
  }
}

TEST_F(FitControllerTest, GivesTheHistoryOfTheFitThatItResumes) {
  constexpr int kSteps = 10000;
  fits_.enqueue(job_for("aligned", kSteps));
  ASSERT_TRUE(wait_for([this] { return std::isfinite(last_.validation_r2) && reports_ > 0; }));
  fits_.stop_and_keep();
  wait_until_idle();
  std::vector<HistoryPoint> before;
  QObject::connect(
      &fits_, &FitController::resumed,
      [&](const FitJob&, const std::vector<HistoryPoint>& history) { before = history; });
  FitJob again = job_for("aligned", kSteps);
  again.resumes = true;
  reports_ = 0;
  is_idle_ = false;
  fits_.enqueue(again);
  wait_for_progress();
  ASSERT_FALSE(before.empty());
  EXPECT_EQ(before.front().step, Schedule(kSteps, FitOptions().batch).interval());
  fits_.discard();
  wait_until_idle();
}

TEST_F(FitControllerTest, ForecastsAtThePaceOfTheRunningFit) {
  const double guess = fits_.gflop_per_s();
  bool has_learned = false;
  QObject::connect(&fits_, &FitController::pace_changed, [&] { has_learned = true; });
  const FitJob job = job_for("aligned", kEndlessSteps);
  fits_.enqueue(job);
  ASSERT_TRUE(wait_for([&] { return has_learned && reports_ > 0; }));
  ASSERT_TRUE(fits_.is_running());
  const auto error_at = [&](double gflop_per_s) {
    return std::abs(forecast(job.size, job.options, gflop_per_s).seconds - last_.remaining_s);
  };
  EXPECT_LT(error_at(fits_.gflop_per_s()), error_at(guess));
  fits_.discard();
  wait_until_idle();
}

TEST_F(FitControllerTest, WritesAFinishedFitAndTellsOfIt) {
  fits_.enqueue(job_for("aligned", 30));
  EXPECT_TRUE(fits_.is_running());
  wait_until_idle();
  EXPECT_EQ(said_, (std::vector<std::string>{"started aligned", "finished aligned"})) << message_;
  EXPECT_GE(reports_, 1);
  ASSERT_TRUE(last_.snapshot);
  EXPECT_EQ(last_.snapshot->selectors.vertex_count(), 80);
  const FitResult fit = read_fit(study() / "aligned.fit.h5");
  EXPECT_EQ(fit.provenance.steps_done, 30);
  EXPECT_EQ(std::filesystem::exists(study() / "aligned.fit.h5.checkpoint"),
            !has_converged(fit.history));
  EXPECT_EQ(fits_.queue().jobs()[0].state, FitState::kFinished);
}

TEST_F(FitControllerTest, LearnsTheMachinesSpeed) {
  const double guess = fits_.gflop_per_s();
  const FitJob job = job_for("aligned", 30);
  fits_.enqueue(job);
  wait_until_idle();
  const auto error_at = [&](double gflop_per_s) {
    return std::abs(forecast(job.size, job.options, gflop_per_s).seconds -
                    fit_->provenance.seconds);
  };
  EXPECT_LT(error_at(fits_.gflop_per_s()), error_at(guess));
}

TEST_F(FitControllerTest, FitsOneAfterTheOther) {
  int running = 0, most = 0;
  QObject::connect(&fits_, &FitController::started,
                   [&](const FitJob&) { most = std::max(most, ++running); });
  QObject::connect(&fits_, &FitController::finished,
                   [&](const FitJob&, const std::shared_ptr<const FitResult>&) { --running; });
  fits_.enqueue(job_for("aligned", 20));
  fits_.enqueue(job_for("scrambled", 20));
  EXPECT_EQ(fits_.queue().waiting_count(), 1);
  wait_until_idle();
  EXPECT_EQ(most, 1);
  EXPECT_EQ(said_, (std::vector<std::string>{"started aligned", "finished aligned",
                                             "started scrambled", "finished scrambled"}));
}

TEST_F(FitControllerTest, StopsAndKeepsAndGoesOn) {
  fits_.enqueue(job_for("aligned", kEndlessSteps));
  wait_for_progress();
  fits_.stop_and_keep();
  EXPECT_TRUE(fits_.is_running()) << "the window does not wait for its end";
  wait_until_idle();
  ASSERT_EQ(said_.back(), "finished aligned");
  const int reached = fit_->provenance.steps_done;
  EXPECT_LT(reached, kEndlessSteps);
  EXPECT_EQ(fits_.queue().jobs()[0].state, FitState::kStopped);
  ASSERT_TRUE(std::filesystem::exists(study() / "aligned.fit.h5.checkpoint"));

  FitJob again = job_for("aligned", kEndlessSteps);
  again.resumes = true;
  is_idle_ = false;
  reports_ = 0;
  fits_.enqueue(again);
  wait_for_progress();
  EXPECT_GT(last_.step, reached);
  fits_.discard();
  wait_until_idle();
}

TEST_F(FitControllerTest, LeavesNothingOfADiscardedFit) {
  fits_.enqueue(job_for("aligned", kEndlessSteps));
  wait_for_progress();
  fits_.discard();
  wait_until_idle();
  EXPECT_EQ(said_.back(), "discarded aligned");
  EXPECT_FALSE(std::filesystem::exists(study() / "aligned.fit.h5"));
  EXPECT_FALSE(std::filesystem::exists(study() / "aligned.fit.h5.checkpoint"));
}

TEST_F(FitControllerTest, SaysWhyAFitFailedAndDoesTheNext) {
  FitJob broken = job_for("aligned", 20);
  broken.files.features = study() / "none.features.h5";
  fits_.enqueue(broken);
  fits_.enqueue(job_for("scrambled", 20));
  wait_until_idle();
  EXPECT_EQ(said_[1], "failed aligned");
  EXPECT_NE(message_.find("none.features.h5"), std::string::npos) << message_;
  EXPECT_EQ(said_.back(), "finished scrambled");
  EXPECT_EQ(fits_.queue().jobs()[0].message, message_);
}

TEST_F(FitControllerTest, KeepsTheFitThatItIsDestroyedWith) {
  {
    FitController other;
    other.enqueue(job_for("scrambled", kEndlessSteps));
    int reports = 0;
    QObject::connect(&other, &FitController::progressed, [&] { ++reports; });
    ASSERT_TRUE(wait_for([&] { return reports > 0; }));
  }
  EXPECT_TRUE(std::filesystem::exists(study() / "scrambled.fit.h5.checkpoint"));
}

}  // namespace
}  // namespace cortiscope
