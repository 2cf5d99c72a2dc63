#include "core/io/overlay.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/file_format.h"
#include "core/io/freesurfer_curvature.h"
#include "core/io/gifti.h"
#include "core/io/mgh.h"
#include "core/io/nifti.h"

namespace cortiscope {

Array<float> read_overlay_maps(const std::filesystem::path& file, Dropped* dropped) {
  const FileFormat format = format_of_file(file);
  switch (format) {
    case FileFormat::kFreeSurferCurvature: {
      std::vector<float> values = read_freesurfer_curvature(file);
      const Shape shape = {1, std::int64_t(values.size())};
      return Array<float>(shape, std::move(values));
    }
    case FileFormat::kMgh:
      return read_mgh_maps(file, dropped);
    case FileFormat::kNifti:
      return read_nifti_maps(file, dropped);
    case FileFormat::kGifti:
      return read_gifti_maps(file);
    default:
      throw Error(ErrorKind::kBadFormat, file_name(file),
                  "expected values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI), found " +
                      (format == FileFormat::kUnknown ? std::string("a format that we do not know")
                                                      : "a " + std::string(name_of(format))));
  }
}

std::vector<float> read_overlay(const std::filesystem::path& file) {
  Array<float> maps = read_overlay_maps(file);
  maps.values.resize(std::size_t(maps.row_size()));
  return std::move(maps.values);
}

}  // namespace cortiscope
