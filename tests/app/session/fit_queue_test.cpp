#include "app/session/fit_queue.h"

#include <gtest/gtest.h>

#include "app/session/fit_jobs.h"
#include "core/fit/fit_output.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

FitJob job_into(const std::string& file) {
  FitJob job;
  job.files.out = file;
  job.size = {{1000, {64, 64}, 8, 8}, 500, 100};
  return job;
}

TEST(FitQueue, RunsOneAtATimeInOrder) {
  FitQueue queue;
  queue.add(job_into("a"));
  queue.add(job_into("b"));
  const FitJob* first = queue.start_next();
  ASSERT_TRUE(first);
  EXPECT_EQ(first->files.out, "a");
  EXPECT_EQ(queue.start_next(), nullptr) << "one runs already";
  queue.end_running(FitState::kFailed, "why");
  EXPECT_EQ(queue.jobs()[0].message, "why");
  EXPECT_EQ(queue.start_next()->files.out, "b");
  EXPECT_EQ(queue.waiting_count(), 0);
}

TEST(FitQueue, RefusesASecondFitIntoTheSameFile) {
  FitQueue queue;
  EXPECT_TRUE(queue.add(job_into("a")));
  EXPECT_FALSE(queue.add(job_into("a")));
  queue.start_next();
  queue.end_running(FitState::kStopped);
  EXPECT_TRUE(queue.add(job_into("a")));
}

TEST(FitQueue, HoldsAnUnsavedFitUntilItIsSaved) {
  FitQueue queue;
  const int id = *queue.add(job_into("a"));
  queue.start_next();
  queue.end_running(FitState::kUnsaved, "no room");
  EXPECT_FALSE(queue.add(job_into("a"))) << "its file is still to be written";
  queue.forget_ended();
  ASSERT_TRUE(queue.find(id));
  EXPECT_EQ(queue.find(id)->message, "no room");
  queue.end_unsaved(id, FitState::kFinished);
  EXPECT_EQ(queue.find(id)->message, "");
  queue.forget_ended();
  EXPECT_FALSE(queue.find(id));
}

TEST(FitQueue, CancelsWhatWaitsAndNothingElse) {
  FitQueue queue;
  const int running = *queue.add(job_into("a"));
  const int waiting = *queue.add(job_into("b"));
  queue.add(job_into("c"));
  queue.start_next();
  EXPECT_FALSE(queue.cancel(running));
  EXPECT_TRUE(queue.cancel(waiting));
  EXPECT_EQ(queue.waiting_count(), 1);
  queue.cancel_waiting();
  EXPECT_EQ(queue.waiting_count(), 0);
  EXPECT_EQ(queue.running()->id, running);
  queue.forget_ended();
  ASSERT_EQ(queue.jobs().size(), 1U);
  EXPECT_EQ(queue.jobs()[0].id, running);
}

TEST(FitForecast, GrowsWithStepsAndShrinksWithSpeed) {
  const FitSize size = {{2000, std::vector<int>(12, 64), 8, 8}, 1000, 500};
  FitOptions options;
  options.steps = 1000;
  const FitForecast one = forecast(size, options, 20);
  EXPECT_GT(one.seconds, 0);
  EXPECT_GT(one.memory_mb, 900);  // the data and the program
  EXPECT_LT(forecast(size, options, 40).seconds, 0.6 * one.seconds);
  options.steps = 2000;
  EXPECT_GT(forecast(size, options, 20).seconds, 1.4 * one.seconds);
  EXPECT_LE(forecast(size, options, 20).seconds, 2 * one.seconds);
}

TEST(FitForecast, OfAQueueAddsTimesAndTakesTheLargestMemory) {
  FitQueue queue;
  FitJob large = job_into("b");
  large.size.model.vertices = 100000;
  queue.add(job_into("a"));
  queue.add(large);
  const FitForecast all = queue.forecast_of_waiting(20);
  const FitForecast first = forecast(queue.jobs()[0].size, queue.jobs()[0].options, 20);
  const FitForecast second = forecast(large.size, large.options, 20);
  EXPECT_DOUBLE_EQ(all.seconds, first.seconds + second.seconds);
  EXPECT_DOUBLE_EQ(all.memory_mb, second.memory_mb);
}

TEST(FreeFitFile, NeverNamesAFitThatIsThere) {
  const TempDir folder;
  const auto wanted = folder / "aligned.fit.h5";
  EXPECT_EQ(free_fit_file(wanted), wanted);
  write_bytes(wanted, "fit");
  EXPECT_EQ(free_fit_file(wanted), folder / "aligned-2.fit.h5");
  write_bytes(folder / "aligned-2.fit.h5", "fit");
  EXPECT_EQ(free_fit_file(wanted), folder / "aligned-3.fit.h5");
}

TEST(FitJobs, AreOfAllThatCanBeFittedAndIsNot) {
  Library library;
  library.add_subject(tiny_subject(), "s/subject.h5", {"a", "b", "c"});
  for (const char* network : {"one", "two"}) {
    library.add_features(tiny_features(network, {"a", "b", "c"}),
                         std::string("s/") + network + ".features.h5");
  }
  EXPECT_EQ(jobs_of_all(library, {}).size(), 2U);
  library.add_fit(tiny_fit("one", "2026"), "s/one.fit.h5");
  const std::vector<FitJob> jobs = jobs_of_all(library, {});
  ASSERT_EQ(jobs.size(), 1U);
  EXPECT_EQ(jobs[0].network, "two");
  EXPECT_EQ(jobs[0].files.features, "s/two.features.h5");
  EXPECT_EQ(jobs[0].files.out, "s/two.fit.h5");
  EXPECT_EQ(jobs[0].size.model.vertices, 60);
  EXPECT_EQ(jobs[0].at, (Choice{0, 2}));
  EXPECT_FALSE(job_of(library, {0, 0}, {})) << "a known answer is not fitted";

  FitQueue queue;
  EXPECT_EQ(active_job(queue, {0, 2}), nullptr);
  queue.add(jobs[0]);
  EXPECT_NE(active_job(queue, {0, 2}), nullptr);
}

TEST(FitJobs, AreWrittenBesideTheirSubjectWhereverTheFitCameFrom) {
  for (const char* file : {"", "/usr/share/cortiscope/demo/one.fit.h5"}) {
    Library library;
    library.add_subject(tiny_subject(), "s/subject.h5", {"a", "b", "c"});
    library.add_fit(tiny_fit("one", "2026"), file);
    library.add_features(tiny_features("one", {"a", "b", "c"}), "s/one.features.h5");
    ASSERT_TRUE(library.cell({0, 1}).source);
    EXPECT_EQ(job_of(library, {0, 1}, {})->files.out, "s/one.fit.h5") << file;
  }
}

TEST(FitJobs, GoOnIntoTheFileOfTheInterruptedFit) {
  const TempDir folder;
  Library library;
  library.add_subject(tiny_subject(), folder / "subject.h5", {"a"});
  library.add_features(tiny_features("one", {"a"}), folder / "one.features.h5");
  write_bytes(folder / "one.fit.h5", "stopped");
  EXPECT_EQ(job_of(library, {0, 1}, {})->files.out, folder / "one-2.fit.h5");
  const FitJob resumed = *job_of(library, {0, 1}, {}, /*resumes=*/true);
  EXPECT_EQ(resumed.files.out, folder / "one.fit.h5");
  EXPECT_TRUE(resumed.resumes);
}

}  // namespace
}  // namespace cortiscope
