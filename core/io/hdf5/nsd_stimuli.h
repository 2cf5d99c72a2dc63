#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/data/image_set.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// The images of the Natural Scenes Dataset: nsd_stimuli.hdf5, whose dataset imgBrick is uint8
/// (images, height, width, 3). Read as they are needed.
class NsdStimuli : public ImageSet {
 public:
  /// @throws Error  kBadShape: no such dataset of this shape; as H5Reader
  explicit NsdStimuli(const std::filesystem::path& file);

  /// Whether an HDF5 file has that dataset.
  static bool is_in(const H5Reader& file);

  /// "nsd-00013": the place in the dataset, from 0.
  const std::vector<std::string>& names() const override { return names_; }
  const Shape& shape() const { return shape_; }  ///< (images, height, width, 3)
  std::vector<Image> read(const std::vector<int>& images) const override;

 private:
  std::unique_ptr<const H5Reader> file_;
  Shape shape_;
  std::vector<std::string> names_;
};

/// "nsd-00013" of the image at this place in nsd_stimuli.hdf5, from 0.
std::string nsd_image_name(int image);

/// The place that an image's name tells: 13 of "nsd-00013" and of "train-0001_nsd-00013.png". None
/// of a name without it.
std::optional<int> nsd_number_of(std::string_view name);

}  // namespace cortiscope
