#include "core/io/cifti/cifti.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <pugixml.hpp>
#include <set>

#include "core/base/error.h"
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

/// The grayordinates of one hemisphere and the vertex of each.
struct Model {
  std::int64_t first = 0;  ///< grayordinate
  std::vector<int> vertices;
  std::int64_t vertex_count = 0;  ///< V
};

/// The layout of the numbers in the file.
struct Matrix {
  std::int64_t grayordinates = 0;  ///< N
  std::int64_t map_count = 0;      ///< K
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

bool has_models(const pugi::xml_node& map) {
  return map.attribute("IndicesMapToDataType").value() ==
         std::string("CIFTI_INDEX_TYPE_BRAIN_MODELS");
}

/// Which dimension has the grayordinates; the other has the maps.
int dimension_of_models(const pugi::xml_node& matrix, const std::string& subject) {
  const bool first = has_models(map_of_dimension(matrix, 0));
  const bool second = has_models(map_of_dimension(matrix, 1));
  if (first != second) return second ? 1 : 0;
  throw Error(ErrorKind::kBadShape, subject,
              std::string("expected maps of grayordinates, found ") +
                  (first ? "the connectivity between them" : "a matrix without any"),
              "we read .dscalar.nii, .dtseries.nii and .dlabel.nii");
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

Model read_model(const pugi::xml_node& node, std::int64_t grayordinates,
                 const std::string& subject) {
  constexpr std::int64_t kMostVertices = 10000000;  // the finest mesh in use has 164,000
  Model model;
  model.first = count_of(node, "IndexOffset", grayordinates, subject);
  const std::int64_t count = count_of(node, "IndexCount", grayordinates - model.first, subject);
  model.vertex_count = count_of(node, "SurfaceNumberOfVertices", kMostVertices, subject);
  std::string_view text = node.child("VertexIndices").text().get();
  std::int64_t vertex = 0;
  while (take_number(text, vertex)) {
    if (vertex < 0 || vertex >= model.vertex_count) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected vertex indices from 0 to " + std::to_string(model.vertex_count - 1) +
                      ", found " + std::to_string(vertex),
                  kDamaged);
    }
    model.vertices.push_back(int(vertex));
  }
  if (std::int64_t(model.vertices.size()) == count) return model;
  throw Error(ErrorKind::kBadValue, subject,
              "expected " + std::to_string(count) + " vertex indices, found " +
                  std::to_string(model.vertices.size()),
              kDamaged);
}

std::optional<Hemisphere> hemisphere_of(const pugi::xml_node& model) {
  return hemisphere_of_structure(model.attribute("BrainStructure").value());
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
        "we read .dscalar.nii, .dtseries.nii and .dlabel.nii");
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
      const std::int64_t g = model.first + std::int64_t(i);
      for (std::int64_t k = 0; k < matrix.map_count; ++k) {
        const std::int64_t at =
            matrix.maps_vary_fastest ? g * matrix.map_count + k : k * matrix.grayordinates + g;
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
    if (std::int64_t(names.size()) < count) names.emplace_back(named.child("MapName").text().get());
  }
  while (std::int64_t(names.size()) < count) names.push_back(std::to_string(names.size() + 1));
  return names;
}

Annotation first_labels_of(const std::string& bytes, const NiftiHeader& header, Matrix matrix,
                           const Model& model, const std::vector<NamedLabel>& table,
                           const std::string& subject) {
  constexpr std::int32_t kLeftOut = std::numeric_limits<std::int32_t>::min();
  std::vector<std::int32_t> labels(std::size_t(model.vertex_count), kLeftOut);
  for_each_value(bytes, header, matrix, model, [&](std::int64_t k, int vertex, double label) {
    if (k > 0) return;
    if (!(std::abs(label) <= 2147483647.0) || label != std::floor(label)) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected labels that are whole numbers, found " + std::to_string(label) +
                      " at vertex " + std::to_string(vertex),
                  kDamaged);
    }
    labels[std::size_t(vertex)] = std::int32_t(label);
  });
  const auto unnamed = [](std::int32_t label) {
    return label == kLeftOut ? std::nullopt : unnamed_label(label);
  };
  return annotation_of(labels, table, unnamed, nullptr);
}

void note_names_without_vertices(const std::vector<NamedLabel>& table,
                                 const std::array<Annotation, 2>& labels, Dropped* dropped) {
  std::set<std::string> in_use;
  for (const Annotation& annotation : labels) {
    for (const Region& parcel : annotation.parcels) in_use.insert(parcel.name);
  }
  const auto unused = std::count_if(table.begin(), table.end(), [&](const NamedLabel& entry) {
    return in_use.count(entry.name) == 0;
  });
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
  const int dimension = dimension_of_models(root, subject);
  const Matrix matrix = read_matrix(header, dimension, subject);
  Cifti read;
  const std::array<Model, 2> models = read_models(
      map_of_dimension(root, dimension), matrix.grayordinates, subject, read.other_grayordinates);
  const pugi::xml_node map = map_of_dimension(root, 1 - dimension);
  read.map_names = read_map_names(map, matrix.map_count);
  const bool has_labels =
      map.attribute("IndicesMapToDataType").value() == std::string("CIFTI_INDEX_TYPE_LABELS");
  const std::vector<NamedLabel> table =
      read_label_table(map.child("NamedMap").child("LabelTable"), dropped);
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
    if (!has_labels) continue;
    read.first_labels[h] = first_labels_of(bytes, header, matrix, model, table, subject);
  }
  if (has_labels) note_names_without_vertices(table, read.first_labels, dropped);
  if (has_labels && matrix.map_count > 1) {
    note(dropped, "the label maps 2 to " + std::to_string(matrix.map_count));
  }
  if (rounded > 0) {
    note(dropped, "precision: " + std::to_string(rounded) + " values are rounded to 32-bit floats");
  }
  if (read.other_grayordinates > 0) {
    note(dropped, std::to_string(read.other_grayordinates) +
                      " grayordinates of other structures than the cortex");
  }
  return read;
}

}  // namespace cortiscope
