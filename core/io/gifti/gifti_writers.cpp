#include "core/io/gifti/gifti_writers.h"

#include <string>
#include <string_view>

#include "core/base/base64.h"
#include "core/io/atomic_file.h"
#include "core/io/deflate.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti/xml_document.h"

namespace cortiscope {
namespace {

template <class T>
std::string_view bytes_of(const T* values, std::size_t count) {
  return {reinterpret_cast<const char*>(values), count * sizeof(T)};
}

std::string structure(std::optional<Hemisphere> hemisphere) {
  if (!hemisphere) return "<MetaData/>";
  return std::string("<MetaData><MD><Name>AnatomicalStructurePrimary</Name><Value>") +
         (*hemisphere == kLh ? "CortexLeft" : "CortexRight") + "</Value></MD></MetaData>";
}

/// The machines we build for are little-endian, and the Endian attribute says so.
std::string data_array(const std::string& intent, const char* type, const Shape& shape,
                       std::string_view bytes, const std::string& inner) {
  std::string text = "<DataArray Intent=\"NIFTI_INTENT_" + intent + "\" DataType=\"NIFTI_TYPE_" +
                     type + "\" ArrayIndexingOrder=\"RowMajorOrder\" Dimensionality=\"" +
                     std::to_string(shape.size()) + "\"";
  for (std::size_t axis = 0; axis < shape.size(); ++axis) {
    text += " Dim" + std::to_string(axis) + "=\"" + std::to_string(shape[axis]) + "\"";
  }
  return text +
         " Encoding=\"GZipBase64Binary\" Endian=\"LittleEndian\" ExternalFileName=\"\" "
         "ExternalFileOffset=\"\">" +
         inner + "<Data>" + encode_base64(deflate_bytes(bytes, Wrapping::kZlib)) +
         "</Data></DataArray>\n";
}

void write_arrays(int count, const std::string& arrays, std::optional<Hemisphere> hemisphere,
                  const std::filesystem::path& file,
                  const std::string& label_table = "<LabelTable/>\n") {
  const std::string text =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE GIFTI SYSTEM "
      "\"http://www.nitrc.org/frs/download.php/115/gifti.dtd\">\n<GIFTI Version=\"1.0\" "
      "NumberOfDataArrays=\"" +
      std::to_string(count) + "\">\n" + structure(hemisphere) + label_table + arrays + "</GIFTI>\n";
  write_file(file, file.extension() == ".gz" ? deflate_bytes(text, Wrapping::kGzip) : text);
}

}  // namespace

void write_gifti_surface(const Surface& surface, std::optional<Hemisphere> hemisphere,
                         const std::filesystem::path& file) {
  static_assert(sizeof(Eigen::Vector3f) == 12 && sizeof(Eigen::Vector3i) == 12);
  const std::string no_transform =
      "<CoordinateSystemTransformMatrix><DataSpace>NIFTI_XFORM_UNKNOWN</DataSpace>"
      "<TransformedSpace>NIFTI_XFORM_UNKNOWN</TransformedSpace><MatrixData>1 0 0 0 0 1 0 0 0 0 1 0 "
      "0 0 0 1</MatrixData></CoordinateSystemTransformMatrix>";
  const std::string points =
      data_array("POINTSET", "FLOAT32", {std::int64_t(surface.vertices.size()), 3},
                 bytes_of(surface.vertices.data(), surface.vertices.size()),
                 structure(hemisphere) + no_transform);
  const std::string triangles =
      data_array("TRIANGLE", "INT32", {std::int64_t(surface.triangles.size()), 3},
                 bytes_of(surface.triangles.data(), surface.triangles.size()), "<MetaData/>");
  write_arrays(2, points + triangles, hemisphere, file);
}

void write_gifti_maps(const Array<float>& maps, std::optional<Hemisphere> hemisphere,
                      const std::filesystem::path& file) {
  std::string arrays;
  for (std::int64_t map = 0; map < maps.rows(); ++map) {
    arrays += data_array("SHAPE", "FLOAT32", {maps.row_size()},
                         bytes_of(maps.row(map), std::size_t(maps.row_size())), "<MetaData/>");
  }
  write_arrays(int(maps.rows()), arrays, hemisphere, file);
}

void write_gifti_labels(const Annotation& annotation, std::optional<Hemisphere> hemisphere,
                        const std::filesystem::path& file) {
  const std::vector<std::int32_t> keys = parcel_numbers(annotation, file_name(file));
  const std::string array = data_array("LABEL", "INT32", {std::int64_t(keys.size())},
                                       bytes_of(keys.data(), keys.size()), "<MetaData/>");
  write_arrays(1, array, hemisphere, file, label_table_text(annotation.parcels));
}

}  // namespace cortiscope
