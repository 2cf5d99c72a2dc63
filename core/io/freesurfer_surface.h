#pragma once

#include <filesystem>
#include <vector>

#include "core/data/surface.h"

namespace cortiscope {

/// Reads a FreeSurfer triangle surface (lh.white, lh.pial, ...; binary, big endian).
///
/// @return  coordinates as stored: mm, x right, y anterior, z superior
/// @throws Error  kNotFound: no such file; kBadFormat: not a triangle surface, or cut short;
///                kBadValue: coordinates that are not finite, or a triangle that refers to no
///                vertex
///
/// Source: FreeSurfer, utils/mrisurf_io.cpp (MRISread, TRIANGLE_FILE_MAGIC_NUMBER).
Surface read_freesurfer_surface(const std::filesystem::path& file);

/// A flattened piece of a mesh as FreeSurfer stores it: which vertices, where, and no faces.
struct FlatPatch {
  std::vector<int> vertices;               ///< (P) mesh indices, as stored
  std::vector<Eigen::Vector3f> positions;  ///< (P) mm, z is 0
};

/// Reads a FreeSurfer flat patch (*.patch.flat, *.flat.patch.3d).
///
/// @throws Error  kNotFound: no such file; kBadFormat: not a patch, or cut short; kBadValue: a
///                coordinate that is not finite, a negative index, or a vertex listed twice
///
/// Source: FreeSurfer, utils/mrisurf_io.cpp (MRISreadPatchNoRemove): the index is stored plus one,
/// negative at the border.
FlatPatch read_freesurfer_patch(const std::filesystem::path& file);

/// The patch as a surface: the mesh's vertices, those outside the patch at the origin and used by
/// no triangle, and the mesh's triangles that have all three corners in the patch.
///
/// @param vertex_count  V of the mesh
/// @param triangles     of the mesh, (F)
/// @param subject       what messages call the patch
/// @throws Error  kBadShape: the patch refers to a vertex that the mesh does not have; kBadValue:
/// it
///                lists a vertex twice, or no triangle of the mesh lies in it
Surface flat_surface(const FlatPatch& patch, int vertex_count,
                     const std::vector<Eigen::Vector3i>& triangles, const std::string& subject);

}  // namespace cortiscope
