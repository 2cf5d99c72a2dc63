#include "core/open/open_images.h"

#include "core/io/hdf5/images_file.h"
#include "core/io/image/image_folder.h"

namespace cortiscope {

std::unique_ptr<const ImageSet> open_images(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) return std::make_unique<ImageFolder>(path);
  return std::make_unique<ImagesFile>(path);
}

}  // namespace cortiscope
