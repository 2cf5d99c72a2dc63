#pragma once

#include <filesystem>
#include <map>
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
  std::map<std::int32_t, std::string> label_names;  ///< of the label table, by key
  std::vector<GiftiArray> arrays;
};

/// Reads a GIFTI file: surfaces, shapes, labels, functional data. ASCII, Base64Binary,
/// GZipBase64Binary and ExternalFileBinary; both byte orders; row- and column-major; also inside
/// gzip (.gii.gz). An external file must lie in the GIFTI file's folder.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not GIFTI, damaged, or of a type or encoding
///                that we do not know; kBadShape: more or fewer numbers than the dimensions say
///
/// Source: GIFTI Surface Data Format 1.0 (nitrc.org/projects/gifti).
Gifti read_gifti(const std::filesystem::path& file);

/// The surface that a GIFTI file holds (.surf.gii), with the coordinates as stored: no
/// CoordinateSystemTransformMatrix is applied.
///
/// @throws Error  as read_gifti; kBadFormat: no points or no triangles; kBadShape: not three a row;
///                kBadValue: coordinates that are not finite, or a triangle that refers to no
///                vertex
Surface read_gifti_surface(const std::filesystem::path& file);

/// The numbers a vertex that a GIFTI file holds (.shape.gii, .func.gii, .label.gii).
///
/// @return  (K, V): K arrays, or columns of one
/// @throws Error  as read_gifti; kBadFormat: no such array; kBadShape: arrays of different V
Array<float> read_gifti_maps(const std::filesystem::path& file);

/// The parcels of a GIFTI label file (.label.gii), by the first label array; those without vertices
/// left out.
///
/// @throws Error  as read_gifti; kBadFormat: no label array or no label table
Annotation read_gifti_labels(const std::filesystem::path& file);

}  // namespace cortiscope
