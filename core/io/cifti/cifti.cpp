#include "core/io/cifti/cifti.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <pugixml.hpp>
#include <set>

#include "core/base/error.h"
#include "core/base/readable_text.h"
#include "core/io/allowance.h"
#include "core/io/byte_reader.h"
#include "core/io/compressed_file.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti/xml_document.h"
#include "core/io/hemisphere_name.h"
#include "core/io/nifti/nifti.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

constexpr const char* kDamaged = "the file is damaged; copy it again";
constexpr const char* kReadHere =
    "we read .dscalar.nii, .dtseries.nii and .dlabel.nii, and those of "
    "parcels: .pscalar.nii, .ptseries.nii and .plabel.nii";

/// Where the numbers of one hemisphere's vertices lie in the matrix.
struct Model {
  std::vector<int> vertices;
  std::vector<std::int64_t> columns;  ///< the grayordinate, or the parcel, of each
  std::int64_t vertex_count = 0;      ///< V
};

/// The layout of the numbers in the file.
struct Matrix {
  std::int64_t columns = 0;    ///< grayordinates or parcels
  std::int64_t map_count = 0;  ///< K
  bool maps_vary_fastest = true;
};

std::string read_xml_extension(ByteReader& reader, const NiftiHeader& header) {
  constexpr std::int32_t kCiftiCode = 32;
  reader.take(header.size, "the header");
  const bool has_extensions = reader.take(4, "the mark of extensions")[0] != 0;
  std::size_t position = header.size + 4;
  while (has_extensions && position + 8 <= header.data_offset) {
    const std::int32_t size = reader.int32("the size of an extension");
    const std::int32_t code = reader.int32("the code of an extension");
    if (size < 8 || std::uint64_t(size) > header.data_offset - position) {
      throw Error(ErrorKind::kBadFormat, reader.subject(),
                  "expected an extension of the header that ends before byte " +
                      std::to_string(header.data_offset) + ", found one of " +
                      std::to_string(size) + " bytes",
                  kDamaged);
    }
    const std::string_view text = reader.take(std::size_t(size) - 8, "an extension");
    if (code == kCiftiCode) return std::string(text.substr(0, text.find('\0')));
    position += std::size_t(size);
  }
  throw Error(ErrorKind::kBadFormat, reader.subject(),
              "expected CIFTI's XML in an extension of the header, found none",
              "export it again, for example with wb_command -cifti-convert");
}

/// The MatrixIndicesMap element of a dimension of the matrix, 0 or 1.
pugi::xml_node map_of_dimension(const pugi::xml_node& matrix, int dimension) {
  for (const pugi::xml_node map : matrix.children("MatrixIndicesMap")) {
    const std::string applies = map.attribute("AppliesToMatrixDimension").value();
    if (applies.find(char('0' + dimension)) != std::string::npos) return map;
  }
  return {};
}

std::string type_of(const pugi::xml_node& map) {
  const std::string type = map.attribute("IndicesMapToDataType").value();
  const std::string start = "CIFTI_INDEX_TYPE_";
  return type.rfind(start, 0) == 0 ? type.substr(start.size()) : type;
}

/// Whether a dimension's indices are places of the brain.
bool has_places(const pugi::xml_node& map) {
  return type_of(map) == "BRAIN_MODELS" || type_of(map) == "PARCELS";
}

/// Which dimension has the grayordinates or parcels; the other has the maps.
int dimension_of_places(const pugi::xml_node& matrix, const std::string& subject) {
  const pugi::xml_node maps[] = {map_of_dimension(matrix, 0), map_of_dimension(matrix, 1)};
  if (has_places(maps[0]) != has_places(maps[1])) return has_places(maps[1]) ? 1 : 0;
  if (!has_places(maps[0])) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected maps of grayordinates or parcels, found a matrix without any", kReadHere);
  }
  const bool is_parcellated = type_of(maps[0]) == "PARCELS" && type_of(maps[1]) == "PARCELS";
  throw Error(ErrorKind::kBadShape, subject,
              std::string("expected maps, found ") +
                  (is_parcellated ? "parcellated CIFTI-2 connectivity (.pconn.nii), a number for "
                                    "each pair of parcels"
                                  : "CIFTI-2 connectivity, a number for each pair of places"),
              "save the row of one place as a scalar file, as wb_command -cifti-restrict-dense-map "
              "or nibabel can");
}

