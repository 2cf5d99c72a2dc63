#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/data/image_set.h"

namespace cortiscope {

/// A folder of PNG and JPEG files, or an images file (core/io/FORMAT.md), whose images are read as
/// they are needed. Of a subject's folder of Algonauts 2023 its training images, then its test
/// images where there are any; of NSD the file nsd_stimuli.hdf5, named "nsd-00013".
///
/// @throws Error  as ImageFolder and ImagesFile
std::unique_ptr<const ImageSet> open_images(const std::filesystem::path& path);

/// The images of these names, in this order.
/// @throws Error  kNotFound: one of them is not there
std::unique_ptr<const ImageSet> only_of(std::unique_ptr<const ImageSet> images,
                                        std::vector<std::string> names);

}  // namespace cortiscope
