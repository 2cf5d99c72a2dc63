#include "core/open/cortex_folder.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_label.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/open/cortex_listing.h"
#include "core/open/file_format.h"
#include "core/open/other_cortex.h"
#include "core/open/overlay.h"
#include "core/open/parcels_file.h"
#include "core/open/surface_file.h"

namespace cortiscope {
namespace {

using std::filesystem::path;

/// Triangles in a canonical order, for comparison: each starts at its lowest corner and keeps its
/// orientation, and the list is sorted.
std::vector<std::array<int, 3>> in_one_order(const std::vector<Eigen::Vector3i>& triangles) {
  std::vector<std::array<int, 3>> ordered;
  ordered.reserve(triangles.size());
  for (const Eigen::Vector3i& triangle : triangles) {
    std::array<int, 3> corners = {triangle[0], triangle[1], triangle[2]};
    std::rotate(corners.begin(), std::min_element(corners.begin(), corners.end()), corners.end());
    ordered.push_back(corners);
  }
  std::sort(ordered.begin(), ordered.end());
  return ordered;
}

/// Reads the parts of one hemisphere, and records which file defined its vertices and triangles.
class HemisphereReader {
 public:
  HemisphereReader(HemisphereCortex& hemisphere, Warnings* warnings)
      : hemisphere_(hemisphere), warnings_(warnings) {}

  void read(CortexPart part, const path& file) {
    switch (part) {
      case CortexPart::kWhite:
        return add_surface(SurfaceKind::kWhite, file);
      case CortexPart::kPial:
        return add_surface(SurfaceKind::kPial, file);
      case CortexPart::kInflated:
        return add_surface(SurfaceKind::kInflated, file);
      case CortexPart::kSphere:
        return add_surface(SurfaceKind::kSphere, file);
      case CortexPart::kFlat:
        return add_flat(file);
      case CortexPart::kCurvature:
        hemisphere_.curvature = read_values(file);
        return;
      case CortexPart::kSulcalDepth:
        hemisphere_.sulcal_depth = read_values(file);
        return;
      case CortexPart::kParcels:
        return add_parcels(file);
      case CortexPart::kRegion:
        return add_region(file);
    }
  }

 private:
  void check_vertex_count(std::size_t count, const path& file) {
    if (mesh_file_.empty()) {
      throw Error(ErrorKind::kNotFound, file_name(file),
                  "expected a surface of its hemisphere beside it, found none",
                  "add white, pial, inflated or sphere");
    }
    const std::size_t expected = mesh_vertex_count_;
    if (count == expected) return;
    throw Error(ErrorKind::kBadShape, file_name(file),
                "expected " + std::to_string(expected) + " vertices as in " +
                    file_name(mesh_file_) + ", found " + std::to_string(count),
                "are the two files of the same subject and hemisphere?");
  }

  void add_surface(SurfaceKind kind, const path& file) {
    Surface surface = read_surface(file);
    if (mesh_file_.empty()) {
      mesh_file_ = file;
      mesh_vertex_count_ = surface.vertices.size();
      mesh_triangles_ = surface.triangles;
    }
    check_vertex_count(surface.vertices.size(), file);
    if (surface.triangles != mesh_triangles_ &&
        in_one_order(surface.triangles) != in_one_order(mesh_triangles_)) {
      throw Error(ErrorKind::kBadShape, file_name(file),
                  "expected the triangles of " + file_name(mesh_file_) + ", found others",
                  "are the two files of the same subject and hemisphere?");
    }
    surface.triangles = mesh_triangles_;
    hemisphere_.surfaces[kind] = std::move(surface);
  }

