#include "core/base/library_environment.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace cortiscope {
namespace {

/// Unsets the variables for a test, and sets them back.
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
      before_[i] ? setenv(kNames[i], before_[i]->c_str(), 1) : unsetenv(kNames[i]);
    }
  }

  static constexpr const char* kNames[] = {"OMP_WAIT_POLICY", "MESA_SHADER_CACHE_DISABLE"};
  std::vector<std::optional<std::string>> before_;
};

TEST_F(LibraryEnvironment, MakesThreadsSleepAndKeepsShadersOffDisk) {
  let_threads_sleep();
  keep_shaders_off_disk();
  EXPECT_STREQ(std::getenv("OMP_WAIT_POLICY"), "passive");
  EXPECT_STREQ(std::getenv("MESA_SHADER_CACHE_DISABLE"), "true");
}

TEST_F(LibraryEnvironment, KeepsWhatTheUserHasSet) {
  setenv("OMP_WAIT_POLICY", "active", 1);
  setenv("MESA_SHADER_CACHE_DISABLE", "false", 1);
  let_threads_sleep();
  keep_shaders_off_disk();
  EXPECT_STREQ(std::getenv("OMP_WAIT_POLICY"), "active");
  EXPECT_STREQ(std::getenv("MESA_SHADER_CACHE_DISABLE"), "false");
}

}  // namespace
}  // namespace cortiscope
