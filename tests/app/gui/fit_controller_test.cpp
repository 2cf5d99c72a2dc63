#include "app/gui/fit_controller.h"

#include <gtest/gtest.h>

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
  bool is_idle_ = false;
};
std::unique_ptr<TempDir> FitControllerTest::folder_;

TEST_F(FitControllerTest, WritesAFinishedFitAndTellsOfIt) {
  fits_.enqueue(job_for("aligned", 30));
  EXPECT_TRUE(fits_.is_running());
  wait_until_idle();
  EXPECT_EQ(said_, (std::vector<std::string>{"started aligned", "finished aligned"})) << message_;
  EXPECT_GE(reports_, 1);
  ASSERT_TRUE(last_.snapshot);
  EXPECT_EQ(last_.snapshot->selectors.vertex_count(), 80);
  EXPECT_EQ(read_fit(study() / "aligned.fit.h5").provenance.steps_done, 30);
  EXPECT_FALSE(std::filesystem::exists(study() / "aligned.fit.h5.checkpoint"));
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
