#include "core/fit/fit_session.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <future>

#include "tests/support/planted_study.h"

namespace cortiscope {
namespace {

std::shared_ptr<const EncodingData> shared_study() {
  return std::make_shared<EncodingData>(plant_study(tiny_study(), 1));
}

/// Runs a session to its end; the callbacks write here.
struct Watch {
  std::atomic<int> reports{0};
  std::promise<FitOutcome> outcome;
  FitSession::OnFinished on_finished() {
    return [this](FitOutcome end) { outcome.set_value(std::move(end)); };
  }
};

TEST(FitSession, EndsWithTheFit) {
  Watch watch;
  FitSession session(
      shared_study(), tiny_options(), [&](const FitProgress&) { ++watch.reports; },
      watch.on_finished());
  const FitOutcome outcome = watch.outcome.get_future().get();
  ASSERT_TRUE(std::holds_alternative<FitResult>(outcome));
  EXPECT_EQ(std::get<FitResult>(outcome).provenance.steps_done, 30);
  EXPECT_GE(watch.reports, 1);
}

TEST(FitSession, EndsWithWhatWasReachedWhenStopped) {
  Watch watch;
  FitOptions options = tiny_options();
  options.steps = 1000000;
  std::promise<void> started;
  std::atomic<bool> is_started{false};
  FitSession session(
      shared_study(), options,
      [&](const FitProgress&) {
        if (!is_started.exchange(true)) started.set_value();
      },
      watch.on_finished());
  started.get_future().wait();
  session.request_stop();
  const FitOutcome outcome = watch.outcome.get_future().get();
  ASSERT_TRUE(std::holds_alternative<FitStopped>(outcome));
  EXPECT_GT(std::get<FitStopped>(outcome).reached.provenance.steps_done, 0);
}

TEST(FitSession, EndsWithTheErrorAsItStands) {
  Watch watch;
  FitOptions options = tiny_options();
  options.batch = 0;
  FitSession session(shared_study(), options, {}, watch.on_finished());
  const FitOutcome outcome = watch.outcome.get_future().get();
  ASSERT_TRUE(std::holds_alternative<Error>(outcome));
  EXPECT_STREQ(std::get<Error>(outcome).what(), "batch: expected 1 to 4096, found 0");
}

TEST(FitSession, EndsWithTheErrorOfOpeningItsData) {
  Watch watch;
  FitSession session(
      []() -> FitStart { throw Error(ErrorKind::kNotFound, "s.h5", "no such file"); },
      tiny_options(), {}, watch.on_finished());
  const FitOutcome outcome = watch.outcome.get_future().get();
  ASSERT_TRUE(std::holds_alternative<Error>(outcome));
  EXPECT_STREQ(std::get<Error>(outcome).what(), "s.h5: no such file");
}

TEST(FitSession, KeepsItsStateOnStop) {
  Watch watch;
  FitOptions options = tiny_options();
  options.steps = 1000000;
  std::atomic<int> kept_step{0};
  std::promise<void> started;
  std::atomic<bool> is_started{false};
  FitSession session(
      [&] {
        FitStart start{shared_study()};
        start.keeping.save = [&](const FitCheckpoint& state) { kept_step = state.step; };
        return start;
      },
      options,
      [&](const FitProgress&) {
        if (!is_started.exchange(true)) started.set_value();
      },
      watch.on_finished());
  started.get_future().wait();
  session.request_stop();
  const FitOutcome outcome = watch.outcome.get_future().get();
  ASSERT_TRUE(std::holds_alternative<FitStopped>(outcome));
  EXPECT_EQ(std::get<FitStopped>(outcome).reached.provenance.steps_done, kept_step);
  EXPECT_GT(kept_step, 0);
}

TEST(FitSession, GivesWayToTheThreadThatMadeIt) {
  Watch watch;
  std::atomic<int> niceness{0};
  FitSession session(
      [&] {
        niceness = getpriority(PRIO_PROCESS, 0);
        return FitStart{shared_study()};
      },
      tiny_options(), {}, watch.on_finished());
  watch.outcome.get_future().get();
  EXPECT_EQ(niceness, std::min(19, getpriority(PRIO_PROCESS, 0) + 5));
}

// A session that a newer one replaces may end while that one already runs.
TEST(FitSession, FitsTheSameBesideAnother) {
  const auto study = shared_study();
  const auto selectors_of = [](Watch& watch) {
    return std::get<FitResult>(watch.outcome.get_future().get()).selectors;
  };
  Watch alone, one, other;
  const FitSession first(study, tiny_options(), {}, alone.on_finished());
  const Selectors expected = selectors_of(alone);
  const FitSession second(study, tiny_options(), {}, one.on_finished());
  const FitSession third(study, tiny_options(), {}, other.on_finished());
  for (Watch* watch : {&one, &other}) {
    const Selectors found = selectors_of(*watch);
    EXPECT_EQ(found.layer.values, expected.layer.values);
    EXPECT_EQ(found.space.values, expected.space.values);
    EXPECT_EQ(found.scale.values, expected.scale.values);
  }
}

TEST(FitSession, StopsWhenItIsDestroyed) {
  Watch watch;
  FitOptions options = tiny_options();
  options.steps = 1000000;
  { const FitSession session(shared_study(), options, {}, watch.on_finished()); }
  EXPECT_TRUE(std::holds_alternative<FitStopped>(watch.outcome.get_future().get()));
}

}  // namespace
}  // namespace cortiscope
