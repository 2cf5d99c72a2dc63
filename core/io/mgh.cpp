#include "core/io/mgh.h"

#include <algorithm>
#include <array>

#include "core/base/error.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"
#include "core/io/inflate.h"

namespace cortiscope {
namespace {

constexpr std::size_t kHeaderSize = 284;
constexpr std::int32_t kVersion = 1;

/// The header's number types, by FreeSurfer's codes.
enum MghType { kUnsignedByte = 0, kInt32 = 1, kFloat32 = 3, kInt16 = 4, kUnsignedInt16 = 10 };

struct Header {
  std::array<std::int64_t, 4> extents{};  ///< width, height, depth, frames
  std::int32_t type = 0;
  std::size_t value_size = 0;  ///< bytes
  std::int64_t count = 1;
};

std::size_t size_of_type(std::int32_t type, const std::string& subject) {
  switch (type) {
    case kUnsignedByte:
      return 1;
    case kInt16:
    case kUnsignedInt16:
      return 2;
    case kInt32:
    case kFloat32:
      return 4;
    default:
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected a number type of 0, 1, 3, 4 or 10, found " + std::to_string(type),
                  "convert it with mri_convert -odt float");
  }
}

Header read_header(ByteReader& reader) {
  const std::int32_t version = reader.int32("the version");
  if (version != kVersion) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected FreeSurfer's MGH format, which starts with version 1, found " +
                    std::to_string(version));
  }
  reader.require(kHeaderSize - 4, "the header");
  Header header;
  for (std::int64_t& extent : header.extents) {
    constexpr std::int64_t kLargestCount = std::int64_t(1) << 31;
    extent = reader.int32("a size");
    if (extent < 1 || header.count > kLargestCount / extent) {
      throw Error(ErrorKind::kBadFormat, reader.subject(),
                  "expected four sizes in the header, found " + std::to_string(extent),
                  "the file is damaged; copy it again");
    }
    header.count *= extent;
  }
  header.type = reader.int32("the number type");
  header.value_size = size_of_type(header.type, reader.subject());
  reader.take(kHeaderSize - 24, "the header");
  return header;
}

float read_value(ByteReader& reader, std::int32_t type) {
  switch (type) {
    case kUnsignedByte:
      return float(static_cast<unsigned char>(reader.take(1, "values")[0]));
    case kInt16:
      return float(reader.int16("values"));
    case kUnsignedInt16:
      return float(std::uint16_t(reader.int16("values")));
    case kInt32:
      return float(reader.int32("values"));
    default:
      return reader.float32("values");
  }
}

/// The header and the values, uncompressed, and nothing of what may follow them.
std::string read_contents(const std::filesystem::path& file, const std::string& subject) {
  std::string bytes = read_file_bytes(file);
  if (!is_gzip(bytes)) return bytes;
  const std::string start = inflate_start(bytes, kHeaderSize, subject);
  ByteReader reader(start, subject);
  const Header header = read_header(reader);
  const std::uint64_t needed = kHeaderSize + std::uint64_t(header.count) * header.value_size;
  if (!may_inflate_to(bytes.size(), needed)) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected " + std::to_string(needed) + " bytes once uncompressed, found " +
                    std::to_string(bytes.size()) + " compressed ones",
                "the file is cut short or damaged; copy it again");
  }
  return inflate_start(bytes, needed, subject);
}

std::string describe(const std::array<std::int64_t, 4>& extents) {
  return to_string(Shape(extents.begin(), extents.end()));
}

}  // namespace

Array<float> read_mgh_maps(const std::filesystem::path& file) {
  const std::string subject = file_name(file);
  const std::string bytes = read_contents(file, subject);
  ByteReader reader(bytes, subject);
  const Header header = read_header(reader);
  // The axes that are more than 1, fastest first. At most two may be: maps and vertices.
  std::vector<std::int64_t> axes;
  for (const std::int64_t extent : header.extents) {
    if (extent > 1) axes.push_back(extent);
  }
  if (axes.size() > 2) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected values at vertices, such as (V, 1, 1, 1), found a volume of " +
                    describe(header.extents),
                "sample it on the surface with mri_vol2surf first");
  }
  reader.require(std::uint64_t(header.count) * header.value_size,
                 "the values of " + describe(header.extents));
  std::vector<float> values(std::size_t(header.count), 0.0F);
  for (float& value : values) value = read_value(reader, header.type);
  if (axes.size() < 2) return Array<float>(Shape{1, header.count}, std::move(values));
  // The fastest axis is first: (V, 1, 1, K) is K rows of V already.
  if (axes[0] >= axes[1]) return Array<float>(Shape{axes[1], axes[0]}, std::move(values));
  Array<float> maps(Shape{axes[0], axes[1]});
  for (std::int64_t v = 0; v < axes[1]; ++v) {
    for (std::int64_t k = 0; k < axes[0]; ++k) {
      maps.row(k)[v] = values[std::size_t(v * axes[0] + k)];
    }
  }
  return maps;
}

}  // namespace cortiscope
