#include "core/base/library_environment.h"

#include <cstdlib>

namespace cortiscope {
namespace {

/// @return  whether it was set already
bool set_unless_set(const char* name, const char* value) {
  if (std::getenv(name)) return true;
  setenv(name, value, /*overwrite=*/1);
  return false;
}

}  // namespace

bool let_threads_sleep() { return set_unless_set("OMP_WAIT_POLICY", "passive"); }

bool set_window_environment() {
  const bool sleeps = let_threads_sleep();
  const bool is_single = set_unless_set("OPENBLAS_NUM_THREADS", "1");
  return sleeps && is_single;
}

}  // namespace cortiscope
