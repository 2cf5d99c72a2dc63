#include "core/io/nifti/nifti.h"

#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/io/byte_reader.h"
#include "core/io/compressed_file.h"
#include "core/io/file_bytes.h"
#include "core/io/vertex_layout.h"

namespace cortiscope {
namespace {

constexpr std::int32_t kSizeOfVersion1 = 348;
constexpr std::int32_t kSizeOfVersion2 = 540;

/// The offsets of the fields in the two versions, bytes from the start.
struct Fields {
  std::size_t magic, dim, type, offset, slope, intent, qform;
};
constexpr Fields kVersion1 = {344, 40, 70, 108, 112, 68, 252};
constexpr Fields kVersion2 = {4, 16, 12, 168, 176, 504, 344};
constexpr std::size_t kGlmin = 144;  // of version 1

bool starts_with_size(std::string_view start, std::int32_t size, ByteOrder order) {
  return start.size() >= 4 && number_at<std::int32_t>(start.data(), order) == size;
}

/// Whether it is a pair's header, and its byte order.
bool is_pair(std::string_view start, ByteOrder& order) {
  for (const ByteOrder tried : {ByteOrder::kLittle, ByteOrder::kBig}) {
    order = tried;
    if (start.size() < std::size_t(kSizeOfVersion1)) return false;
    if (!starts_with_size(start, kSizeOfVersion1, tried)) continue;
    const std::string_view magic = start.substr(kVersion1.magic, 4);
    const auto axes = number_at<std::int16_t>(start.data() + kVersion1.dim, tried);
    if (magic.substr(0, 3) == "ni1") return true;
    return magic == std::string_view("\0\0\0\0", 4) && axes >= 1 && axes <= 7;
  }
  return false;
}

/// 1 or 2, and the byte order; 0 where it is no NIfTI header.
int version_of(std::string_view start, ByteOrder& order) {
  if (is_pair(start, order)) return 1;
  for (const ByteOrder tried : {ByteOrder::kLittle, ByteOrder::kBig}) {
    order = tried;
    const auto has_magic = [&](const Fields& fields, std::string_view magic) {
      return start.size() >= fields.magic + 4 && start.substr(fields.magic, 3) == magic;
    };
    if (starts_with_size(start, kSizeOfVersion1, tried) && has_magic(kVersion1, "n+1")) return 1;
    if (starts_with_size(start, kSizeOfVersion2, tried) && has_magic(kVersion2, "n+2")) return 2;
  }
  return 0;
}

NumberType type_of_code(std::int32_t code, const std::string& subject) {
  switch (code) {
    case 2:
      return NumberType::kUint8;
    case 4:
      return NumberType::kInt16;
    case 8:
      return NumberType::kInt32;
    case 16:
      return NumberType::kFloat32;
    case 64:
      return NumberType::kFloat64;
    case 256:
      return NumberType::kInt8;
    case 512:
      return NumberType::kUint16;
    case 768:
      return NumberType::kUint32;
    case 1024:
      return NumberType::kInt64;
    case 1280:
      return NumberType::kUint64;
    default:
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected integers, or floating-point numbers of 32 or 64 bits, found NIfTI's "
                  "data type " +
                      std::to_string(code),
                  "convert it with mri_convert -odt float");
  }
}

/// The fields of a header, at their offsets.
class HeaderBytes {
 public:
  HeaderBytes(std::string_view start, ByteOrder order) : start_(start), order_(order) {}

  template <class T>
  T at(std::size_t place) const {
    return number_at<T>(start_.data() + place, order_);
  }

 private:
  std::string_view start_;
  ByteOrder order_;
};

std::vector<std::int64_t> extents_of(const HeaderBytes& header, int version,
                                     const std::string& subject) {
  const auto dim = [&](std::size_t i) {
    return version == 1 ? std::int64_t(header.at<std::int16_t>(kVersion1.dim + 2 * i))
                        : header.at<std::int64_t>(kVersion2.dim + 8 * i);
  };
  const std::int64_t axes = dim(0);
  if (axes < 1 || axes > 7) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected 1 to 7 dimensions, found " + std::to_string(axes),
                "the file is damaged; copy it again");
  }
  std::vector<std::int64_t> extents;
  for (std::size_t i = 1; i <= std::size_t(axes); ++i) extents.push_back(dim(i));
  if (version == 1 && extents[0] < 0) extents[0] = header.at<std::int32_t>(kGlmin);
  for (const std::int64_t extent : extents) {
    if (extent >= 1) continue;
    throw Error(ErrorKind::kBadFormat, subject,
                "expected the sizes of " + std::to_string(axes) + " dimensions, found " +
                    std::to_string(extent),
                "the file is damaged; copy it again");
  }
  return extents;
}

[[noreturn]] void refuse_as_nifti(const std::string& subject) {
  throw Error(ErrorKind::kBadFormat, subject,
              "expected NIfTI in one file, which starts with its header's size and \"n+1\" or "
              "\"n+2\"",
              "convert other kinds with mri_convert");
}

/// The files of header and numbers; mostly the same one.
struct NiftiFiles {
  std::filesystem::path header, numbers;
};

