#include "core/torch/devices.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <torch/cuda.h>

#include <regex>
#include <thread>

#include "core/base/error.h"
#include "core/fit/median_time.h"

namespace cortiscope {

std::string resolve_device(const std::string& device) {
  if (device == "auto") return torch::cuda::is_available() ? "cuda:0" : "cpu";
  if (device == "cpu") return device;
  std::smatch match;
  if (!std::regex_match(device, match, std::regex("cuda(?::([0-9]{1,3}))?"))) {
    throw option_error(ErrorKind::kBadValue, "device",
                       "expected auto, cpu, cuda or cuda:N, found \"" + device + "\"");
  }
  const int index = match[1].matched ? std::stoi(match[1].str()) : 0;
  const int count = int(torch::cuda::device_count());
  if (index >= count) {
    throw option_error(ErrorKind::kBadValue, "device",
                       "\"" + device + "\" is not available: this program sees " +
                           std::to_string(count) + " CUDA devices",
                       "use the device cpu");
  }
  return "cuda:" + std::to_string(index);
}

int use_threads(int threads) {
  const int count = threads > 0 ? threads : int(std::max(1U, std::thread::hardware_concurrency()));
  at::set_num_threads(count);
  set_blas_threads(count);
  return count;
}

void set_blas_threads(int threads) {
  // OpenBLAS has its own threads that torch does not control; other BLAS use torch's setting. Only
  // code inside the torch module finds it this way.
  using SetThreads = void (*)(int);
  static const auto set =
      reinterpret_cast<SetThreads>(dlsym(RTLD_DEFAULT, "openblas_set_num_threads"));
  if (set) set(threads);
}

double sgemm_gflop_per_s(const std::string& device, int side, int runs) {
  constexpr double kGiga = 1e9;
  const at::TensorOptions options = at::TensorOptions().device(c10::Device(device));
  const at::Tensor a = at::rand({side, side}, options), b = at::rand({side, side}, options);
  at::Tensor product = at::empty({side, side}, options);
  const double seconds = median_seconds(1, runs, [&] {
    at::mm_out(product, a, b);
    product[0][0].item();  // waits for a GPU
  });
  return 2.0 * side * side * side / seconds / kGiga;
}

}  // namespace cortiscope