std::int64_t count_of(const pugi::xml_node& node, const char* name, std::int64_t most,
                      const std::string& subject) {
  const std::int64_t count = node.attribute(name).as_llong(-1);
  if (count >= 0 && count <= most) return count;
  throw Error(ErrorKind::kBadValue, subject,
              std::string("expected ") + name + " from 0 to " + std::to_string(most) + ", found " +
                  in_quotes(node.attribute(name).value()),
              kDamaged);
}

std::int64_t read_vertex_count(const pugi::xml_node& node, const std::string& subject) {
  constexpr std::int64_t kMostVertices = 10000000;  // the finest mesh in use has 164,000
  return count_of(node, "SurfaceNumberOfVertices", kMostVertices, subject);
}

std::vector<int> read_vertices(std::string_view text, std::int64_t vertex_count,
                               const std::string& subject) {
  std::vector<int> vertices;
  std::int64_t vertex = 0;
  while (take_number(text, vertex)) {
    if (vertex < 0 || vertex >= vertex_count) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected vertex indices from 0 to " + std::to_string(vertex_count - 1) +
                      ", found " + std::to_string(vertex),
                  kDamaged);
    }
    vertices.push_back(int(vertex));
  }
  return vertices;
}

Model read_model(const pugi::xml_node& node, std::int64_t grayordinates,
                 const std::string& subject) {
  Model model;
  const std::int64_t first = count_of(node, "IndexOffset", grayordinates, subject);
  const std::int64_t count = count_of(node, "IndexCount", grayordinates - first, subject);
  model.vertex_count = read_vertex_count(node, subject);
  model.vertices =
      read_vertices(node.child("VertexIndices").text().get(), model.vertex_count, subject);
  if (std::int64_t(model.vertices.size()) != count) {
    throw Error(ErrorKind::kBadValue, subject,
                "expected " + std::to_string(count) + " vertex indices, found " +
                    std::to_string(model.vertices.size()),
                kDamaged);
  }
  for (std::int64_t i = 0; i < count; ++i) model.columns.push_back(first + i);
  return model;
}

std::optional<Hemisphere> hemisphere_of(const pugi::xml_node& node) {
  return hemisphere_of_structure(node.attribute("BrainStructure").value());
}

/// [lh, rh]; those that the file lacks have no vertices.
std::array<Model, 2> read_models(const pugi::xml_node& map, std::int64_t grayordinates,
                                 const std::string& subject, std::int64_t& others) {
  std::array<Model, 2> models;
  for (const pugi::xml_node node : map.children("BrainModel")) {
    const std::optional<Hemisphere> h = hemisphere_of(node);
    const bool is_surface =
        node.attribute("ModelType").value() == std::string("CIFTI_MODEL_TYPE_SURFACE");
    if (h && is_surface) {
      models[*h] =
          read_model(node, grayordinates, subject + ":" + node.attribute("BrainStructure").value());
    } else {
      others += count_of(node, "IndexCount", grayordinates, subject);
    }
  }
  return models;
}

/// The same for parcels: all vertices of a parcel have its column. Also keeps the parcels.
std::array<Model, 2> read_parcels(const pugi::xml_node& map, std::int64_t count,
                                  const std::string& subject, Cifti& read) {
  std::array<Model, 2> models;
  for (const pugi::xml_node node : map.children("Surface")) {
    if (const auto h = hemisphere_of(node))
      models[*h].vertex_count = read_vertex_count(node, subject);
  }
  std::int64_t column = 0;
  for (const pugi::xml_node node : map.children("Parcel")) {
    const std::string name = readable_text(node.attribute("Name").value());
    if (column >= count) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected " + std::to_string(count) + " parcels, found more", kDamaged);
    }
    bool is_on_cortex = false;
    for (const pugi::xml_node listed : node.children("Vertices")) {
      const auto h = hemisphere_of(listed);
      if (!h) continue;
      Model& model = models[*h];
      std::vector<int> vertices =
          read_vertices(listed.text().get(), model.vertex_count, subject + ":" + name);
      model.vertices.insert(model.vertices.end(), vertices.begin(), vertices.end());
      model.columns.resize(model.vertices.size(), column);
      std::sort(vertices.begin(), vertices.end());
      vertices.erase(std::unique(vertices.begin(), vertices.end()), vertices.end());
      if (!vertices.empty()) read.parcels[*h].parcels.push_back({name, std::move(vertices)});
      is_on_cortex = true;
    }
    read.other_grayordinates += !is_on_cortex;
    ++column;
  }
  read.parcel_count = column;
  for (const Hemisphere h : kHemispheres)
    read.parcels[h].vertex_count = int(models[h].vertex_count);
  return models;
}

