#include "core/io/gifti/gifti.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <pugixml.hpp>
#include <set>

#include "core/base/error.h"
#include "core/io/allowance.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti/gifti_data.h"
#include "core/io/gifti/xml_document.h"
#include "core/io/inflate.h"
#include "core/io/surface_check.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

constexpr std::size_t kLargestText = std::size_t(1) << 30;
std::string read_text(const std::filesystem::path& file, const std::string& subject) {
  std::string bytes = read_file_bytes(file, kLargestText);
  if (!is_gzip(bytes)) return bytes;
  return inflate_all(bytes, std::min<std::uint64_t>(kLargestText, most_bytes_of(bytes.size())),
                     subject);
}

Shape read_shape(const pugi::xml_node& node, const std::string& subject) {
  constexpr std::int64_t kLargest = std::int64_t(1) << 31;
  const int axes = node.attribute("Dimensionality").as_int();
  if (axes < 1 || axes > 6) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected a Dimensionality from 1 to 6, found " +
                    in_quotes(node.attribute("Dimensionality").value()),
                "the file is damaged; export it again");
  }
  Shape shape;
  std::int64_t count = 1;
  for (int axis = 0; axis < axes; ++axis) {
    const std::string name = "Dim" + std::to_string(axis);
    const std::int64_t extent = node.attribute(name.c_str()).as_llong(-1);
    if (extent < 1 || extent > kLargest || count > kLargest / extent) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected " + name + " to be a size, found " +
                      in_quotes(node.attribute(name.c_str()).value()),
                  "the file is damaged; export it again");
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
                    std::to_string(layout.shape.size()),
                "export it again in row-major order");
  }
  const std::filesystem::path external = node.attribute("ExternalFileName").value();
  constexpr std::size_t kLongestName = 255;  // of any file system
  if (external.has_parent_path() || external.native().size() > kLongestName) {
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

template <class T>
Array<T> transposed(const Array<T>& rows) {
  Array<T> turned(Shape{rows.shape[1], rows.shape[0]});
  for (std::int64_t i = 0; i < rows.shape[0]; ++i) {
    for (std::int64_t j = 0; j < rows.shape[1]; ++j) turned.row(j)[i] = rows.row(i)[j];
  }
  return turned;
}

/// The rows of three of a surface's array; some programs write three rows instead.
template <class T>
Array<T> rows_of_three(const Gifti& gifti, const std::string& intent, const char* what,
                       const std::string& subject) {
  const GiftiArray* array = find_array(gifti, intent);
  if (!array) {
    throw Error(ErrorKind::kBadFormat, subject,
                std::string("expected a surface, found no array of ") + what + " (" + intent + ")",
                "is this the right file?");
  }
  const Array<T>* rows = std::get_if<Array<T>>(&array->values);
  if (!rows) {
    throw Error(ErrorKind::kBadFormat, subject,
                std::string("expected ") + what + " as " +
                    (std::is_floating_point_v<T> ? "floating-point numbers, found integers"
                                                 : "integers, found floating-point numbers"),
                "export it again, or convert it with the program that wrote it");
  }
  if (rows->shape.size() == 2 && rows->shape[0] == 3 && rows->shape[1] != 3)
    return transposed(*rows);
  if (rows->shape.size() != 2 || rows->shape[1] != 3) {
    throw Error(
        ErrorKind::kBadShape, subject,
        std::string("expected ") + what + " of shape (*, 3), found " + to_string(rows->shape),
        "is this the right file?");
  }
  return *rows;
}

/// The vertices of a file's values, if it lists them.
struct ListedVertices {
  std::vector<std::int32_t> vertices;
  int mesh_size = 0;  ///< V
};

std::optional<ListedVertices> read_listed_vertices(const Gifti& gifti, const MeshSize& mesh_size,
                                                   const std::string& subject) {
  const GiftiArray* array = find_array(gifti, "NIFTI_INTENT_NODE_INDEX");
  if (!array) return std::nullopt;
  const auto* indices = std::get_if<Array<std::int32_t>>(&array->values);
  if (!indices) {
    throw Error(
        ErrorKind::kBadFormat, subject,
        "expected the listed vertices (NIFTI_INTENT_NODE_INDEX) as integers, found floating-point "
        "numbers",
        "export it again with NIFTI_TYPE_INT32 for them");
  }
  ListedVertices listed;
  listed.vertices = indices->values;
  std::vector<std::int32_t> sorted = listed.vertices;
  std::sort(sorted.begin(), sorted.end());
  const std::optional<int> asked = mesh_size ? mesh_size() : std::nullopt;
  if (const GiftiArray* points = find_array(gifti, "NIFTI_INTENT_POINTSET")) {
    const Shape& shape = points->shape();
    listed.mesh_size = int(shape[0] == 3 && shape.size() == 2 ? shape[1] : shape[0]);
  } else if (asked) {
    listed.mesh_size = *asked;
  } else if (sorted.front() == 0 && sorted.back() == int(sorted.size()) - 1) {
    listed.mesh_size = int(sorted.size());
  } else {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected a value for every vertex, found values for listed vertices only "
                "(NIFTI_INTENT_NODE_INDEX)",
                "put a surface of its mesh beside it, such as lh.pial or lh.pial.surf.gii");
  }
  for (const std::int32_t wrong : {sorted.front(), sorted.back()}) {
    if (wrong >= 0 && wrong < listed.mesh_size) continue;
    throw Error(ErrorKind::kBadValue, subject,
                "expected listed vertices from 0 to " + std::to_string(listed.mesh_size - 1) +
                    ", found " + std::to_string(wrong),
                "is the surface beside it of another mesh?");
  }
  return listed;
}

