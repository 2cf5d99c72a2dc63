#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/image.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// The stimuli: M images of one size, by name.
struct StimulusSet {
  std::vector<std::string> names;  ///< (M), unique
  std::vector<Image> images;       ///< (M), all of one width and height
};

/// Reads stimuli; core/io/FORMAT.md lists the datasets.
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
StimulusSet read_images(const std::filesystem::path& file);
StimulusSet read_images(const H5Reader& file);

/// @pre all images have one size, and there are as many names
void write_images(const std::filesystem::path& file, const StimulusSet& stimuli);

}  // namespace cortiscope
