#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <variant>

#include "core/data/array.h"
#include "core/io/allowance.h"
#include "core/io/number_type.h"

namespace cortiscope {

/// How a GIFTI DataArray stores its numbers: the attributes of its XML element.
struct GiftiLayout {
  std::string type;      ///< "NIFTI_TYPE_FLOAT32", ...
  std::string encoding;  ///< "ASCII", "Base64Binary", "GZipBase64Binary", "ExternalFileBinary"
  ByteOrder order = ByteOrder::kLittle;
  bool is_column_major = false;
  Shape shape;
  std::filesystem::path external_file;  ///< of ExternalFileBinary
  std::uint64_t external_offset = 0;    ///< bytes

  /// Whether the numbers lie in `external_file`.
  bool is_external() const;
};

/// Decodes the numbers of one DataArray.
///
/// @param text       of its Data element
/// @param allowance  of the GIFTI file and its external ones
/// @param subject    the name of the array in messages
/// @param dropped    recordsrounding
/// @return  row-major; integers of any size as 32-bit ones, floating-point numbers as single
/// @throws Error  kBadFormat: an unknown type or encoding, or damaged data; kBadShape: more or
///                fewer numbers than the shape needs, or more than the allowance; kBadValue: an
///                integer beyond 32 bits; kNotFound: no external file
std::variant<Array<float>, Array<std::int32_t>> decode_gifti_data(const GiftiLayout& layout,
                                                                  std::string_view text,
                                                                  Allowance& allowance,
                                                                  const std::string& subject,
                                                                  Dropped* dropped);

}  // namespace cortiscope
