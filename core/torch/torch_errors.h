#pragma once

#include <utility>

namespace cortiscope {

/// Inside a catch block: throws torch's exceptions as Errors, and Errors and std::bad_alloc as they
/// were.
/// @throws Error  kNoMemory: the device has no memory left; kInternal: anything else of torch
[[noreturn]] void rethrow_as_error();

/// Calls `work`; no exception of torch leaves it.
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
