#include <algorithm>

#include "core/base/error.h"
#include "core/io/atomic_file.h"
#include "core/io/cifti/cifti.h"
#include "core/io/deflate.h"
#include "core/io/file_bytes.h"
#include "core/io/gifti/xml_document.h"
#include "core/io/nifti/nifti_writer.h"

namespace cortiscope {
namespace {

constexpr std::int32_t kCiftiExtension = 32;
constexpr std::int32_t kScalars = 3006;
constexpr std::int32_t kLabels = 3007;

std::string model_text(Hemisphere h, std::int64_t first, std::int64_t vertex_count) {
  std::string text = "<BrainModel IndexOffset=\"" + std::to_string(first) + "\" IndexCount=\"" +
                     std::to_string(vertex_count) +
                     "\" ModelType=\"CIFTI_MODEL_TYPE_SURFACE\" "
                     "BrainStructure=\"CIFTI_STRUCTURE_CORTEX_" +
                     (h == kLh ? "LEFT" : "RIGHT") + "\" SurfaceNumberOfVertices=\"" +
                     std::to_string(vertex_count) + "\"><VertexIndices>";
  for (std::int64_t v = 0; v < vertex_count; ++v) text += (v ? " " : "") + std::to_string(v);
  return text + "</VertexIndices></BrainModel>\n";
}

/// @param named_maps  the NamedMap elements
/// @param type        of the maps' dimension: "SCALARS" or "LABELS"
std::string cifti_text(const std::string& named_maps, const std::string& type,
                       const std::array<std::int64_t, 2>& vertex_counts) {
  std::string models;
  std::int64_t first = 0;
  for (const Hemisphere h : kHemispheres) {
    if (vertex_counts[h] > 0) models += model_text(h, first, vertex_counts[h]);
    first += vertex_counts[h];
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CIFTI Version=\"2\"><Matrix>\n"
         "<MatrixIndicesMap AppliesToMatrixDimension=\"0\" "
         "IndicesMapToDataType=\"CIFTI_INDEX_TYPE_" +
         type + "\">\n" + named_maps +
         "</MatrixIndicesMap>\n<MatrixIndicesMap AppliesToMatrixDimension=\"1\" "
         "IndicesMapToDataType=\"CIFTI_INDEX_TYPE_BRAIN_MODELS\">\n" +
         models + "</MatrixIndicesMap>\n</Matrix></CIFTI>";
}

void write(const ByteWriter& writer, const std::filesystem::path& file) {
  write_file(file, file.extension() == ".gz" ? deflate_bytes(writer.written(), Wrapping::kGzip)
                                             : writer.written());
}

/// One table for both hemispheres, and for each of them the keys of its parcels in it.
struct SharedTable {
  std::vector<Region> parcels;  ///< without vertices
  std::array<std::vector<std::int32_t>, 2> keys;
};

SharedTable shared_table(const std::array<Annotation, 2>& annotations) {
  SharedTable table;
  for (const Hemisphere h : kHemispheres) {
    for (const Region& parcel : annotations[h].parcels) {
      std::size_t at = 0;
      const std::size_t of_lh = h == kLh ? 0 : annotations[kLh].parcels.size();
      while (at < of_lh &&
             !(table.parcels[at].name == parcel.name && table.parcels[at].color == parcel.color)) {
        ++at;
      }
      if (at == of_lh) {
        at = table.parcels.size();
        table.parcels.push_back({parcel.name, {}, parcel.color});
      }
      table.keys[h].push_back(std::int32_t(at) + 1);
    }
  }
  return table;
}

}  // namespace

void write_cifti_maps(const std::vector<std::string>& map_names,
                      const std::array<Array<float>, 2>& maps, const std::filesystem::path& file) {
  const std::int64_t count = std::max(maps[kLh].rows(), maps[kRh].rows());
  for (const Hemisphere h : kHemispheres) {
    if (maps[h].empty() || maps[h].rows() == count) continue;
    throw Error(ErrorKind::kBadShape, file_name(file),
                "CIFTI-2 has as many maps of both hemispheres, found " +
                    std::to_string(maps[kLh].rows()) + " of lh and " +
                    std::to_string(maps[kRh].rows()) + " of rh",
                "convert the hemispheres one by one, or give both as many maps");
  }
  std::string names;
  for (const std::string& name : map_names) {
    names += "<NamedMap><MapName>" + escaped(name) + "</MapName></NamedMap>\n";
  }
  const std::array<std::int64_t, 2> vertex_counts = {maps[kLh].row_size(), maps[kRh].row_size()};
  ByteWriter writer =
      start_nifti2({1, 1, 1, 1, count, vertex_counts[kLh] + vertex_counts[kRh]}, kScalars,
                   "ConnDenseScalar", kCiftiExtension, cifti_text(names, "SCALARS", vertex_counts));
  for (const Hemisphere h : kHemispheres) {
    for (std::int64_t v = 0; v < vertex_counts[h]; ++v) {
      for (std::int64_t k = 0; k < count; ++k) writer.float32(maps[h].row(k)[v]);
    }
  }
  write(writer, file);
}

void write_cifti_labels(const std::vector<std::string>& map_names,
                        const std::vector<std::array<Annotation, 2>>& annotations,
                        const std::filesystem::path& file) {
  const std::array<Annotation, 2>& first = annotations.front();
  const std::array<std::int64_t, 2> vertex_counts = {first[kLh].vertex_count,
                                                     first[kRh].vertex_count};
  std::string named_maps;
  std::vector<std::array<std::vector<float>, 2>> keys;  // (K) x [lh, rh], (V) each
  for (std::size_t k = 0; k < annotations.size(); ++k) {
    const SharedTable table = shared_table(annotations[k]);
    named_maps += "<NamedMap><MapName>" + escaped(map_names[k]) + "</MapName>" +
                  label_table_text(table.parcels) + "</NamedMap>\n";
    keys.emplace_back();
    for (const Hemisphere h : kHemispheres) {
      for (const std::int32_t number : parcel_numbers(annotations[k][h], file_name(file))) {
        const bool has_parcel = number != 0;
        keys[k][h].push_back(has_parcel ? float(table.keys[h][std::size_t(number - 1)]) : 0.0F);
      }
    }
  }
  ByteWriter writer = start_nifti2(
      {1, 1, 1, 1, std::int64_t(annotations.size()), vertex_counts[kLh] + vertex_counts[kRh]},
      kLabels, "ConnDenseLabel", kCiftiExtension, cifti_text(named_maps, "LABELS", vertex_counts));
  for (const Hemisphere h : kHemispheres) {
    for (std::size_t v = 0; v < std::size_t(vertex_counts[h]); ++v) {
      for (const auto& map : keys) writer.float32(map[h][v]);
    }
  }
  write(writer, file);
}

}  // namespace cortiscope
