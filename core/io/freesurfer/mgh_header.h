#pragma once

#include <cstdint>
#include <vector>

#include "core/io/byte_reader.h"
#include "core/io/number_type.h"

namespace cortiscope {

/// The header of FreeSurfer's volume format; the values follow it, big-endian.
struct MghHeader {
  std::vector<std::int64_t> extents;  ///< width, height, depth, frames, none below 1
  NumberType type = NumberType::kFloat32;
  bool has_geometry = false;
};

constexpr std::size_t kMghHeaderSize = 284;  // bytes

/// @throws Error  kBadFormat: not MGH, cut short, or of an unknown number type
MghHeader read_mgh_header(ByteReader& reader);

}  // namespace cortiscope
