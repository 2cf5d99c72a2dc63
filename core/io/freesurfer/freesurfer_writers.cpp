#include "core/io/freesurfer/freesurfer_writers.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <utility>

#include "core/io/atomic_file.h"
#include "core/io/byte_writer.h"
#include "core/io/deflate.h"

namespace cortiscope {
namespace {

/// True for each vertex of an edge that only one triangle has.
std::vector<bool> border_vertices(const Surface& surface) {
  std::map<std::pair<int, int>, int> triangles_of_edge;
  for (const Eigen::Vector3i& t : surface.triangles) {
    for (int i = 0; i < 3; ++i) ++triangles_of_edge[std::minmax({t[i], t[(i + 1) % 3]})];
  }
  std::vector<bool> is_border(surface.vertices.size(), false);
  for (const auto& [edge, count] : triangles_of_edge) {
    if (count == 1) is_border[std::size_t(edge.first)] = is_border[std::size_t(edge.second)] = true;
  }
  return is_border;
}

}  // namespace

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

void write_freesurfer_text_surface(const Surface& surface, const std::filesystem::path& file) {
  std::string text = "#!ascii version of a surface, created by cortiscope\n" +
                     std::to_string(surface.vertices.size()) + " " +
                     std::to_string(surface.triangles.size()) + "\n";
  char line[80];
  for (const Eigen::Vector3f& v : surface.vertices) {
    std::snprintf(line, sizeof line, "%.9g  %.9g  %.9g  0\n", double(v.x()), double(v.y()),
                  double(v.z()));
    text += line;
  }
  for (const Eigen::Vector3i& t : surface.triangles) {
    std::snprintf(line, sizeof line, "%d %d %d 0\n", t[0], t[1], t[2]);
    text += line;
  }
  write_file(file, text);
}

void write_freesurfer_patch(const Surface& flat, const std::filesystem::path& file) {
  const std::vector<bool> used = used_vertices(flat);
  const std::vector<bool> border = border_vertices(flat);
  ByteWriter writer;
  writer.int32(-1);
  writer.int32(std::count(used.begin(), used.end(), true));
  for (std::size_t v = 0; v < used.size(); ++v) {
    if (!used[v]) continue;
    writer.int32(border[v] ? -std::int64_t(v) - 1 : std::int64_t(v) + 1);
    for (const float coordinate : flat.vertices[v]) writer.float32(coordinate);
  }
  write_file(file, writer.written());
}

void write_freesurfer_curvature(const std::vector<float>& values,
                                const std::filesystem::path& file) {
  ByteWriter writer;
  writer.bytes("\xff\xff\xff");
  writer.int32(std::int64_t(values.size()));
  writer.int32(0);
  writer.int32(1);  // values per vertex
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
