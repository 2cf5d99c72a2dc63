#include "core/open/surface_file.h"

#include "core/base/error.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/gifti/gifti.h"
#include "core/open/cortex_listing.h"
#include "core/open/file_format.h"
#include "core/open/hemisphere_of_file.h"

namespace cortiscope {
namespace {

bool is_mesh(const CortexFile& file, Hemisphere hemisphere) {
  return file.name.hemisphere == hemisphere && file.name.part <= CortexPart::kSphere;
}

}  // namespace

Surface read_surface(const std::filesystem::path& file, Dropped* dropped) {
  return format_of_file(file) == FileFormat::kGifti ? read_gifti_surface(file, dropped)
                                                    : read_freesurfer_surface(file, dropped);
}

std::optional<std::filesystem::path> mesh_beside(const std::filesystem::path& file) {
  const std::optional<Hemisphere> hemisphere = hemisphere_of_file(file).either();
  if (!hemisphere) return std::nullopt;
  const std::filesystem::path folder = std::filesystem::absolute(file).parent_path();
  for (const auto& place : {folder, folder.parent_path()}) {
    for (const CortexFile& one : find_cortex_files(place)) {
      if (is_mesh(one, *hemisphere)) return one.file;
    }
  }
  return std::nullopt;
}

std::optional<int> mesh_size_beside(const std::filesystem::path& file) {
  const auto mesh = mesh_beside(file);
  if (!mesh) return std::nullopt;
  return int(read_surface(*mesh).vertices.size());
}

}  // namespace cortiscope
