#include "core/io/hdf5/nsd_stimuli.h"

#include <cstdio>

#include "core/io/hdf5/images_file.h"

namespace cortiscope {
namespace {

const std::string kDataset = "/imgBrick";

}  // namespace

std::string nsd_image_name(int image) {
  char name[32];
  std::snprintf(name, sizeof name, "nsd-%05d", image);
  return name;
}

bool NsdStimuli::is_in(const H5Reader& file) { return file.has(kDataset); }

NsdStimuli::NsdStimuli(const std::filesystem::path& file)
    : file_(std::make_unique<const H5Reader>(file)) {
  file_->read_rows<std::uint8_t>(kDataset, {kAny, kAny, kAny, 3}, {});  // checks the shape
  shape_ = file_->shape(kDataset);
  for (int image = 0; image < int(shape_[0]); ++image) names_.push_back(nsd_image_name(image));
}

std::vector<Image> NsdStimuli::read(const std::vector<int>& images) const {
  const Array<std::uint8_t> pixels = file_->read_rows<std::uint8_t>(kDataset, shape_, images);
  std::vector<Image> found;
  for (std::int64_t i = 0; i < pixels.rows(); ++i) {
    found.push_back(image_of_pixels(pixels.row(i), pixels.shape[2], pixels.shape[1]));
  }
  return found;
}

}  // namespace cortiscope
