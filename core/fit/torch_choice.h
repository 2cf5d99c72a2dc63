#pragma once

#include <filesystem>
#include <string>

namespace cortiscope {

/// The torch module that a process loads, of the one or two in a folder: libcortiscope_torch.so,
/// for the CPU, and libcortiscope_torch_cuda.so, whose LibTorch has CUDA and which computes on the
/// CPU as well. The second one is taken where it exists and the machine has an NVIDIA driver.
///
/// @param wanted      "cpu" or "cuda", to take that one; empty: as above
/// @param has_driver  whether the machine has an NVIDIA driver
/// @throws Error  kBadValue: `wanted` is another word; kNotFound: the wanted one is not in the
/// folder
std::filesystem::path choose_torch_module(const std::filesystem::path& folder,
                                          const std::string& wanted, bool has_driver);

/// Whether the library of an NVIDIA driver can be loaded. It stays loaded.
bool has_nvidia_driver();

}  // namespace cortiscope
