#include "core/simulate/photograph_folder.h"

#include <algorithm>
#include <string>

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

std::vector<Image> read_photographs(const std::filesystem::path& folder) {
  if (!std::filesystem::is_directory(folder)) {
    throw Error(ErrorKind::kNotFound, folder.string(), "no such folder",
                "name a folder of PNG or JPEG files");
  }
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.is_regular_file() && is_picture(entry.path())) files.push_back(entry.path());
  }
  if (files.empty()) {
    throw Error(ErrorKind::kNotFound, folder.string(),
                "expected PNG or JPEG files in it, found none",
                "name the folder that holds the images themselves");
  }
  std::sort(files.begin(), files.end());
  std::vector<Image> photographs;
  for (const std::filesystem::path& file : files) photographs.push_back(read_image(file));
  return photographs;
}

}  // namespace cortiscope
