#include "core/io/hdf5/nsd_stimuli.h"

#include <cctype>
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

std::optional<int> nsd_number_of(std::string_view name) {
  constexpr std::string_view kStart = "nsd-";
  constexpr std::size_t kDigits = 5;
  const auto is_digit = [&](std::size_t i) {
    return i < name.size() && name[i] >= '0' && name[i] <= '9';
  };
  for (std::size_t at = name.find(kStart); at != name.npos; at = name.find(kStart, at + 1)) {
    const std::size_t first = at + kStart.size();
    const bool begins_word = at == 0 || !std::isalnum(static_cast<unsigned char>(name[at - 1]));
    std::size_t end = first;
    int number = 0;
    for (; is_digit(end) && end - first <= kDigits; ++end) number = 10 * number + (name[end] - '0');
    if (begins_word && end - first == kDigits) return number;
  }
  return std::nullopt;
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
