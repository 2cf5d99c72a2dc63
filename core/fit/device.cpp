#include <ATen/Parallel.h>
#include <c10/util/Exception.h>
#include <dlfcn.h>
#include <torch/cuda.h>

#include <regex>
#include <thread>

#include "core/base/error.h"
#include "core/fit/engine.h"

namespace cortiscope {

std::string resolve_device(const std::string& device) {
  if (device == "auto") return torch::cuda::is_available() ? "cuda:0" : "cpu";
  if (device == "cpu") return device;
  std::smatch match;
  if (!std::regex_match(device, match, std::regex("cuda(?::([0-9]{1,3}))?"))) {
    throw Error(ErrorKind::kBadValue, "--device",
                "expected auto, cpu, cuda or cuda:N, found \"" + device + "\"");
  }
  const int index = match[1].matched ? std::stoi(match[1].str()) : 0;
  const int count = int(torch::cuda::device_count());
  if (index >= count) {
    throw Error(ErrorKind::kBadValue, "--device",
                "\"" + device + "\" is not here: this program sees " + std::to_string(count) +
                    " CUDA devices",
                "use --device cpu");
  }
  return "cuda:" + std::to_string(index);
}

void rethrow_naming_memory() {
  try {
    throw;
  } catch (const c10::OutOfMemoryError&) {
    throw Error(ErrorKind::kNoMemory, "--device", "the device has no memory left",
                "use a smaller --batch, or --device cpu");
  }
}

int use_threads(int threads) {
  const int count = threads > 0 ? threads : int(std::max(1U, std::thread::hardware_concurrency()));
  at::set_num_threads(count);
  set_blas_threads(count);
  return count;
}

void set_blas_threads(int threads) {
  // OpenBLAS keeps threads of its own that torch does not know of; other BLAS follow torch's.
  using SetThreads = void (*)(int);
  static const auto set =
      reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
  if (set) set(threads);
}

}  // namespace cortiscope
