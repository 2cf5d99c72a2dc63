#pragma once

#include <array>
#include <string>
#include <vector>

#include "tests/support/small_cortex.h"

namespace cortiscope {

/// FreeSurfer's volume format. @param type  its code of the number type; 3 is float
inline std::string header_of_mgh(const std::array<int, 4>& extents, int type) {
  std::string bytes = big_endian(1);
  for (const int extent : extents) bytes += big_endian(extent);
  bytes += big_endian(type);
  return bytes + std::string(284 - bytes.size(), '\0');
}

/// A whole file of floats.
inline std::string mgh_bytes(const std::array<int, 4>& extents, const std::vector<float>& values) {
  std::string bytes = header_of_mgh(extents, 3);
  for (const float value : values) bytes += big_endian(value);
  return bytes;
}

}  // namespace cortiscope
