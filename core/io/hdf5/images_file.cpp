#include "core/io/hdf5/images_file.h"

#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/subject_file.h"

namespace cortiscope {
Image image_of_pixels(const std::uint8_t* pixels, std::int64_t width, std::int64_t height) {
  Image image(static_cast<int>(width), static_cast<int>(height));
  for (Rgb8& pixel : image.pixels) {
    pixel = {pixels[0], pixels[1], pixels[2]};
    pixels += 3;
  }
  return image;
}

ImagesFile::ImagesFile(const std::filesystem::path& file)
    : file_(std::make_unique<const H5Reader>(file)) {
  check_format(*file_, "images");
  names_ = read_image_names(*file_, "/names");
  const std::int64_t count = std::int64_t(names_.size());
  file_->read_rows<std::uint8_t>("/pixels", {count, kAny, kAny, 3}, {});  // checks the shape
}

std::vector<Image> ImagesFile::read(const std::vector<int>& images) const {
  const std::int64_t count = std::int64_t(names_.size());
  const Array<std::uint8_t> pixels =
      file_->read_rows<std::uint8_t>("/pixels", {count, kAny, kAny, 3}, images);
  std::vector<Image> found;
  for (std::int64_t i = 0; i < pixels.rows(); ++i) {
    found.push_back(image_of_pixels(pixels.row(i), pixels.shape[2], pixels.shape[1]));
  }
  return found;
}

StimulusSet read_images(const std::filesystem::path& path) { return read_images(H5Reader(path)); }

StimulusSet read_images(const H5Reader& file) {
  check_format(file, "images");
  StimulusSet stimuli;
  stimuli.names = read_image_names(file, "/names");
  const std::int64_t count = std::int64_t(stimuli.names.size());
  const Array<std::uint8_t> pixels = file.read<std::uint8_t>("/pixels", {count, kAny, kAny, 3});
  for (std::int64_t i = 0; i < count; ++i) {
    stimuli.images.push_back(image_of_pixels(pixels.row(i), pixels.shape[2], pixels.shape[1]));
  }
  return stimuli;
}

void write_images(const std::filesystem::path& path, const StimulusSet& stimuli) {
  assert(stimuli.names.size() == stimuli.images.size());
  const int height = stimuli.images.empty() ? 0 : stimuli.images[0].height;
  const int width = stimuli.images.empty() ? 0 : stimuli.images[0].width;
  Array<std::uint8_t> pixels(Shape{std::int64_t(stimuli.images.size()), height, width, 3});
  std::uint8_t* value = pixels.values.data();
  for (const Image& image : stimuli.images) {
    assert(image.height == height && image.width == width);
    for (const Rgb8 pixel : image.pixels) {
      *value++ = pixel.r;
      *value++ = pixel.g;
      *value++ = pixel.b;
    }
  }
  H5Writer file(path);
  mark_format(file, "images");
  file.write_strings("/names", stimuli.names);
  file.write("/pixels", pixels);
  file.commit();
}

}  // namespace cortiscope
