#include "core/base/library_environment.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace cortiscope {
namespace {

/// Gives the two variables a start, and back what they were.
class LibraryEnvironment : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : kNames) {
      const char* value = std::getenv(name);
      before_.push_back(value ? std::optional<std::string>(value) : std::nullopt);
      unsetenv(name);
    }
  }
  void TearDown() override {
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (before_[i]) {
        setenv(kNames[i], before_[i]->c_str(), 1);
      } else {
        unsetenv(kNames[i]);
      }
    }
  }

  static constexpr const char* kNames[] = {"OMP_WAIT_POLICY", "OPENBLAS_NUM_THREADS"};
  std::vector<std::optional<std::string>> before_;
};

TEST_F(LibraryEnvironment, IsCompleteTheSecondTime) {
  EXPECT_FALSE(set_window_environment());
  EXPECT_STREQ(std::getenv("OMP_WAIT_POLICY"), "passive");
  EXPECT_STREQ(std::getenv("OPENBLAS_NUM_THREADS"), "1");
  EXPECT_TRUE(set_window_environment());
}

TEST_F(LibraryEnvironment, KeepsWhatTheUserHasSet) {
  setenv("OMP_WAIT_POLICY", "active", 1);
  setenv("OPENBLAS_NUM_THREADS", "3", 1);
  EXPECT_TRUE(set_window_environment());
  EXPECT_STREQ(std::getenv("OMP_WAIT_POLICY"), "active");
  EXPECT_STREQ(std::getenv("OPENBLAS_NUM_THREADS"), "3");
}

TEST_F(LibraryEnvironment, LeavesBlasToProgramsWithoutAWindow) {
  let_threads_sleep();
  EXPECT_STREQ(std::getenv("OMP_WAIT_POLICY"), "passive");
  EXPECT_EQ(std::getenv("OPENBLAS_NUM_THREADS"), nullptr);
}

}  // namespace
}  // namespace cortiscope
