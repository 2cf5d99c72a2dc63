#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/data/array.h"
#include "core/data/surface.h"
#include "core/io/annotation.h"

namespace cortiscope {

/// One DataArray of a GIFTI file.
struct GiftiArray {
  std::string intent;                           ///< "NIFTI_INTENT_POINTSET", ...
  std::map<std::string, std::string> metadata;  ///< "AnatomicalStructurePrimary", "Name", ...
  /// Row-major, whatever the order in the file. Integers of any size are 32-bit here, and
  /// floating-point numbers single.
  std::variant<Array<float>, Array<std::int32_t>> values;

  const Shape& shape() const;
};

/// A GIFTI file, decoded.
struct Gifti {
  std::map<std::string, std::string> metadata;
  std::vector<NamedLabel> labels;  ///< of the label table, by key, as xml_document.h reads it
  std::vector<GiftiArray> arrays;
};

/// Reads a GIFTI file: surfaces, shapes, labels, functional data. ASCII, Base64Binary,
/// GZipBase64Binary and ExternalFileBinary; both byte orders; row- and column-major; also inside
/// gzip (.gii.gz). An external file must lie in the GIFTI file's folder.
///
/// @param dropped  recordsmetadata, transforms, transparency and rounding
/// @throws Error  kNotFound: no such file; kBadFormat: not GIFTI, damaged, or of an unknown type or
///                encoding; kBadShape: more or fewer numbers than the dimensions say
///
/// Source: GIFTI Surface Data Format 1.0 (nitrc.org/projects/gifti).
Gifti read_gifti(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// The surface that a GIFTI file holds (.surf.gii), with the coordinates as stored: no
/// CoordinateSystemTransformMatrix is applied.
///
/// @throws Error  as read_gifti; kBadFormat: no points or no triangles; kBadShape: not three a row;
///                kBadValue: coordinates that are not finite, or a triangle that refers to no
///                vertex
Surface read_gifti_surface(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// The same for a file that was already parsed.
/// @param subject  what messages call it
Surface gifti_surface(const Gifti& gifti, const std::string& subject, Dropped* dropped = nullptr);

/// Returns V of the mesh that a file belongs to; called if the file does not say it. Empty, or
/// nothing, if it is unknown.
using MeshSize = std::function<std::optional<int>()>;

/// The numbers per vertex that a GIFTI file holds (.shape.gii, .func.gii, .label.gii). Where it
/// lists the vertices that it has values for (NIFTI_INTENT_NODE_INDEX), the others get NaN; the
/// mesh is the one in the file, else `mesh_size`, else the vertices listed where they are 0 to V-1.
///
/// @return  (K, V): K arrays, or columns of one
/// @throws Error  as read_gifti; kBadFormat: no such array, or listed vertices of a mesh that is
///                not known; kBadShape: arrays of different V; kBadValue: a listed vertex that the
///                mesh does not have
Array<float> read_gifti_maps(const std::filesystem::path& file, Dropped* dropped = nullptr,
                             const MeshSize& mesh_size = {});
Array<float> gifti_maps(const Gifti& gifti, const std::string& subject, Dropped* dropped = nullptr,
                        const MeshSize& mesh_size = {});

/// The names of those maps, (K), of a label file those of its label arrays; empty where the file
/// has none.
std::vector<std::string> gifti_map_names(const Gifti& gifti);

/// The highest vertex that a file has values of, where it lists its vertices and holds no mesh
/// itself; absent in other files.
std::optional<int> highest_listed_vertex(const Gifti& gifti);

/// The parcels of a GIFTI label file (.label.gii), by one of its label arrays; those without
/// vertices left out. Keys that are not in the table, except 0, are named by number: "label 7".
/// Listed vertices as in read_gifti_maps.
///
/// @param which  the label array, from 0
/// @throws Error  as read_gifti_maps; kBadFormat: no such label array; kBadValue: a key that is no
///                whole number
Annotation read_gifti_labels(const std::filesystem::path& file, Dropped* dropped = nullptr,
                             const MeshSize& mesh_size = {});
Annotation gifti_labels(const Gifti& gifti, const std::string& subject, Dropped* dropped = nullptr,
                        const MeshSize& mesh_size = {}, std::size_t which = 0);

}  // namespace cortiscope
