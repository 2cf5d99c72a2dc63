#include "core/open/overlay.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_curvature.h"
#include "core/io/freesurfer/mgh.h"
#include "core/io/freesurfer/paint_file.h"
#include "core/io/gifti/gifti.h"
#include "core/io/nifti/nifti.h"
#include "core/open/file_format.h"
#include "core/open/foreign_format.h"
#include "core/open/surface_file.h"

namespace cortiscope {

Array<float> read_overlay_maps(const std::filesystem::path& file, Dropped* dropped) {
  const FileFormat format = format_of_file(file);
  switch (format) {
    case FileFormat::kFreeSurferCurvature: {
      std::vector<float> values = read_freesurfer_curvature(file);
      const Shape shape = {1, std::int64_t(values.size())};
      return Array<float>(shape, std::move(values));
    }
    case FileFormat::kFreeSurferPaint: {
      std::vector<float> values = read_paint_file(file);
      const Shape shape = {1, std::int64_t(values.size())};
      return Array<float>(shape, std::move(values));
    }
    case FileFormat::kMgh:
      return read_mgh_maps(file, dropped);
    case FileFormat::kNifti:
      return read_nifti_maps(file, dropped);
    case FileFormat::kGifti:
      return read_gifti_maps(file, dropped, [&] { return mesh_size_beside(file); });
    case FileFormat::kCifti:
    case FileFormat::kCiftiLabels:
      throw Error(ErrorKind::kBadFormat, file_name(file),
                  "expected values of one hemisphere, found CIFTI-2, which holds both",
                  "convert it to a file of one of them: lh.*.func.gii or rh.*.func.gii");
    default: {
      ForeignFormat found = {std::string("a ") + name_of(format), "is this the right file?"};
      if (format == FileFormat::kUnknown) found = unknown_format_of(file);
      throw Error(
          ErrorKind::kBadFormat, file_name(file),
          "expected values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI), found " + found.what,
          found.way);
    }
  }
}

std::vector<float> read_overlay(const std::filesystem::path& file) {
  return first_row_of(read_overlay_maps(file));
}

std::vector<float> first_row_of(Array<float> maps) {
  maps.values.resize(std::size_t(maps.row_size()));
  return std::move(maps.values);
}

}  // namespace cortiscope
