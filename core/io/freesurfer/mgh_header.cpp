#include "core/io/freesurfer/mgh_header.h"

#include <string>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// The lowest byte; those above it may hold an intent (FreeSurfer since 7.2, surfa).
constexpr std::int32_t kVersion = 1, kVersionBits = 0xFF;

/// FreeSurfer's codes; its others (long, bitmap, tensor, complex, RGB) are no one number per
/// vertex.
NumberType type_of_code(std::int32_t code, const std::string& subject) {
  switch (code) {
    case 0:
      return NumberType::kUint8;
    case 1:
      return NumberType::kInt32;
    case 3:
      return NumberType::kFloat32;
    case 4:
      return NumberType::kInt16;
    case 10:
      return NumberType::kUint16;
    default:
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected a number type of 0, 1, 3, 4 or 10, found " + std::to_string(code),
                  "convert it with mri_convert -odt float");
  }
}

}  // namespace

MghHeader read_mgh_header(ByteReader& reader) {
  const std::int32_t version = reader.int32("the version");
  if (version < 0 || (version & kVersionBits) != kVersion) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected FreeSurfer's MGH format, which starts with version 1, found " +
                    std::to_string(version),
                "is this the right file?");
  }
  reader.require(kMghHeaderSize - 4, "the header");
  MghHeader header;
  for (int axis = 0; axis < 4; ++axis) {
    header.extents.push_back(reader.int32("a size"));
    if (header.extents.back() < 1) {
      throw Error(
          ErrorKind::kBadFormat, reader.subject(),
          "expected four sizes in the header, found " + std::to_string(header.extents.back()),
          "the file is damaged; copy it again");
    }
  }
  header.type = type_of_code(reader.int32("the number type"), reader.subject());
  reader.int32("the degrees of freedom");
  header.has_geometry = reader.int16("the mark of geometry") > 0;
  reader.take(kMghHeaderSize - 30, "the header");
  return header;
}

}  // namespace cortiscope
