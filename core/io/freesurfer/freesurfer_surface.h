#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "core/data/surface.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Reads a FreeSurfer surface (lh.white, lh.pial, ...): of triangles, of quadrangles in the old
/// form (16-bit hundredths of a millimetre) or the new one (floats), or as text (.asc). Quadrangles
/// are split as in FreeSurfer, along a diagonal that depends on their first two vertex indices.
/// (nibabel uses only the first index, so that some of its triangles differ.)
///
/// @param dropped  recordsvolume geometry after the triangles
/// @return  coordinates as stored: mm, x right, y anterior, z superior
/// @throws Error  kNotFound: no such file; kBadFormat: no such surface, or cut short; kBadValue:
///                coordinates that are not finite, or a triangle that refers to no vertex
///
/// Source: FreeSurfer, utils/mrisurf_io.cpp (MRISread, mrisReadAsciiFile; TRIANGLE_FILE, QUAD_FILE
/// and NEW_QUAD_FILE_MAGIC_NUMBER; WHICH_FACE_SPLIT).
Surface read_freesurfer_surface(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// Whether these bytes, the start of a file of `file_size`, are of an old quadrangle surface, which
/// starts with the same three bytes as curv files; only the sizes distinguish them.
bool is_old_quadrangle_surface(std::string_view start, std::uintmax_t file_size);

/// A flattened piece of a mesh as FreeSurfer stores it: which vertices, where, and no faces.
struct FlatPatch {
  std::vector<int> vertices;               ///< (P) mesh indices, as stored
  std::vector<Eigen::Vector3f> positions;  ///< (P) mm, z is 0
};

/// Reads a FreeSurfer flat patch (*.patch.flat, *.flat.patch.3d), binary or as text.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not a patch, or cut short; kBadValue: a
///                coordinate that is not finite, a negative index, or a vertex listed twice
///
/// Source: FreeSurfer, utils/mrisurf_io.cpp (MRISreadPatchNoRemove, MRISwritePatchAscii): the index
/// is stored plus one, negative at the border; in older text, as it is.
FlatPatch read_freesurfer_patch(const std::filesystem::path& file);

/// The patch as a surface: the mesh's vertices, those outside the patch at the origin and used by
/// no triangle, and the mesh's triangles that have all three corners in the patch.
///
/// @param vertex_count  V of the mesh
/// @param triangles     of the mesh, (F)
/// @param subject       the name of the patch in messages
/// @throws Error  kBadShape: the patch refers to a vertex that the mesh does not have; kBadValue:
///                it lists a vertex twice, or no triangle of the mesh lies in it
Surface flat_surface(const FlatPatch& patch, int vertex_count,
                     const std::vector<Eigen::Vector3i>& triangles, const std::string& subject);

}  // namespace cortiscope