NiftiFiles files_of(const std::filesystem::path& file) {
  const std::string name = file.filename().string();
  for (const std::string end : {"", ".gz"}) {
    for (const auto& [own, other] :
         {std::pair<std::string, std::string>{".hdr", ".img"}, {".img", ".hdr"}}) {
      const std::string ending = own + end;
      if (name.size() <= ending.size() ||
          name.compare(name.size() - ending.size(), ending.size(), ending) != 0) {
        continue;
      }
      const std::filesystem::path beside =
          file.parent_path() / (name.substr(0, name.size() - ending.size()) + other + end);
      std::error_code ignored;
      if (!std::filesystem::exists(beside, ignored)) {
        throw Error(ErrorKind::kNotFound, file_name(file),
                    "expected " + file_name(beside) + " beside it, " +
                        (own == ".hdr" ? "which holds the numbers of this header"
                                       : "the header of these numbers") +
                        ", found none",
                    "keep both files of the pair in one folder");
      }
      return own == ".hdr" ? NiftiFiles{file, beside} : NiftiFiles{beside, file};
    }
  }
  return {file, file};
}

}  // namespace

std::uint64_t NiftiHeader::end_of_data(const std::string& subject) const {
  return data_offset + std::uint64_t(value_count_of(extents, subject)) * size_of(type);
}

bool is_nifti(std::string_view start) {
  ByteOrder order;
  return version_of(start, order) != 0 && !is_pair(start, order);
}

bool is_nifti_pair(std::string_view start) {
  ByteOrder order;
  return is_pair(start, order);
}

std::int32_t nifti_intent(std::string_view start) {
  ByteOrder order;
  const int version = version_of(start, order);
  const HeaderBytes header(start, order);
  if (version == 1) return header.at<std::int16_t>(kVersion1.intent);
  const bool is_whole = version == 2 && start.size() >= kVersion2.intent + 4;
  return is_whole ? header.at<std::int32_t>(kVersion2.intent) : 0;
}

NiftiHeader read_nifti_header(std::string_view start, const std::string& subject) {
  NiftiHeader read;
  const int version = version_of(start, read.order);
  if (version == 0) refuse_as_nifti(subject);
  read.size = version == 1 ? kSizeOfVersion1 : kSizeOfVersion2;
  ByteReader(start, subject).require(read.size, "the header");
  const HeaderBytes header(start, read.order);
  const Fields& fields = version == 1 ? kVersion1 : kVersion2;
  read.extents = extents_of(header, version, subject);
  read.type = type_of_code(header.at<std::int16_t>(fields.type), subject);
  read.intent = nifti_intent(start);
  double offset = 0;
  if (version == 1) {
    offset = header.at<float>(fields.offset);
    read.slope = header.at<float>(fields.slope);
    read.intercept = header.at<float>(fields.slope + 4);
    read.has_geometry = header.at<std::int32_t>(fields.qform) != 0;  // two 16-bit codes at once
  } else {
    offset = double(header.at<std::int64_t>(fields.offset));
    read.slope = header.at<double>(fields.slope);
    read.intercept = header.at<double>(fields.slope + 8);
    read.has_geometry = header.at<std::int64_t>(fields.qform) != 0;
  }
  const bool has_own_file = is_nifti_pair(start);
  if (has_own_file && start[kVersion1.magic] == 0) read.slope = 0;  // ANALYZE has none there
  constexpr double kLargestOffset = 1e9;
  const double least_offset = has_own_file ? 0 : double(read.size);
  if (!(offset >= least_offset && offset <= kLargestOffset)) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected its numbers behind the header of " + std::to_string(read.size) +
                    " bytes, found them at byte " +
                    std::to_string(std::int64_t(
                        std::isfinite(offset) && std::abs(offset) < 1e18 ? offset : -1)),
                "the file is damaged; copy it again");
  }
  read.data_offset = std::uint64_t(offset);
  // A slope of 0 means no scaling.
  if (read.slope == 0 || !std::isfinite(read.slope) || !std::isfinite(read.intercept)) {
    read.slope = 1;
    read.intercept = 0;
  }
  return read;
}

Array<float> read_nifti_maps(const std::filesystem::path& file, Dropped* dropped) {
  const NiftiFiles files = files_of(file);
  const std::string subject = file_name(file);
  std::string bytes;
  NiftiHeader header;
  const auto read_start = [&](std::string_view start) {
    header = read_nifti_header(start, file_name(files.header));
    layout_of(header.extents, subject);
    return header.end_of_data(subject);
  };
  if (files.header == files.numbers) {
    bytes = read_as_needed(file, kNiftiHeaderSize, [&](std::string_view start) {
      if (is_nifti_pair(start)) refuse_as_nifti(subject);
      return read_start(start);
    });
  } else {
    read_start(read_as_needed(files.header, kNiftiHeaderSize,
                              [](std::string_view start) { return start.size(); }));
    bytes = read_as_needed(files.numbers, 4,
                           [&](std::string_view) { return header.end_of_data(subject); });
  }
  const VertexLayout layout = layout_of(header.extents, subject);
  ByteReader reader(bytes, file_name(files.numbers));
  reader.take(header.data_offset, "the header and its extensions");
  const std::string_view values = reader.take(header.end_of_data(subject) - header.data_offset,
                                              "the values of " + to_string(Shape(header.extents)));
  if (header.has_geometry) note(dropped, "the volume geometry of the header");
  return arranged(layout, to_floats(values, header.type, header.order, dropped, header.slope,
                                    header.intercept));
}

}  // namespace cortiscope