std::array<Model, 2> read_places(const pugi::xml_node& map, std::int64_t count,
                                 const std::string& subject, Cifti& read) {
  const std::array<Model, 2> models =
      type_of(map) == "PARCELS" ? read_parcels(map, count, subject, read)
                                : read_models(map, count, subject, read.other_grayordinates);
  if (models[kLh].vertex_count + models[kRh].vertex_count > 0) return models;
  throw Error(ErrorKind::kBadFormat, subject,
              "expected vertices of CORTEX_LEFT or CORTEX_RIGHT, found neither",
              "we show what lies on the cortex; voxels alone cannot be drawn on it");
}

Matrix read_matrix(const NiftiHeader& header, int dimension, const std::string& subject) {
  // NIfTI's first four axes are reserved for space and time.
  const std::vector<std::int64_t>& extents = header.extents;
  if (extents.size() != 6 || extents[0] * extents[1] * extents[2] * extents[3] != 1) {
    throw Error(
        ErrorKind::kBadShape, subject,
        "expected a matrix, of shape (1, 1, 1, 1, *, *), found " + to_string(Shape(extents)),
        kReadHere);
  }
  return {extents[std::size_t(4 + dimension)], extents[std::size_t(5 - dimension)], dimension == 1};
}

/// Calls `take(map, vertex, value)` for every number of one hemisphere.
template <class Take>
void for_each_value(const std::string& bytes, const NiftiHeader& header, const Matrix& matrix,
                    const Model& model, Take&& take) {
  visit_type(header.type, [&](auto zero) {
    using Stored = decltype(zero);
    const char* const data = bytes.data() + header.data_offset;
    for (std::size_t i = 0; i < model.vertices.size(); ++i) {
      const std::int64_t g = model.columns[i];
      for (std::int64_t k = 0; k < matrix.map_count; ++k) {
        const std::int64_t at =
            matrix.maps_vary_fastest ? g * matrix.map_count + k : k * matrix.columns + g;
        const auto stored =
            number_at<Stored>(data + std::size_t(at) * sizeof(Stored), header.order);
        take(k, model.vertices[i], header.slope * double(stored) + header.intercept);
      }
    }
  });
}

std::vector<std::string> read_map_names(const pugi::xml_node& map, std::int64_t count) {
  std::vector<std::string> names;
  for (const pugi::xml_node named : map.children("NamedMap")) {
    if (std::int64_t(names.size()) < count) {
      names.push_back(readable_text(named.child("MapName").text().get()));
    }
  }
  while (std::int64_t(names.size()) < count) names.push_back(std::to_string(names.size() + 1));
  return names;
}

/// The tables of all label maps. @return (K)
std::vector<std::vector<NamedLabel>> read_tables(const pugi::xml_node& map, std::int64_t count,
                                                 Dropped* dropped) {
  std::vector<std::vector<NamedLabel>> tables;
  for (const pugi::xml_node named : map.children("NamedMap")) {
    if (std::int64_t(tables.size()) < count) {
      tables.push_back(read_label_table(named.child("LabelTable"), dropped));
    }
  }
  tables.resize(std::size_t(count));
  return tables;
}

/// The parcels of one hemisphere in each label map. @return (K)
std::vector<Annotation> labels_of(const Array<float>& maps, const Model& model,
                                  const std::vector<std::vector<NamedLabel>>& tables,
                                  const std::string& subject) {
  constexpr std::int32_t kLeftOut = std::numeric_limits<std::int32_t>::min();
  const auto unnamed = [](std::int32_t label) {
    return label == kLeftOut ? std::nullopt : unnamed_label(label);
  };
  std::vector<Annotation> all;
  for (std::size_t k = 0; k < tables.size(); ++k) {
    std::vector<std::int32_t> labels(std::size_t(model.vertex_count), kLeftOut);
    for (const int vertex : model.vertices) {
      const double label = double(maps.row(std::int64_t(k))[vertex]);
      if (!(std::abs(label) <= 2147483520.0) || label != std::floor(label)) {
        throw Error(ErrorKind::kBadValue, subject,
                    "expected labels that are whole numbers, found " + std::to_string(label) +
                        " at vertex " + std::to_string(vertex),
                    kDamaged);
      }
      labels[std::size_t(vertex)] = std::int32_t(label);
    }
    all.push_back(annotation_of(labels, tables[k], unnamed, nullptr));
  }
  return all;
}

