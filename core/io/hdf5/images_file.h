#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/data/image.h"
#include "core/data/image_set.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// The stimuli: M images of one size, by name.
struct StimulusSet {
  std::vector<std::string> names;  ///< (M), unique
  std::vector<Image> images;       ///< (M), all of one width and height
};

/// The images of a file, read as they are needed; core/io/FORMAT.md lists the datasets.
class ImagesFile : public ImageSet {
 public:
  /// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
  explicit ImagesFile(const std::filesystem::path& file);
  const std::vector<std::string>& names() const override { return names_; }
  std::vector<Image> read(const std::vector<int>& images) const override;

 private:
  std::unique_ptr<const H5Reader> file_;
  std::vector<std::string> names_;
};

/// The image of some pixels. @param pixels  (height * width, 3), rows from the top
Image image_of_pixels(const std::uint8_t* pixels, std::int64_t width, std::int64_t height);

/// Reads stimuli; core/io/FORMAT.md lists the datasets.
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
StimulusSet read_images(const std::filesystem::path& file);
StimulusSet read_images(const H5Reader& file);

/// @pre all images have one size, and there are as many names
void write_images(const std::filesystem::path& file, const StimulusSet& stimuli);

}  // namespace cortiscope
