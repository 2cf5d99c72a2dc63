#pragma once

#include <gtest/gtest.h>

#include <filesystem>
#include <optional>

namespace cortiscope {

/// The folder of real cortices and odd real files that CORTISCOPE_REAL_DATA names; absent where
/// the variable is not set or the folder not there.
std::optional<std::filesystem::path> real_data();

}  // namespace cortiscope

/// At the top of a test that needs real files: skips it, saying so, where there are none.
#define SKIP_WITHOUT_REAL_DATA() \
  if (!cortiscope::real_data()) GTEST_SKIP() << "skipped: no real data"