  void add_flat(const path& file) {
    if (format_of_file(file) != FileFormat::kFreeSurferPatch) {
      Surface surface = read_surface(file);
      if (!mesh_file_.empty()) check_vertex_count(surface.vertices.size(), file);
      if (mesh_file_.empty()) {
        mesh_file_ = file;
        mesh_vertex_count_ = surface.vertices.size();
      }
      hemisphere_.surfaces[SurfaceKind::kFlat] = std::move(surface);
      return;
    }
    const FlatPatch patch = read_freesurfer_patch(file);
    if (mesh_file_.empty()) {
      throw Error(ErrorKind::kNotFound, file_name(file),
                  "expected a surface of its hemisphere beside it, found none",
                  "a patch holds no triangles; add white, pial, inflated or sphere");
    }
    hemisphere_.surfaces[SurfaceKind::kFlat] =
        flat_surface(patch, int(mesh_vertex_count_), mesh_triangles_, file_name(file));
  }

  std::vector<float> read_values(const path& file) {
    std::vector<float> values = read_overlay(file);
    check_vertex_count(values.size(), file);
    return values;
  }

  void add_parcels(const path& file) {
    Annotation annotation = read_parcels(file, nullptr, warnings_);
    check_vertex_count(std::size_t(annotation.vertex_count), file);
    warn_if_scattered(annotation.parcels, hemisphere_, file_name(file), "its cortex", warnings_);
    hemisphere_.parcels = std::move(annotation.parcels);
  }

  void add_region(const path& file) {
    Region region = read_label(file);
    if (!region.vertices.empty() && std::size_t(region.vertices.back()) >= mesh_vertex_count_) {
      check_vertex_count(std::size_t(region.vertices.back()) + 1, file);
    }
    hemisphere_.regions.push_back(std::move(region));
  }

  HemisphereCortex& hemisphere_;
  Warnings* warnings_;  // the caller's, or null
  path mesh_file_;      ///< the first surface read; empty before
  std::size_t mesh_vertex_count_ = 0;
  std::vector<Eigen::Vector3i> mesh_triangles_;
};

std::string name_of_cortex(const path& folder) {
  std::error_code failure;
  path absolute = std::filesystem::weakly_canonical(folder, failure);
  if (failure) absolute = folder;
  const std::string name = file_name(absolute);
  const bool is_inner = name == "surf" || name == "gifti" || name == "label";
  return readable_text(is_inner ? file_name(absolute.parent_path()) : name);
}

}  // namespace

Cortex read_cortex_folder(const path& folder, Warnings* warnings) {
  const std::string subject = file_name(folder);
  std::error_code failure;
  const bool is_there = std::filesystem::exists(folder, failure);
  if (failure == std::errc::permission_denied) {
    throw Error(ErrorKind::kNotFound, subject, "this folder may not be read",
                "the permissions of a folder on the way to " + folder.string() + " forbid it");
  }
  if (!is_there) {
    throw Error(ErrorKind::kNotFound, subject, "no such folder", "looked for " + folder.string());
  }
  if (!std::filesystem::is_directory(folder, failure)) {
    throw Error(ErrorKind::kBadFormat, subject, "expected the folder of a cortex, found a file",
                "give the folder that holds surf or gifti");
  }
  std::vector<CortexFile> candidates = find_cortex_files(folder, warnings);
  if (candidates.empty()) candidates = find_unnamed_surfaces(folder, warnings);
  if (candidates.empty()) {
    throw Error(
        ErrorKind::kNotFound, subject, "expected a cortex, found no surface in it",
        "it should hold surf/lh.pial, gifti/pial_left.gii.gz or lh.pial.surf.gii, and so on");
  }
  Cortex cortex;
  cortex.name = name_of_cortex(folder);
  std::array<HemisphereReader, 2> readers = {HemisphereReader(cortex[kLh], warnings),
                                             HemisphereReader(cortex[kRh], warnings)};
  for (const CortexFile& candidate : candidates) {
    const CortexFileName& name = candidate.name;
    readers[name.hemisphere].read(name.part, candidate.file);
    if (name.is_registered) cortex[name.hemisphere].is_sphere_registered = true;
    cortex.sources.push_back(
        {name.hemisphere, name_of(name.part), candidate.file.lexically_relative(folder).string()});
  }
  return cortex;
}

}  // namespace cortiscope
