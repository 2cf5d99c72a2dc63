#include "core/open/file_format.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "core/backbone/script_archive.h"
#include "core/base/error.h"
#include "core/base/text_ends.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/freesurfer/paint_file.h"
#include "core/io/inflate.h"
#include "core/io/nifti/nifti.h"
#include "core/io/safetensors/safetensors.h"
#include "core/io/text_lines.h"
#include "core/open/foreign_format.h"

namespace cortiscope {
namespace {

/// The first uncompressed bytes of a gzip file, as far as its own first bytes contain them.
std::string inflate_a_little(const std::string& start) {
  for (const std::size_t count : {kNiftiHeaderSize, std::size_t(64), std::size_t(4)}) {
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
  return vertex_count > 0 && size_of_file(file) == 6 + 2 * vertex_count;
}

/// The format of a file that starts with FreeSurfer's "#!ascii".
FileFormat format_of_marked_text(std::string_view start) {
  if (starts_with(start, "#!ascii label")) return FileFormat::kFreeSurferLabel;
  const std::string_view line = start.substr(0, start.find('\n'));
  const bool is_patch = line.find("version of patch") != std::string_view::npos;
  return is_patch ? FileFormat::kFreeSurferPatch : FileFormat::kFreeSurferSurface;
}

/// FreeSurfer's text without a mark, of which two counts start a surface.
FileFormat format_of_bare_text(std::string_view start) {
  const auto line = TextLines(start).next();
  double numbers[3];
  const bool is_curvature = line && take_numbers(*line, numbers);
  return is_curvature ? FileFormat::kFreeSurferCurvature : FileFormat::kFreeSurferSurface;
}

/// Recognises CIFTI-2 by its intent, or by its name if the program that wrote it (such as nibabel)
/// left the intent unspecific.
FileFormat format_of_nifti(std::string_view start, std::string name) {
  // NIfTI's codes for CIFTI-2: 3000 (of any kind) and on; 3007 is ConnDenseLabel.
  constexpr std::int32_t kAnyKind = 3000, kLabels = 3007, kLast = 3099;
  const std::int32_t intent = nifti_intent(start);
  if (ends_with(name, ".gz")) name.resize(name.size() - 3);
  const bool is_named_labels = ends_with(name, ".dlabel.nii") || ends_with(name, ".plabel.nii");
  const bool is_open = intent == 0 || intent == kAnyKind;
  if (intent == kLabels || (is_open && is_named_labels)) return FileFormat::kCiftiLabels;
  constexpr std::string_view kMapNames[] = {".dscalar.nii",  ".dtseries.nii", ".pscalar.nii",
                                            ".ptseries.nii", ".dconn.nii",    ".pconn.nii"};
  const bool is_named_maps =
      std::any_of(std::begin(kMapNames), std::end(kMapNames),
                  [&](std::string_view end) { return ends_with(name, end); });
  const bool is_cifti = (intent >= kAnyKind && intent <= kLast) || (is_open && is_named_maps);
  return is_cifti ? FileFormat::kCifti : FileFormat::kNifti;
}

}  // namespace

FileFormat format_of_file(const std::filesystem::path& file) {
  using namespace std::string_view_literals;
  const std::string name = file_name(file);
  std::string start = read_file_start(file, 4096);
  if (is_gzip(start)) start = inflate_a_little(start);
  if (starts_with(start, "\xff\xff\xfe")) return FileFormat::kFreeSurferSurface;
  if (starts_with(start, "\xff\xff\xff\xff")) return FileFormat::kFreeSurferPatch;
  if (starts_with(start, "\xff\xff\xfd")) return FileFormat::kFreeSurferSurface;
  if (starts_with(start, "\xff\xff\xff")) {
    return is_old_quadrangle_surface(start, size_of_file(file)) ? FileFormat::kFreeSurferSurface
                                                                : FileFormat::kFreeSurferCurvature;
  }
  if (is_nifti(start)) return format_of_nifti(start, name);
  const bool is_of_pair = ends_with(name, ".hdr") || ends_with(name, ".hdr.gz");
  if (is_of_pair && is_nifti_pair(start)) return FileFormat::kNifti;
  if (starts_with(start, "\x89PNG")) return FileFormat::kPng;
  if (starts_with(start, "\xff\xd8\xff")) return FileFormat::kJpeg;
  if (starts_with(start, "\x89HDF")) return FileFormat::kHdf5;
  if (is_safetensors(file)) return FileFormat::kSafetensors;
  if (is_script_archive(file)) return FileFormat::kTorchScript;
  if (starts_with(start, "#!ascii")) return format_of_marked_text(start);
  if (ends_with(name, ".gii") || ends_with(name, ".gii.gz")) return FileFormat::kGifti;
  if (foreign_format_of(start, name)) return FileFormat::kUnknown;
  if (starts_with(start, "<?xml"sv) || starts_with(start, "<GIFTI")) return FileFormat::kGifti;
  if (ends_with(name, ".annot")) return FileFormat::kFreeSurferAnnotation;
  if (ends_with(name, ".label")) return FileFormat::kFreeSurferLabel;
  if (ends_with(name, ".mgh") || ends_with(name, ".mgz")) return FileFormat::kMgh;
  if (ends_with(name, ".nii") || ends_with(name, ".nii.gz")) return FileFormat::kNifti;
  if (ends_with(name, ".img") || ends_with(name, ".img.gz")) return FileFormat::kNifti;
  if (ends_with(name, ".asc")) return format_of_bare_text(start);
  if (ends_with(name, ".w") && is_paint_file(file)) return FileFormat::kFreeSurferPaint;
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
    case FileFormat::kFreeSurferPaint:
      return "FreeSurfer paint file";
    case FileFormat::kMgh:
      return "FreeSurfer MGH";
    case FileFormat::kNifti:
      return "NIfTI";
    case FileFormat::kCifti:
      return "CIFTI-2";
    case FileFormat::kCiftiLabels:
      return "CIFTI-2 label file";
    case FileFormat::kGifti:
      return "GIFTI";
    case FileFormat::kPng:
      return "PNG image";
    case FileFormat::kJpeg:
      return "JPEG image";
    case FileFormat::kHdf5:
      return "HDF5";
    case FileFormat::kSafetensors:
      return "safetensors file";
    case FileFormat::kTorchScript:
      return "TorchScript module";
    case FileFormat::kUnknown:
      break;
  }
  return "unknown";
}

}  // namespace cortiscope
