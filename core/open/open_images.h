#pragma once

#include <filesystem>
#include <memory>

#include "core/data/image_set.h"

namespace cortiscope {

/// A folder of PNG and JPEG files, or an images file (core/io/FORMAT.md), whose images are read as
/// they are needed. Of a subject's folder of Algonauts 2023 its training images, then its test
/// images where there are any.
///
/// @throws Error  as ImageFolder and ImagesFile
std::unique_ptr<const ImageSet> open_images(const std::filesystem::path& path);

}  // namespace cortiscope
