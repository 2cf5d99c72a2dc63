#include "core/open/open_images.h"

#include "core/io/hdf5/images_file.h"
#include "core/io/image/image_folder.h"
#include "core/study/algonauts_study.h"

namespace cortiscope {

namespace {

std::vector<std::filesystem::path> algonauts_folders(const std::filesystem::path& subject) {
  const AlgonautsFiles files{subject};
  std::vector<std::filesystem::path> folders = {files.images()};
  const std::filesystem::path test = files.images(AlgonautsSplit::kTest);
  if (!image_names_in(test).empty()) folders.push_back(test);
  return folders;
}

}  // namespace

std::unique_ptr<const ImageSet> open_images(const std::filesystem::path& path) {
  if (AlgonautsStudy::is_at(path)) return std::make_unique<ImageFolder>(algonauts_folders(path));
  if (std::filesystem::is_directory(path)) return std::make_unique<ImageFolder>(path);
  return std::make_unique<ImagesFile>(path);
}

}  // namespace cortiscope
