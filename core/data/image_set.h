#pragma once

#include <string>
#include <vector>

#include "core/data/image.h"

namespace cortiscope {

/// M images that are read as they are needed. May be read from one thread at a time.
class ImageSet {
 public:
  virtual ~ImageSet() = default;
  virtual const std::vector<std::string>& names() const = 0;  ///< (M), unique
  /// The requested images, in that order; consecutive ones together are read fastest.
  /// @pre each index is in 0..M-1
  /// @throws Error  where one cannot be read
  virtual std::vector<Image> read(const std::vector<int>& images) const = 0;
};

}  // namespace cortiscope
