// The one function that the torch module exports.

#include <cstring>

#include "core/io/hdf5/h5_lock.h"
#include "core/torch/linked_module.h"

extern "C" __attribute__((visibility("default"))) cortiscope::TorchModule* cortiscope_torch_module(
    const char* build, const void* lock) {
  if (std::strcmp(build, cortiscope::kTorchModuleBuild) != 0) return nullptr;
  if (lock != &cortiscope::hdf5_mutex()) return nullptr;
  return cortiscope::make_torch_module().release();
}
