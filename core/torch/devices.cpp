#include "core/torch/devices.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <dlfcn.h>
#include <torch/cuda.h>
#include <torch/version.h>

#include <atomic>
#include <regex>
#include <thread>

#include "core/base/error.h"
#include "core/base/process_memory.h"
#include "core/fit/median_time.h"

#define CORTISCOPE_TORCH_SAYS_MEMORY \
  (TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 15))
#if CORTISCOPE_TORCH_SAYS_MEMORY
#include <ATen/DeviceAccelerator.h>
#endif

namespace cortiscope {
namespace {

/// Whether a GPU computes: a driver also offers those that this LibTorch has no code for.
bool can_compute(const c10::Device& gpu) {
  try {
    return at::ones({2}, gpu).sum().item<float>() == 2;
  } catch (const std::exception&) {  // all that torch throws
    return false;
  }
}

/// A function of a library that torch brings; null where it brings another BLAS. Only code inside
/// the torch module finds it this way.
void* loaded_function(const char* name) { return dlsym(RTLD_DEFAULT, name); }

std::atomic<int> blas_threads = 0;  // as set last; 0: never

std::string first_device() {
  const int count = int(torch::cuda::device_count());
  for (int index = 0; index < count; ++index) {
    const std::string name = "cuda:" + std::to_string(index);
    if (can_compute(c10::Device(name))) return name;
  }
  return "cpu";
}

}  // namespace

std::string resolve_device(const std::string& device) {
  if (device == "auto") {
    static const std::string first = first_device();
    return first;
  }
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
                       "use the device cpu; a GPU needs NVIDIA's driver, and LibTorch with CUDA "
                       "from packaging/setup.sh --cuda");
  }
  return "cuda:" + std::to_string(index);
}

double memory_mb(const std::string& device) {
  const c10::Device there(device);
  if (there.is_cpu()) return resident_mb();
#if CORTISCOPE_TORCH_SAYS_MEMORY
  const at::CachingDeviceAllocator::DeviceStats held =
      at::accelerator::getDeviceStats(there.index());
  const auto all_sizes = std::size_t(at::CachingAllocator::StatType::AGGREGATE);
  return double(held.reserved_bytes[all_sizes].current) / (1 << 20);
#else
  return 0;
#endif
}

int use_threads(int threads) {
  const int count = threads > 0 ? threads : int(std::max(1U, std::thread::hardware_concurrency()));
  at::set_num_threads(count);
  set_blas_threads(count);
  return count;
}

void set_blas_threads(int threads) {
  // OpenBLAS has its own threads that torch does not control.
  static const auto set_openblas =
      reinterpret_cast<void (*)(int)>(loaded_function("openblas_set_num_threads"));
  if (set_openblas) set_openblas(threads);
  blas_threads = threads;
  apply_blas_threads();
}

void apply_blas_threads() {
  // MKL, the BLAS of official LibTorch, takes torch's number but in threads that are not torch's.
  static const auto set_mkl =
      reinterpret_cast<int (*)(int)>(loaded_function("MKL_Set_Num_Threads_Local"));
  thread_local int applied = 0;
  const int wanted = blas_threads;
  if (!set_mkl || applied == wanted) return;
  set_mkl(wanted);
  applied = wanted;
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
