#include "core/io/image/image_folder.h"

#include <algorithm>
#include <set>

#include "core/base/error.h"
#include "core/base/file_ending.h"
#include "core/base/readable_text.h"
#include "core/io/image/image_file.h"

namespace cortiscope {
namespace {

bool is_picture(const std::filesystem::path& file) {
  const std::string ending = file_ending(file);
  return ending == ".png" || ending == ".jpg" || ending == ".jpeg";
}

}  // namespace

std::vector<std::string> image_names_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  std::error_code failed;
  std::filesystem::directory_iterator entry(folder, failed);
  for (; !failed && entry != std::filesystem::directory_iterator(); entry.increment(failed)) {
    std::error_code broken_link;
    if (entry->is_regular_file(broken_link) && is_picture(entry->path())) {
      names.push_back(entry->path().filename().string());
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

ImageFolder::ImageFolder(const std::filesystem::path& folder)
    : ImageFolder(std::vector<std::filesystem::path>{folder}) {}

ImageFolder::ImageFolder(const std::vector<std::filesystem::path>& folders) {
  std::set<std::string> seen;
  for (const std::filesystem::path& folder : folders) {
    if (!std::filesystem::is_directory(folder)) {
      throw Error(ErrorKind::kNotFound, folder.string(), "no such folder",
                  "name a folder of PNG or JPEG files");
    }
    const std::vector<std::string> names = image_names_in(folder);
    if (names.empty()) {
      throw Error(ErrorKind::kNotFound, folder.string(),
                  "expected PNG or JPEG files in it, found none",
                  "name the folder that holds the images themselves");
    }
    for (const std::string& name : names) {
      if (!seen.insert(name).second) {
        throw Error(ErrorKind::kBadValue, folder.string(),
                    "expected images of other names than in the folder before, found " +
                        in_quotes(name) + " in both",
                    "rename one of them");
      }
      names_.push_back(name);
      files_.push_back(folder / name);
    }
  }
}

std::vector<Image> ImageFolder::read(const std::vector<int>& images) const {
  std::vector<Image> found;
  for (const int image : images) found.push_back(read_image(files_[std::size_t(image)]));
  return found;
}

}  // namespace cortiscope