void note_names_without_vertices(const std::vector<std::vector<NamedLabel>>& tables,
                                 const std::vector<std::array<Annotation, 2>>& labels,
                                 Dropped* dropped) {
  std::ptrdiff_t unused = 0;
  for (std::size_t k = 0; k < tables.size(); ++k) {
    std::set<std::string> in_use;
    for (const Annotation& annotation : labels[k]) {
      for (const Region& parcel : annotation.parcels) in_use.insert(parcel.name);
    }
    unused += std::count_if(tables[k].begin(), tables[k].end(),
                            [&](const NamedLabel& entry) { return in_use.count(entry.name) == 0; });
  }
  if (unused > 0) note(dropped, std::to_string(unused) + " names of the table that no vertex has");
}

}  // namespace

Cifti read_cifti(const std::filesystem::path& file, Dropped* dropped) {
  const std::string subject = file_name(file);
  const std::string bytes = read_as_needed(file, kNiftiHeaderSize, [&](std::string_view start) {
    return read_nifti_header(start, subject).end_of_data(subject);
  });
  const NiftiHeader header = read_nifti_header(bytes, subject);
  ByteReader reader(bytes, subject, header.order);
  reader.require(header.end_of_data(subject),
                 "the header and a matrix of " + to_string(Shape(header.extents)) + " numbers");
  std::string text = read_xml_extension(reader, header);
  pugi::xml_document document;
  const pugi::xml_node cifti = parse_xml(text, "CIFTI", subject, document);
  // "2" by the standard; nibabel writes "2.0".
  if (cifti.attribute("Version").as_double() != 2) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected CIFTI of version 2, found " + in_quotes(cifti.attribute("Version").value()),
        "convert it with wb_command -file-convert -cifti-version-convert");
  }
  const pugi::xml_node root = cifti.child("Matrix");
  const int dimension = dimension_of_places(root, subject);
  const Matrix matrix = read_matrix(header, dimension, subject);
  Cifti read;
  const std::array<Model, 2> models =
      read_places(map_of_dimension(root, dimension), matrix.columns, subject, read);
  const pugi::xml_node map = map_of_dimension(root, 1 - dimension);
  read.map_names = read_map_names(map, matrix.map_count);
  std::vector<std::vector<NamedLabel>> tables;
  if (type_of(map) == "LABELS") tables = read_tables(map, matrix.map_count, dropped);
  read.labels.resize(tables.size());
  std::size_t rounded = 0;
  Allowance allowance(bytes.size());
  for (const Hemisphere h : kHemispheres) {
    const Model& model = models[h];
    if (model.vertex_count == 0) continue;
    // The vertex count is declared, not listed: a small file must not fill the memory with it.
    const std::uint64_t mesh_bytes =
        (sizeof(float) + sizeof(std::int32_t)) * std::uint64_t(model.vertex_count);
    allowance.take(mesh_bytes * std::uint64_t(matrix.map_count), subject);
    std::vector<bool> is_in(std::size_t(model.vertex_count), false);
    for (const int vertex : model.vertices) is_in[std::size_t(vertex)] = true;
    read.left_out[h] = std::count(is_in.begin(), is_in.end(), false);
    read.maps[h] = Array<float>(Shape{matrix.map_count, model.vertex_count},
                                std::numeric_limits<float>::quiet_NaN());
    for_each_value(bytes, header, matrix, model, [&](std::int64_t k, int vertex, double value) {
      read.maps[h].row(k)[vertex] = float(value);
      rounded += double(float(value)) != value && !std::isnan(value);
    });
    std::vector<Annotation> labels = labels_of(read.maps[h], model, tables, subject);
    for (std::size_t k = 0; k < labels.size(); ++k) read.labels[k][h] = std::move(labels[k]);
  }
  note_names_without_vertices(tables, read.labels, dropped);
  if (rounded > 0) {
    note(dropped, "precision: " + std::to_string(rounded) + " values are rounded to 32-bit floats");
  }
  if (read.other_grayordinates > 0) {
    note(dropped, std::to_string(read.other_grayordinates) +
                      (read.parcel_count > 0 ? " parcels" : " grayordinates") +
                      " of other structures than the cortex");
  }
  return read;
}

}  // namespace cortiscope
