#include "core/io/convert.h"

#include <optional>
#include <string>

#include "core/base/error.h"
#include "core/io/cortex_names.h"
#include "core/io/file_bytes.h"
#include "core/io/file_format.h"
#include "core/io/freesurfer_surface.h"
#include "core/io/freesurfer_writers.h"
#include "core/io/gifti.h"
#include "core/io/gifti_writers.h"
#include "core/io/overlay.h"

namespace cortiscope {
namespace {

enum class Target { kFreeSurfer, kMgh, kGifti };

Target target_of(const std::filesystem::path& file) {
  const bool is_gzipped = file.extension() == ".gz";
  const auto extension = is_gzipped ? file.stem().extension() : file.extension();
  if (extension == ".gii") return Target::kGifti;
  if (!is_gzipped && (extension == ".mgh" || extension == ".mgz")) return Target::kMgh;
  return Target::kFreeSurfer;
}

std::optional<Hemisphere> hemisphere_of(const std::filesystem::path& from,
                                        const std::filesystem::path& to) {
  for (const std::filesystem::path& file : {from, to}) {
    const auto name = understand_cortex_file_name(file_name(file));
    if (name) return name->hemisphere;
  }
  return std::nullopt;
}

std::optional<Surface> read_any_surface(const std::filesystem::path& file) {
  const FileFormat format = format_of_file(file);
  if (format == FileFormat::kFreeSurferSurface) return read_freesurfer_surface(file);
  if (format != FileFormat::kGifti) return std::nullopt;
  for (const GiftiArray& array : read_gifti(file).arrays) {
    if (array.intent == "NIFTI_INTENT_POINTSET") return read_gifti_surface(file);
  }
  return std::nullopt;
}

void write_maps(const Array<float>& maps, std::optional<Hemisphere> hemisphere,
                const std::filesystem::path& file) {
  switch (target_of(file)) {
    case Target::kGifti:
      return write_gifti_maps(maps, hemisphere, file);
    case Target::kMgh:
      return write_mgh_maps(maps, file);
    case Target::kFreeSurfer:
      break;
  }
  if (maps.rows() != 1) {
    throw Error(ErrorKind::kBadShape, file_name(file),
                "a curv file holds one map, found " + std::to_string(maps.rows()),
                "write .mgz or .func.gii instead");
  }
  write_freesurfer_curvature(maps.values, file);
}

}  // namespace

void convert(const std::filesystem::path& from, const std::filesystem::path& to) {
  const std::optional<Hemisphere> hemisphere = hemisphere_of(from, to);
  const std::optional<Surface> surface = read_any_surface(from);
  if (!surface) return write_maps(read_overlay_maps(from), hemisphere, to);
  switch (target_of(to)) {
    case Target::kGifti:
      return write_gifti_surface(*surface, hemisphere, to);
    case Target::kFreeSurfer:
      return write_freesurfer_surface(*surface, to);
    case Target::kMgh:
      throw Error(ErrorKind::kBadFormat, file_name(to), "MGH cannot hold a surface",
                  "write .surf.gii, or a FreeSurfer name such as lh.pial");
  }
}

}  // namespace cortiscope
