#include "core/io/gifti.h"

#include <algorithm>
#include <pugixml.hpp>
#include <set>

#include "core/base/error.h"
#include "core/io/allowance.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti_data.h"
#include "core/io/inflate.h"
#include "core/io/surface_check.h"

namespace cortiscope {
namespace {

constexpr std::size_t kLargestText = std::size_t(1) << 30;
/// Of elements and of attributes. Far beyond any real file; keeps a hostile one from filling the
/// memory with empty ones.
constexpr std::ptrdiff_t kMostElements = 250000;

std::string read_text(const std::filesystem::path& file, const std::string& subject) {
  std::string bytes = read_file_bytes(file, kLargestText);
  if (!is_gzip(bytes)) return bytes;
  return inflate_all(bytes, std::min<std::uint64_t>(kLargestText, most_bytes_of(bytes.size())),
                     subject);
}

std::map<std::string, std::string> read_metadata(const pugi::xml_node& parent) {
  std::map<std::string, std::string> metadata;
  for (const pugi::xml_node entry : parent.child("MetaData").children("MD")) {
    metadata[entry.child("Name").text().get()] = entry.child("Value").text().get();
  }
  return metadata;
}

Shape read_shape(const pugi::xml_node& node, const std::string& subject) {
  constexpr std::int64_t kLargest = std::int64_t(1) << 31;
  const int axes = node.attribute("Dimensionality").as_int();
  if (axes < 1 || axes > 6) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected a Dimensionality from 1 to 6, found " +
                    in_quotes(node.attribute("Dimensionality").value()));
  }
  Shape shape;
  std::int64_t count = 1;
  for (int axis = 0; axis < axes; ++axis) {
    const std::string name = "Dim" + std::to_string(axis);
    const std::int64_t extent = node.attribute(name.c_str()).as_llong(-1);
    if (extent < 1 || extent > kLargest || count > kLargest / extent) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected " + name + " to be a size, found " +
                      in_quotes(node.attribute(name.c_str()).value()));
    }
    count *= extent;
    shape.push_back(extent);
  }
  return shape;
}

GiftiLayout read_layout(const pugi::xml_node& node, const std::filesystem::path& file,
                        const std::string& subject) {
  GiftiLayout layout;
  layout.type = node.attribute("DataType").value();
  layout.encoding = node.attribute("Encoding").value();
  const std::string endian = node.attribute("Endian").value();
  const bool is_big = endian == "BigEndian" || endian == "GIFTI_ENDIAN_BIG";
  layout.order = is_big ? ByteOrder::kBig : ByteOrder::kLittle;
  const std::string order = node.attribute("ArrayIndexingOrder").value();
  layout.is_column_major = order == "ColumnMajorOrder";
  layout.shape = read_shape(node, subject);
  if (layout.is_column_major && layout.shape.size() > 2) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected at most 2 dimensions in column-major order, found " +
                    std::to_string(layout.shape.size()));
  }
  const std::filesystem::path external = node.attribute("ExternalFileName").value();
  if (external.has_parent_path()) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected an external file in the same folder, found " + in_quotes(external.string()),
        "put it beside the GIFTI file and correct ExternalFileName");
  }
  layout.external_file = file.parent_path() / external;
  layout.external_offset = node.attribute("ExternalFileOffset").as_ullong();
  return layout;
}

const GiftiArray* find_array(const Gifti& gifti, const std::string& intent) {
  for (const GiftiArray& array : gifti.arrays) {
    if (array.intent == intent) return &array;
  }
  return nullptr;
}

/// The rows of three of a surface's array.
template <class T>
const Array<T>& rows_of_three(const Gifti& gifti, const std::string& intent, const char* what,
                              const std::string& subject) {
  const GiftiArray* array = find_array(gifti, intent);
  if (!array) {
    throw Error(ErrorKind::kBadFormat, subject,
                std::string("expected a surface, found no array of ") + what + " (" + intent + ")");
  }
  const Array<T>* rows = std::get_if<Array<T>>(&array->values);
  if (!rows) {
    throw Error(ErrorKind::kBadFormat, subject,
                std::string("expected ") + what + " as " +
                    (std::is_floating_point_v<T> ? "floating-point numbers" : "integers"));
  }
  if (rows->shape.size() != 2 || rows->shape[1] != 3) {
    throw Error(
        ErrorKind::kBadShape, subject,
        std::string("expected ") + what + " of shape (*, 3), found " + to_string(rows->shape));
  }
  return *rows;
}

void refuse_listed_vertices(const Gifti& gifti, const std::string& subject) {
  if (!find_array(gifti, "NIFTI_INTENT_NODE_INDEX")) return;
  throw Error(ErrorKind::kBadFormat, subject,
              "expected a value for every vertex, found values for listed vertices only "
              "(NIFTI_INTENT_NODE_INDEX)",
              "expand it with SUMA or nibabel first");
}

/// Appends the maps of one array: (V), (V, K) or (1, V).
void append_maps(const GiftiArray& array, const std::string& subject, Array<float>& maps) {
  const Shape& shape = array.shape();
  const bool is_one_row = shape.size() == 2 && shape[0] == 1;
  if (shape.size() > 2) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected one number a vertex, found an array of shape " + to_string(shape));
  }
  const std::int64_t vertex_count = is_one_row ? shape[1] : shape[0];
  const std::int64_t columns = shape.size() == 2 && !is_one_row ? shape[1] : 1;
  if (maps.empty()) maps.shape = {0, vertex_count};
  if (maps.shape[1] != vertex_count) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected all arrays to have " + std::to_string(maps.shape[1]) +
                    " vertices, found one of " + std::to_string(vertex_count));
  }
  maps.values.reserve(maps.values.size() + std::size_t(element_count(shape)));
  std::visit(
      [&](const auto& values) {
        for (std::int64_t column = 0; column < columns; ++column) {
          for (std::int64_t v = 0; v < vertex_count; ++v) {
            maps.values.push_back(float(values.values[std::size_t(v * columns + column)]));
          }
        }
      },
      array.values);
  maps.shape[0] += columns;
}

}  // namespace

