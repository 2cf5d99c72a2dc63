#include "core/fit/torch_choice.h"

#include <dlfcn.h>

#include "core/base/error.h"

namespace cortiscope {

std::filesystem::path choose_torch_module(const std::filesystem::path& folder,
                                          const std::string& wanted, bool has_driver) {
  const std::filesystem::path cpu = folder / "libcortiscope_torch.so";
  const std::filesystem::path cuda = folder / "libcortiscope_torch_cuda.so";
  if (wanted == "cpu") return cpu;
  if (wanted.empty()) return has_driver && std::filesystem::exists(cuda) ? cuda : cpu;
  if (wanted != "cuda") {
    throw Error(ErrorKind::kBadValue, "CORTISCOPE_TORCH",
                "expected cpu or cuda, found " + in_quotes(wanted),
                "without it, a GPU is used where there is one");
  }
  if (!std::filesystem::exists(cuda)) {
    throw Error(ErrorKind::kNotFound, cuda.string(), "no such file, but CORTISCOPE_TORCH is cuda",
                "run packaging/setup.sh --cuda and build again, or unset CORTISCOPE_TORCH");
  }
  return cuda;
}

bool has_nvidia_driver() {
  static const bool has_one = dlopen("libcuda.so.1", RTLD_LAZY | RTLD_LOCAL);
  return has_one;
}

}  // namespace cortiscope
