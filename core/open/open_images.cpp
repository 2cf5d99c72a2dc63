#include "core/open/open_images.h"

#include <map>
#include <utility>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/hdf5/images_file.h"
#include "core/io/hdf5/nsd_stimuli.h"
#include "core/io/image/image_folder.h"
#include "core/open/file_format.h"
#include "core/study/algonauts_study.h"

namespace cortiscope {

namespace {

/// Some images of a set, in another order.
class SomeImages : public ImageSet {
 public:
  SomeImages(std::unique_ptr<const ImageSet> all, std::vector<std::string> names,
             std::vector<int> places)
      : all_(std::move(all)), names_(std::move(names)), places_(std::move(places)) {}
  const std::vector<std::string>& names() const override { return names_; }
  std::vector<Image> read(const std::vector<int>& images) const override {
    std::vector<int> places;
    for (const int image : images) places.push_back(places_[std::size_t(image)]);
    return all_->read(places);
  }

 private:
  std::unique_ptr<const ImageSet> all_;
  std::vector<std::string> names_;
  std::vector<int> places_;
};

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
  const bool is_hdf5 = format_of_file(path) == FileFormat::kHdf5;
  if (is_hdf5 && NsdStimuli::is_in(H5Reader(path))) return std::make_unique<NsdStimuli>(path);
  return std::make_unique<ImagesFile>(path);
}

std::unique_ptr<const ImageSet> only_of(std::unique_ptr<const ImageSet> images,
                                        std::vector<std::string> names) {
  std::map<std::string, int> place_of;
  for (std::size_t i = 0; i < images->names().size(); ++i) place_of[images->names()[i]] = int(i);
  std::vector<int> places;
  for (const std::string& name : names) {
    const auto found = place_of.find(name);
    if (found == place_of.end()) {
      throw Error(ErrorKind::kNotFound, "images",
                  "expected an image " + in_quotes(name) + ", found none",
                  "are the images those of the list?");
    }
    places.push_back(found->second);
  }
  return std::make_unique<SomeImages>(std::move(images), std::move(names), std::move(places));
}

}  // namespace cortiscope
