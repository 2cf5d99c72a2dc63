#pragma once

#include <gtest/gtest.h>

#include <string>

#include "core/base/error.h"

namespace cortiscope {

/// The message of the Error that `action` throws; "(no error)" when it throws none, so that a test
/// reads: EXPECT_EQ(error_of([&] { read(file); }), "lh.curv: expected ...").
template <class Action>
std::string error_of(Action&& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.what();
  }
  return "(no error)";
}

}  // namespace cortiscope
