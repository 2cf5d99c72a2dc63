#include "core/io/freesurfer_writers.h"

#include "core/io/atomic_file.h"
#include "core/io/byte_writer.h"
#include "core/io/deflate.h"

namespace cortiscope {

void write_freesurfer_surface(const Surface& surface, const std::filesystem::path& file) {
  ByteWriter writer;
  writer.bytes("\xff\xff\xfe");
  writer.bytes("created by cortiscope\n\n");
  writer.int32(std::int64_t(surface.vertices.size()));
  writer.int32(std::int64_t(surface.triangles.size()));
  for (const Eigen::Vector3f& vertex : surface.vertices) {
    for (const float coordinate : vertex) writer.float32(coordinate);
  }
  for (const Eigen::Vector3i& triangle : surface.triangles) {
    for (const int corner : triangle) writer.int32(corner);
  }
  write_file(file, writer.written());
}

void write_freesurfer_curvature(const std::vector<float>& values,
                                const std::filesystem::path& file) {
  ByteWriter writer;
  writer.bytes("\xff\xff\xff");
  writer.int32(std::int64_t(values.size()));
  writer.int32(0);
  writer.int32(1);  // values a vertex
  for (const float value : values) writer.float32(value);
  write_file(file, writer.written());
}

void write_mgh_maps(const Array<float>& maps, const std::filesystem::path& file) {
  constexpr std::size_t kHeaderSize = 284;
  constexpr int kFloat32 = 3;
  ByteWriter writer;
  writer.int32(1);  // version
  writer.int32(maps.row_size());
  writer.int32(1);
  writer.int32(1);
  writer.int32(maps.rows());
  writer.int32(kFloat32);
  writer.fill_to(kHeaderSize);
  for (const float value : maps.values) writer.float32(value);
  const bool is_compressed = file.extension() == ".mgz";
  write_file(file,
             is_compressed ? deflate_bytes(writer.written(), Wrapping::kGzip) : writer.written());
}

}  // namespace cortiscope
