#include "core/open/cortex_folder_writer.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/freesurfer/label_writer.h"
#include "core/io/gifti/gifti_writers.h"

namespace cortiscope {
namespace {

using std::filesystem::path;

void make_folder(const path& folder) {
  std::error_code failure;
  std::filesystem::create_directory(folder, failure);
  if (std::filesystem::is_directory(folder)) return;
  throw Error(
      ErrorKind::kNotFound, folder.string(), "cannot be made a folder",
      "make " + folder.parent_path().string() + " first, and check that you may write there");
}

/// The form whose triangles the others share.
const Surface* mesh_of(const HemisphereCortex& hemisphere) {
  for (const auto& [kind, surface] : hemisphere.surfaces) {
    if (kind != SurfaceKind::kFlat) return &surface;
  }
  return nullptr;
}

/// Whether the triangles of a flatmap are those of the mesh that lie between its vertices.
bool is_a_patch(const Surface& flat, const Surface* mesh) {
  if (!mesh || flat.triangles.empty()) return false;
  const std::vector<bool> used = used_vertices(flat);
  std::vector<Eigen::Vector3i> between;
  for (const Eigen::Vector3i& t : mesh->triangles) {
    if (used[std::size_t(t[0])] && used[std::size_t(t[1])] && used[std::size_t(t[2])]) {
      between.push_back(t);
    }
  }
  return between == flat.triangles;
}

void write_flat(const HemisphereCortex& parts, Hemisphere h, const path& folder, Dropped* dropped) {
  const Surface* flat = parts.find(SurfaceKind::kFlat);
  if (!flat) return;
  const std::string name = name_of(h);
  if (!is_a_patch(*flat, mesh_of(parts))) {
    return write_gifti_surface(*flat, h, folder / (name + ".flat.surf.gii"));
  }
  const std::vector<bool> used = used_vertices(*flat);
  std::int64_t lost = 0;
  for (std::size_t v = 0; v < used.size(); ++v) lost += !used[v] && !flat->vertices[v].isZero(0);
  if (lost > 0) {
    note(dropped, name + " flat: the positions of " + std::to_string(lost) +
                      " vertices that no triangle uses");
  }
  write_freesurfer_patch(*flat, folder / (name + ".cortex.patch.flat"));
}

void write_hemisphere(const Cortex& cortex, Hemisphere h, const path& folder, Dropped* dropped) {
  const HemisphereCortex& parts = cortex[h];
  const std::string start = std::string(name_of(h)) + ".";
  for (const auto& [kind, surface] : parts.surfaces) {
    if (kind == SurfaceKind::kFlat) continue;
    const bool is_registered = kind == SurfaceKind::kSphere && parts.is_sphere_registered;
    const std::string name = start + name_of(kind) + (is_registered ? ".reg" : "");
    write_freesurfer_surface(surface, folder / "surf" / name);
  }
  write_flat(parts, h, folder / "surf", dropped);
  if (!parts.curvature.empty()) {
    write_freesurfer_curvature(parts.curvature, folder / "surf" / (start + "curv"));
  }
  if (!parts.sulcal_depth.empty()) {
    write_freesurfer_curvature(parts.sulcal_depth, folder / "surf" / (start + "sulc"));
  }
  if (!parts.parcels.empty()) {
    write_annotation({parts.vertex_count(), parts.parcels},
                     folder / "label" / (start + "aparc.annot"), dropped);
  }
  for (const Region& region : parts.regions) {
    write_label(region, label_surface(parts), cortex.name,
                folder / "label" / label_file_name(h, region.name));
  }
}

}  // namespace

void write_cortex_folder(const Cortex& cortex, const path& folder, Dropped* dropped) {
  make_folder(folder);
  for (const char* inner : {"surf", "label"}) make_folder(folder / inner);
  for (const Hemisphere h : kHemispheres) {
    if (cortex[h].vertex_count() > 0) write_hemisphere(cortex, h, folder, dropped);
  }
}

}  // namespace cortiscope
