#include "core/io/image/image_folder.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/io/image/image_file.h"

namespace cortiscope {
namespace {

bool is_picture(const std::filesystem::path& file) {
  const std::string ending = file_ending(file);
  return ending == ".png" || ending == ".jpg" || ending == ".jpeg";
}

}  // namespace

ImageFolder::ImageFolder(const std::filesystem::path& folder) : folder_(folder) {
  if (!std::filesystem::is_directory(folder)) {
    throw Error(ErrorKind::kNotFound, folder.string(), "no such folder",
                "name a folder of PNG or JPEG files");
  }
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file() && is_picture(entry.path())) {
      names_.push_back(entry.path().filename().string());
    }
  }
  if (names_.empty()) {
    throw Error(ErrorKind::kNotFound, folder.string(),
                "expected PNG or JPEG files in it, found none",
                "name the folder that holds the images themselves");
  }
  std::sort(names_.begin(), names_.end());
}

std::vector<Image> ImageFolder::read(const std::vector<int>& images) const {
  std::vector<Image> found;
  for (const int image : images) found.push_back(read_image(folder_ / names_[std::size_t(image)]));
  return found;
}

}  // namespace cortiscope
