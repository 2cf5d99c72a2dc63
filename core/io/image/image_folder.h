#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/image_set.h"

namespace cortiscope {

/// The names of the PNG and JPEG files directly in a folder, with their endings, sorted; empty
/// where there are none, or no such folder.
std::vector<std::string> image_names_in(const std::filesystem::path& folder);

/// The PNG and JPEG files directly in a folder, in the order of their names; or those of several
/// folders, one folder after the other.
class ImageFolder : public ImageSet {
 public:
  /// @throws Error  kNotFound: no such folder, or none of them in it
  explicit ImageFolder(const std::filesystem::path& folder);
  /// @throws Error  kBadValue: two folders have an image of the same name
  explicit ImageFolder(const std::vector<std::filesystem::path>& folders);

  /// The files' names, with their endings.
  const std::vector<std::string>& names() const override { return names_; }
  /// @throws Error  as read_image
  std::vector<Image> read(const std::vector<int>& images) const override;

 private:
  std::vector<std::filesystem::path> files_;
  std::vector<std::string> names_;
};

}  // namespace cortiscope
