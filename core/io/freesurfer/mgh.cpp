#include "core/io/freesurfer/mgh.h"

#include "core/base/error.h"
#include "core/io/byte_reader.h"
#include "core/io/compressed_file.h"
#include "core/io/file_bytes.h"
#include "core/io/vertex_layout.h"

namespace cortiscope {
namespace {

constexpr std::size_t kHeaderSize = 284;
/// The lowest byte; those above it may hold an intent (FreeSurfer since 7.2, surfa).
constexpr std::int32_t kVersion = 1, kVersionBits = 0xFF;

struct Header {
  VertexLayout layout;
  std::vector<std::int64_t> extents;  ///< width, height, depth, frames
  NumberType type = NumberType::kFloat32;
  bool has_geometry = false;

  std::uint64_t value_bytes() const { return std::uint64_t(layout.value_count()) * size_of(type); }
};

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

Header read_header(ByteReader& reader) {
  const std::int32_t version = reader.int32("the version");
  if (version < 0 || (version & kVersionBits) != kVersion) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected FreeSurfer's MGH format, which starts with version 1, found " +
                    std::to_string(version),
                "is this the right file?");
  }
  reader.require(kHeaderSize - 4, "the header");
  Header header;
  for (int axis = 0; axis < 4; ++axis) {
    header.extents.push_back(reader.int32("a size"));
    if (header.extents.back() < 1) {
      throw Error(
          ErrorKind::kBadFormat, reader.subject(),
          "expected four sizes in the header, found " + std::to_string(header.extents.back()),
          "the file is damaged; copy it again");
    }
  }
  header.layout = layout_of(header.extents, reader.subject());
  header.type = type_of_code(reader.int32("the number type"), reader.subject());
  reader.int32("the degrees of freedom");
  header.has_geometry = reader.int16("the mark of geometry") > 0;
  reader.take(kHeaderSize - 30, "the header");
  return header;
}

}  // namespace

Array<float> read_mgh_maps(const std::filesystem::path& file, Dropped* dropped) {
  const std::string subject = file_name(file);
  const std::string bytes = read_as_needed(file, kHeaderSize, [&](std::string_view start) {
    ByteReader reader(start, subject);
    return kHeaderSize + read_header(reader).value_bytes();
  });
  ByteReader reader(bytes, subject);
  const Header header = read_header(reader);
  const std::string_view values =
      reader.take(header.value_bytes(), "the values of " + to_string(Shape(header.extents)));
  if (header.has_geometry) note(dropped, "the volume geometry of the header");
  return arranged(header.layout, to_floats(values, header.type, ByteOrder::kBig, dropped));
}

}  // namespace cortiscope