void check_listed_count(std::int64_t count, const ListedVertices& listed,
                        const std::string& subject) {
  if (count == std::int64_t(listed.vertices.size())) return;
  throw Error(ErrorKind::kBadShape, subject,
              "expected " + std::to_string(listed.vertices.size()) +
                  " values, one per listed vertex, found " + std::to_string(count),
              "the file is damaged; export it again");
}

/// Maps of the listed vertices as maps of the whole mesh.
Array<float> expanded(const Array<float>& maps, const ListedVertices& listed,
                      const std::string& subject) {
  check_listed_count(maps.row_size(), listed, subject);
  Array<float> whole(Shape{maps.rows(), listed.mesh_size}, std::numeric_limits<float>::quiet_NaN());
  for (std::int64_t k = 0; k < maps.rows(); ++k) {
    for (std::size_t i = 0; i < listed.vertices.size(); ++i) {
      whole.row(k)[listed.vertices[i]] = maps.row(k)[i];
    }
  }
  return whole;
}

/// Keys as whole numbers: some programs write them as floating-point ones.
std::vector<std::int32_t> keys_of(const GiftiArray& array, const std::string& subject) {
  if (const auto* keys = std::get_if<Array<std::int32_t>>(&array.values)) return keys->values;
  std::vector<std::int32_t> keys;
  for (const float key : std::get<Array<float>>(array.values).values) {
    if (!(std::abs(key) < 2147483648.0F) || key != std::floor(key)) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected labels that are whole numbers, found " + std::to_string(key),
                  "the file is damaged; copy it again");
    }
    keys.push_back(std::int32_t(key));
  }
  return keys;
}

bool holds_maps(const GiftiArray& array) {
  return array.intent != "NIFTI_INTENT_POINTSET" && array.intent != "NIFTI_INTENT_TRIANGLE" &&
         array.intent != "NIFTI_INTENT_NODE_INDEX";
}

/// An array's shape without last axes of 1.
Shape trimmed_shape(const GiftiArray& array) {
  Shape shape = array.shape();
  while (shape.size() > 2 && shape.back() == 1) shape.pop_back();
  return shape;
}

bool is_one_row(const Shape& shape) { return shape.size() == 2 && shape[0] == 1; }

/// The maps of an array that holds_maps.
std::int64_t column_count(const Shape& shape) {
  return shape.size() == 2 && !is_one_row(shape) ? shape[1] : 1;
}

/// The metadata of DataArray elements.
struct Besides {
  std::size_t metadata = 0;
  std::size_t transforms = 0;
};