const Shape& GiftiArray::shape() const {
  return std::visit([](const auto& array) -> const Shape& { return array.shape; }, values);
}

Gifti read_gifti(const std::filesystem::path& file) {
  const std::string subject = file_name(file);
  Allowance allowance(size_of_file(file));
  std::string text = read_text(file, subject);
  for (const char mark : {'<', '='}) {
    if (std::count(text.begin(), text.end(), mark) <= kMostElements) continue;
    throw Error(ErrorKind::kBadFormat, subject,
                "expected at most " + std::to_string(kMostElements) + " XML " +
                    (mark == '<' ? "elements" : "attributes") + ", found more",
                "the file is damaged or made to fill the memory");
  }
  pugi::xml_document document;
  // pugixml skips the DOCTYPE and knows no entities but XML's own five: nothing to expand.
  const pugi::xml_parse_result parsed =
      document.load_buffer_inplace(text.data(), text.size(), pugi::parse_default);
  if (!parsed) {
    throw Error(ErrorKind::kBadFormat, subject,
                std::string("expected GIFTI, found damaged XML: ") + parsed.description() +
                    " at byte " + std::to_string(parsed.offset),
                "the file is cut short or damaged; copy it again");
  }
  const pugi::xml_node root = document.child("GIFTI");
  if (!root) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected GIFTI, found XML of " + in_quotes(document.document_element().name()));
  }
  Gifti gifti;
  gifti.metadata = read_metadata(root);
  for (const pugi::xml_node label : root.child("LabelTable").children("Label")) {
    const pugi::xml_attribute key = label.attribute("Key");
    // Files from before the standard was final call it Index.
    gifti.label_names[(key ? key : label.attribute("Index")).as_int()] = label.text().get();
  }
  std::set<std::filesystem::path> external_files;
  for (const pugi::xml_node node : root.children("DataArray")) {
    const std::string array_subject =
        subject + ":DataArray " + std::to_string(gifti.arrays.size() + 1);
    GiftiArray array;
    array.intent = node.attribute("Intent").value();
    array.metadata = read_metadata(node);
    const GiftiLayout layout = read_layout(node, file, array_subject);
    if (layout.is_external() && external_files.insert(layout.external_file).second) {
      allowance.add_file(size_of_file(layout.external_file));
    }
    array.values =
        decode_gifti_data(layout, node.child("Data").text().get(), allowance, array_subject);
    gifti.arrays.push_back(std::move(array));
  }
  return gifti;
}

Surface read_gifti_surface(const std::filesystem::path& file) {
  const std::string subject = file_name(file);
  const Gifti gifti = read_gifti(file);
  const auto& points = rows_of_three<float>(gifti, "NIFTI_INTENT_POINTSET", "points", subject);
  const auto& corners =
      rows_of_three<std::int32_t>(gifti, "NIFTI_INTENT_TRIANGLE", "triangles", subject);
  Surface surface;
  surface.vertices.resize(std::size_t(points.rows()));
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    surface.vertices[v] = Eigen::Vector3f(points.values.data() + 3 * v);
  }
  surface.triangles.resize(std::size_t(corners.rows()));
  for (std::size_t f = 0; f < surface.triangles.size(); ++f) {
    surface.triangles[f] = Eigen::Vector3i(corners.values.data() + 3 * f);
  }
  check_surface(surface, subject);
  return surface;
}

Array<float> read_gifti_maps(const std::filesystem::path& file) {
  const std::string subject = file_name(file);
  const Gifti gifti = read_gifti(file);
  refuse_listed_vertices(gifti, subject);
  Array<float> maps;
  for (const GiftiArray& array : gifti.arrays) {
    if (array.intent == "NIFTI_INTENT_POINTSET" || array.intent == "NIFTI_INTENT_TRIANGLE")
      continue;
    append_maps(array, subject, maps);
  }
  if (maps.empty()) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected values at the vertices, found no array of them",
                gifti.arrays.empty() ? "the file holds no data" : "the file holds a surface");
  }
  return maps;
}

Annotation read_gifti_labels(const std::filesystem::path& file) {
  const std::string subject = file_name(file);
  const Gifti gifti = read_gifti(file);
  refuse_listed_vertices(gifti, subject);
  const GiftiArray* array = find_array(gifti, "NIFTI_INTENT_LABEL");
  const Array<std::int32_t>* keys =
      array ? std::get_if<Array<std::int32_t>>(&array->values) : nullptr;
  if (!keys || gifti.label_names.empty()) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected labels: an array of integers of NIFTI_INTENT_LABEL and a LabelTable");
  }
  Annotation annotation;
  annotation.vertex_count = int(keys->values.size());
  std::map<std::int32_t, std::vector<int>> vertices_of_key;
  for (int v = 0; v < annotation.vertex_count; ++v) vertices_of_key[keys->values[v]].push_back(v);
  for (const auto& [key, name] : gifti.label_names) {
    const auto found = vertices_of_key.find(key);
    if (found != vertices_of_key.end()) annotation.parcels.push_back({name, found->second});
  }
  return annotation;
}

}  // namespace cortiscope
