#include "core/io/file_format.h"

#include <string>
#include <string_view>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/inflate.h"

namespace cortiscope {
namespace {

bool ends_with(const std::string& text, std::string_view ending) {
  return text.size() >= ending.size() &&
         text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

/// The first uncompressed bytes of a gzip file, as far as its own first bytes give them.
std::string inflate_a_little(const std::string& start) {
  for (const std::size_t count : {64, 4}) {
    try {
      return inflate_start(start, count, "");
    } catch (const Error&) {
      // Fewer than `count` bytes came out of this start.
    }
  }
  return {};
}

bool is_old_curvature(const std::filesystem::path& file, std::string_view start) {
  if (start.size() < 6) return false;
  const auto byte = [&](std::size_t i) {
    return std::uintmax_t(static_cast<unsigned char>(start[i]));
  };
  const std::uintmax_t vertex_count = byte(0) << 16 | byte(1) << 8 | byte(2);
  std::error_code failure;
  const std::uintmax_t size = std::filesystem::file_size(file, failure);
  return !failure && vertex_count > 0 && size == 6 + 2 * vertex_count;
}

}  // namespace

FileFormat format_of_file(const std::filesystem::path& file) {
  using namespace std::string_view_literals;
  const std::string name = file_name(file);
  std::string start = read_file_start(file, 4096);
  if (is_gzip(start)) start = inflate_a_little(start);
  if (starts_with(start, "\xff\xff\xfe")) return FileFormat::kFreeSurferSurface;
  if (starts_with(start, "\xff\xff\xff\xff")) return FileFormat::kFreeSurferPatch;
  if (starts_with(start, "\xff\xff\xff")) return FileFormat::kFreeSurferCurvature;
  if (starts_with(start, "\x89PNG")) return FileFormat::kPng;
  if (starts_with(start, "\xff\xd8\xff")) return FileFormat::kJpeg;
  if (starts_with(start, "\x89HDF")) return FileFormat::kHdf5;
  if (starts_with(start, "#!ascii label")) return FileFormat::kFreeSurferLabel;
  if (ends_with(name, ".gii") || ends_with(name, ".gii.gz")) return FileFormat::kGifti;
  if (starts_with(start, "<?xml"sv) || starts_with(start, "<GIFTI")) return FileFormat::kGifti;
  if (ends_with(name, ".annot")) return FileFormat::kFreeSurferAnnotation;
  if (ends_with(name, ".label")) return FileFormat::kFreeSurferLabel;
  if (ends_with(name, ".mgh") || ends_with(name, ".mgz")) return FileFormat::kMgh;
  if (is_old_curvature(file, start)) return FileFormat::kFreeSurferCurvature;
  if (starts_with(start, "\0\0\0\1"sv)) return FileFormat::kMgh;
  return FileFormat::kUnknown;
}

const char* name_of(FileFormat format) {
  switch (format) {
    case FileFormat::kFreeSurferSurface:
      return "FreeSurfer surface";
    case FileFormat::kFreeSurferCurvature:
      return "FreeSurfer curv file";
    case FileFormat::kFreeSurferPatch:
      return "FreeSurfer flat patch";
    case FileFormat::kFreeSurferAnnotation:
      return "FreeSurfer annotation";
    case FileFormat::kFreeSurferLabel:
      return "FreeSurfer label";
    case FileFormat::kMgh:
      return "FreeSurfer MGH";
    case FileFormat::kGifti:
      return "GIFTI";
    case FileFormat::kPng:
      return "PNG image";
    case FileFormat::kJpeg:
      return "JPEG image";
    case FileFormat::kHdf5:
      return "HDF5";
    case FileFormat::kUnknown:
      break;
  }
  return "unknown";
}

}  // namespace cortiscope