void count_besides(const pugi::xml_node& node, const std::map<std::string, std::string>& metadata,
                   Besides& besides) {
  // Not lost: the writer derives the structure from the file's name.
  besides.metadata += metadata.size() - metadata.count("AnatomicalStructurePrimary");
  for (const pugi::xml_node transform : node.children("CoordinateSystemTransformMatrix")) {
    std::string_view text = transform.child("MatrixData").text().get();
    double value = 0;
    for (int i = 0; i < 16 && take_number(text, value); ++i) {
      if (value == (i % 5 == 0 ? 1 : 0)) continue;
      ++besides.transforms;
      break;
    }
  }
}

/// Appends the maps of one array: (V), (V, K) or (1, V); further axes of 1 are ignored.
void append_maps(const GiftiArray& array, const std::string& subject, Array<float>& maps,
                 Dropped* dropped) {
  const Shape shape = trimmed_shape(array);
  if (shape.size() > 2) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected one number per vertex, found an array of shape " + to_string(shape),
                "export each of its maps as an array of its own");
  }
  const std::int64_t vertex_count = is_one_row(shape) ? shape[1] : shape[0];
  const std::int64_t columns = column_count(shape);
  if (maps.empty()) maps.shape = {0, vertex_count};
  if (maps.shape[1] != vertex_count) {
    throw Error(ErrorKind::kBadShape, subject,
                "expected all arrays to have " + std::to_string(maps.shape[1]) +
                    " vertices, found one of " + std::to_string(vertex_count),
                "put the maps of each mesh into a file of their own");
  }
  maps.values.reserve(maps.values.size() + std::size_t(element_count(shape)));
  std::size_t rounded = 0;
  std::visit(
      [&](const auto& values) {
        for (std::int64_t column = 0; column < columns; ++column) {
          for (std::int64_t v = 0; v < vertex_count; ++v) {
            const auto value = values.values[std::size_t(v * columns + column)];
            maps.values.push_back(float(value));
            rounded += double(maps.values.back()) != double(value) && value == value;
          }
        }
      },
      array.values);
  maps.shape[0] += columns;
  if (rounded > 0) {
    note(dropped,
         "precision: " + std::to_string(rounded) + " integers are rounded to 32-bit floats");
  }
}

}  // namespace

const Shape& GiftiArray::shape() const {
  return std::visit([](const auto& array) -> const Shape& { return array.shape; }, values);
}

Gifti read_gifti(const std::filesystem::path& file, Dropped* dropped) {
  const std::string subject = file_name(file);
  Allowance allowance(size_of_file(file));
  std::string text = read_text(file, subject);
  pugi::xml_document document;
  const pugi::xml_node root = parse_xml(text, "GIFTI", subject, document);
  Gifti gifti;
  gifti.metadata = read_metadata(root);
  gifti.labels = read_label_table(root.child("LabelTable"), dropped);
  Besides besides;
  count_besides(root, gifti.metadata, besides);
  Allowance external_allowance(0);
  std::set<std::filesystem::path> external_files;
  for (const pugi::xml_node node : root.children("DataArray")) {
    const std::string array_subject =
        subject + ":DataArray " + std::to_string(gifti.arrays.size() + 1);
    GiftiArray array;
    array.intent = node.attribute("Intent").value();
    array.metadata = read_metadata(node);
    count_besides(node, array.metadata, besides);
    const GiftiLayout layout = read_layout(node, file, array_subject);
    if (layout.is_external() && external_files.insert(layout.external_file).second) {
      external_allowance.add_raw_file(size_of_file(layout.external_file));
    }
    array.values = decode_gifti_data(layout, node.child("Data").text().get(),
                                     layout.is_external() ? external_allowance : allowance,
                                     array_subject, dropped);
    gifti.arrays.push_back(std::move(array));
  }
  if (besides.metadata > 0) {
    note(dropped, std::to_string(besides.metadata) + " entries of metadata");
  }
  if (besides.transforms > 0) {
    note(dropped, std::to_string(besides.transforms) + " coordinate transforms");
  }
  return gifti;
}

Surface read_gifti_surface(const std::filesystem::path& file, Dropped* dropped) {
  return gifti_surface(read_gifti(file, dropped), file_name(file), dropped);
}

