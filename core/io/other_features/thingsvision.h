#pragma once

#include <filesystem>
#include <memory>

#include "core/io/other_features/array_features.h"

namespace cortiscope {

/// Features as thingsvision writes them: `features.npy` or `features.hdf5` (dataset `features`), or
/// parts of it (features_01.npy, ...), with the images on the first axis; and `file_names.txt` with
/// a name for each, one a line. A layer is such a folder; several are folders side by side, in the
/// order of their names, in which the list of names may be beside them.
///
/// The network and a single layer bear their folder's name. Images are named as their files,
/// without folders where these names are unique.
///
/// @param path  a folder, or the file features.npy or features.hdf5 in it
/// @return  nullptr where it is something else
/// @throws Error  kBadFormat, kBadShape, kBadValue: parts that do not belong together, or another
///                number of names than of images; also as NpyArray, H5Reader, read_name_list and
///                token_layout
/// Source: thingsvision 2.x, save_features() and the extractor's file_names.txt.
std::unique_ptr<const ArrayFeatures> open_thingsvision(const std::filesystem::path& path);

}  // namespace cortiscope
