#pragma once

#include <filesystem>
#include <memory>

#include "core/io/other_features/array_features.h"

namespace cortiscope {

/// Features as Net2Brain writes them, in files of NumPy's .npz: one for each image, with an array
/// for each layer in the order of the network; or, once consolidated, one for each layer,
/// `consolidated_<layer>.npz`, with an array for each image. A first axis of length 1, the batch,
/// is left out. Files are opened as their images are read.
///
/// The network bears the folder's name; images are named as the files or arrays are.
///
/// @param path  a folder, or one consolidated file in it: that layer alone
/// @return  nullptr where it is something else
/// @throws Error  kBadValue: files of both kinds, or of different images; also as ZipArchive,
///                NpyNumbers and token_layout
/// Source: Net2Brain 1.x, feature_extraction.py.
std::unique_ptr<const ArrayFeatures> open_net2brain(const std::filesystem::path& path);

}  // namespace cortiscope
