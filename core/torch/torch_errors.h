#pragma once

#include <utility>

namespace cortiscope {

/// Inside a catch block: rethrows torch's exceptions as Errors, and Errors and std::bad_alloc
/// unchanged.
/// @throws Error  kNoMemory: the device has no memory left; kInternal: any other error of torch
[[noreturn]] void rethrow_as_error();

/// Calls `work` and converts torch's exceptions to Errors.
/// @throws Error  as rethrow_as_error
template <class Work>
auto with_errors(Work&& work) -> decltype(work()) {
  try {
    return std::forward<Work>(work)();
  } catch (...) {
    rethrow_as_error();
  }
}

}  // namespace cortiscope
