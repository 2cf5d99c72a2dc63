#include "core/base/thread_team.h"

#include <gtest/gtest.h>

#include <atomic>
#include <numeric>
#include <stdexcept>

namespace cortiscope {
namespace {

TEST(ThreadTeam, VisitsEveryItemOnce) {
  for (const int threads : {1, 2, 5}) {
    ThreadTeam team(threads);
    for (const std::int64_t count : {0, 1, 3, 1000}) {
      std::vector<int> visits(std::size_t(count), 0);
      team.share(count, [&](std::int64_t from, std::int64_t to, int) {
        for (std::int64_t i = from; i < to; ++i) ++visits[std::size_t(i)];
      });
      EXPECT_EQ(visits, std::vector<int>(std::size_t(count), 1)) << threads << " threads";
    }
  }
}

TEST(ThreadTeam, GivesEveryThreadTheSamePartEachTime) {
  ThreadTeam team(3);
  std::vector<std::int64_t> first(3), again(3);
  const auto note = [](std::vector<std::int64_t>& into) {
    return [&into](std::int64_t from, std::int64_t to, int thread) {
      into[std::size_t(thread)] = 1000 * from + to;
    };
  };
  team.share(100, note(first));
  for (int loop = 0; loop < 50; ++loop) {
    team.share(100, note(again));
    ASSERT_EQ(again, first);
  }
  EXPECT_EQ(first, (std::vector<std::int64_t>{33, 33066, 66100}));
}

TEST(ThreadTeam, SeesInOneLoopWhatTheLastOneWrote) {
  ThreadTeam team(4);
  std::vector<std::int64_t> values(997, 0), last(997, 0);
  for (int loop = 0; loop < 200; ++loop) {
    team.share(997, [&](std::int64_t from, std::int64_t to, int) {
      for (std::int64_t i = from; i < to; ++i) values[i] = last[996 - i] + 1;
    });
    values.swap(last);
  }
  EXPECT_EQ(std::accumulate(last.begin(), last.end(), std::int64_t(0)), 997 * 200);
}

TEST(ThreadTeam, ThrowsWhatAPartThrewAndGoesOnWorking) {
  ThreadTeam team(3);
  const auto fail = [](std::int64_t, std::int64_t, int thread) {
    if (thread > 0) throw std::runtime_error("part " + std::to_string(thread));
  };
  try {
    team.share(3, fail);
    FAIL() << "nothing was thrown";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "part 1");
  }
  std::atomic<int> items{0};
  team.share(10, [&](std::int64_t from, std::int64_t to, int) { items += int(to - from); });
  EXPECT_EQ(items, 10);
}

}  // namespace
}  // namespace cortiscope
