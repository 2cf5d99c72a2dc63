#include "core/fit/torch_module.h"

#include <dlfcn.h>

#include <cstdlib>
#include <mutex>
#include <string>

#include "core/base/ending_signals.h"
#include "core/base/error.h"
#include "core/base/process_memory.h"
#include "core/fit/torch_choice.h"
#include "core/io/hdf5/h5_lock.h"

namespace cortiscope {
namespace {

/// What is loaded, for the whole process. Never freed: torch's threads may outlive main().
struct Loaded {
  std::mutex mutex;
  TorchModule* module = nullptr;
};
Loaded& loaded() {
  static auto* const one = new Loaded;
  return *one;
}

TorchModule* load(const std::filesystem::path& file) {
  // LibTorch 2 takes SIGHUP and SIGINT for itself: a fit would go on when its terminal is gone.
  const KeptEndingSignals kept_signals;
  // LibTorch 1.13 and what it loads map 900 MB, LibTorch 2.15 with CUDA 2,400 MB; a small fit then
  // has room, too.
  const bool has_cuda = file.filename().string().find("cuda") != std::string::npos;
  require_memory(has_cuda ? 2700 : 1100, has_cuda ? "LibTorch with CUDA" : "LibTorch");
  // Local, so that nothing else in the process finds the symbols of LLVM that LibTorch 2 exports.
  void* const library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    throw Error(
        ErrorKind::kInternal, file.string(), std::string("LibTorch cannot be loaded: ") + dlerror(),
        has_cuda
            ? "install it with packaging/setup.sh --cuda and build again; CORTISCOPE_TORCH=cpu "
              "does without a GPU"
            : "install LibTorch with packaging/setup.sh and build again");
  }
  const auto make = reinterpret_cast<MakeTorchModule>(dlsym(library, "cortiscope_torch_module"));
  TorchModule* const module = make ? make(kTorchModuleBuild, &hdf5_mutex()) : nullptr;
  if (!module) {
    throw Error(ErrorKind::kInternal, file.string(),
                std::string("expected the torch module of this build (") + kTorchModuleBuild +
                    "), found another",
                "install all of Cortiscope's files of one version");
  }
  return module;
}

}  // namespace

TorchModule& torch_module() {
  Loaded& one = loaded();
  const std::lock_guard held(one.mutex);
  if (!one.module) one.module = load(torch_module_file());
  return *one.module;
}

bool is_torch_loaded() {
  Loaded& one = loaded();
  const std::lock_guard held(one.mutex);
  return one.module != nullptr;
}

void use_torch_module(std::unique_ptr<TorchModule> module) {
  Loaded& one = loaded();
  const std::lock_guard held(one.mutex);
  one.module = module.release();
}

std::filesystem::path torch_module_file() {
  Dl_info core{};
  dladdr(reinterpret_cast<const void*>(&is_torch_loaded), &core);
  const char* const wanted = std::getenv("CORTISCOPE_TORCH");
  return choose_torch_module(std::filesystem::absolute(core.dli_fname).parent_path(),
                             wanted ? wanted : "", has_nvidia_driver());
}

}  // namespace cortiscope