Surface gifti_surface(const Gifti& gifti, const std::string& subject, Dropped* dropped) {
  const Array<float> points =
      rows_of_three<float>(gifti, "NIFTI_INTENT_POINTSET", "points", subject);
  const Array<std::int32_t> corners =
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
  if (gifti.arrays.size() > 2) {
    note(dropped, std::to_string(gifti.arrays.size() - 2) + " arrays beside points and triangles");
  }
  return surface;
}

Array<float> read_gifti_maps(const std::filesystem::path& file, Dropped* dropped,
                             const MeshSize& mesh_size) {
  return gifti_maps(read_gifti(file, dropped), file_name(file), dropped, mesh_size);
}

Array<float> gifti_maps(const Gifti& gifti, const std::string& subject, Dropped* dropped,
                        const MeshSize& mesh_size) {
  const auto listed = read_listed_vertices(gifti, mesh_size, subject);
  Array<float> maps;
  for (const GiftiArray& array : gifti.arrays) {
    if (holds_maps(array)) append_maps(array, subject, maps, dropped);
  }
  if (maps.empty()) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected values at the vertices, found no array of them",
                gifti.arrays.empty() ? "the file holds no data"
                : listed             ? "the file holds a list of vertices"
                                     : "the file holds a surface");
  }
  if (!gifti.labels.empty()) note(dropped, "the names and colours of labels");
  return listed ? expanded(maps, *listed, subject) : maps;
}

std::vector<std::string> gifti_map_names(const Gifti& gifti) {
  std::vector<std::string> names;
  const bool has_labels = find_array(gifti, "NIFTI_INTENT_LABEL");
  for (const GiftiArray& array : gifti.arrays) {
    if (!holds_maps(array) || (has_labels && array.intent != "NIFTI_INTENT_LABEL")) continue;
    const auto name = array.metadata.find("Name");
    const std::int64_t columns = column_count(trimmed_shape(array));
    const bool is_named = columns == 1 && name != array.metadata.end();
    names.resize(names.size() + std::size_t(columns), is_named ? name->second : "");
  }
  return names;
}

std::optional<int> highest_listed_vertex(const Gifti& gifti) {
  const GiftiArray* array = find_array(gifti, "NIFTI_INTENT_NODE_INDEX");
  const auto* indices = array ? std::get_if<Array<std::int32_t>>(&array->values) : nullptr;
  if (!indices || find_array(gifti, "NIFTI_INTENT_POINTSET")) return std::nullopt;
  constexpr std::int32_t kMostVertices = 10000000;  // the finest mesh in use has 164,000
  const std::int32_t highest = *std::max_element(indices->values.begin(), indices->values.end());
  return highest >= 0 && highest < kMostVertices ? std::optional<int>(highest) : std::nullopt;
}

Annotation read_gifti_labels(const std::filesystem::path& file, Dropped* dropped,
                             const MeshSize& mesh_size) {
  return gifti_labels(read_gifti(file, dropped), file_name(file), dropped, mesh_size);
}

Annotation gifti_labels(const Gifti& gifti, const std::string& subject, Dropped* dropped,
                        const MeshSize& mesh_size, std::size_t which) {
  std::vector<const GiftiArray*> all;
  for (const GiftiArray& array : gifti.arrays) {
    if (array.intent == "NIFTI_INTENT_LABEL") all.push_back(&array);
  }
  if (which >= all.size()) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected labels, found no array of NIFTI_INTENT_LABEL",
                "is this the right file? Values are drawn as an overlay");
  }
  note_other_maps(all.size(), which, "label array", dropped);
  constexpr std::int32_t kNotListed = std::numeric_limits<std::int32_t>::min();
  std::vector<std::int32_t> keys = keys_of(*all[which], subject);
  if (const auto listed = read_listed_vertices(gifti, mesh_size, subject)) {
    check_listed_count(std::int64_t(keys.size()), *listed, subject);
    std::vector<std::int32_t> whole(std::size_t(listed->mesh_size), kNotListed);
    for (std::size_t i = 0; i < keys.size(); ++i) whole[listed->vertices[i]] = keys[i];
    keys = std::move(whole);
  }
  const auto unnamed = [](std::int32_t key) {
    return key == kNotListed ? std::nullopt : unnamed_label(key);
  };
  return annotation_of(keys, gifti.labels, unnamed, dropped);
}

}  // namespace cortiscope
