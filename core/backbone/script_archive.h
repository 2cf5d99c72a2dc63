#pragma once

#include <filesystem>
#include <string>

namespace cortiscope {

/// Whether a file is a TorchScript archive, by the names in its ZIP directory: nothing of it is
/// run, and torch is not loaded. Weights alone, as torch.save writes them, are none; whether it has
/// get_tokens is known once it is opened.
///
/// @throws Error  kNotFound, kBadFormat: as reading a file
/// Source: caffe2/serialize/inline_container.h of PyTorch: only TorchScript has constants.pkl.
bool is_script_archive(const std::filesystem::path& file);

/// The name of the network in a file: that of the file without its ending; of weights that bear a
/// usual name, such as model.safetensors, that of their folder.
std::string network_name(const std::filesystem::path& file);

}  // namespace cortiscope
