#include "core/base/library_environment.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>

namespace cortiscope {
namespace {

/// Unsets the variable for a test, and sets it back.
class LibraryEnvironment : public testing::Test {
 protected:
  void SetUp() override {
    if (const char* value = std::getenv(kName)) before_ = value;
    unsetenv(kName);
  }
  void TearDown() override {
    unsetenv(kName);
    if (before_) setenv(kName, before_->c_str(), 1);
  }

  static constexpr const char* kName = "OMP_WAIT_POLICY";
  std::optional<std::string> before_;
};

TEST_F(LibraryEnvironment, MakesThreadsSleep) {
  let_threads_sleep();
  EXPECT_STREQ(std::getenv(kName), "passive");
}

TEST_F(LibraryEnvironment, KeepsWhatTheUserHasSet) {
  setenv(kName, "active", 1);
  let_threads_sleep();
  EXPECT_STREQ(std::getenv(kName), "active");
}

}  // namespace
}  // namespace cortiscope
