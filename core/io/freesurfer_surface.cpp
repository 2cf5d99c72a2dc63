#include "core/io/freesurfer_surface.h"

#include "core/base/error.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"
#include "core/io/surface_check.h"

namespace cortiscope {
namespace {

constexpr std::uint32_t kTriangleMagic = 0xFFFFFE;
constexpr std::int32_t kPatchHeader = -1;
constexpr std::uint64_t kBytesPerVertex = 12;
constexpr std::uint64_t kBytesPerTriangle = 12;
constexpr std::uint64_t kBytesPerPatchVertex = 16;

/// The comment ends with an empty line: two line feeds.
void skip_comment(ByteReader& reader) {
  char previous = 0;
  for (;;) {
    const char next = reader.take(1, "the comment and the empty line that ends it")[0];
    if (next == '\n' && previous == '\n') return;
    previous = next;
  }
}

}  // namespace

Surface read_freesurfer_surface(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  if (bytes.size() < 3 || reader.uint24("the magic number") != kTriangleMagic) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected a FreeSurfer triangle surface, which starts with the bytes FF FF FE",
                "quadrangle surfaces must be converted with mris_convert");
  }
  skip_comment(reader);
  const std::int32_t vertex_count = reader.int32("the vertex count");
  const std::int32_t triangle_count = reader.int32("the triangle count");
  if (vertex_count < 1 || triangle_count < 0) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected counts of vertices and triangles, found " + std::to_string(vertex_count) +
                    " and " + std::to_string(triangle_count),
                "the file is damaged; copy it again");
  }
  reader.require(kBytesPerVertex * std::uint64_t(vertex_count) +
                     kBytesPerTriangle * std::uint64_t(triangle_count),
                 std::to_string(vertex_count) + " vertices and " + std::to_string(triangle_count) +
                     " triangles");
  Surface surface;
  surface.vertices.resize(std::size_t(vertex_count));
  for (Eigen::Vector3f& vertex : surface.vertices) {
    for (float& coordinate : vertex) coordinate = reader.float32("coordinates");
  }
  surface.triangles.resize(std::size_t(triangle_count));
  for (Eigen::Vector3i& triangle : surface.triangles) {
    for (int& corner : triangle) corner = reader.int32("triangles");
  }
  check_surface(surface, reader.subject());
  return surface;
}

FlatPatch read_freesurfer_patch(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  if (bytes.size() < 8 || reader.int32("the header") != kPatchHeader) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected a FreeSurfer patch, which starts with the bytes FF FF FF FF");
  }
  const std::int32_t count = reader.int32("the vertex count");
  if (count < 1) {
    throw Error(ErrorKind::kBadFormat, reader.subject(),
                "expected a count of vertices, found " + std::to_string(count),
                "the file is damaged; copy it again");
  }
  reader.require(kBytesPerPatchVertex * std::uint64_t(count),
                 std::to_string(count) + " vertices of the patch");
  FlatPatch patch;
  patch.vertices.resize(std::size_t(count));
  patch.positions.resize(std::size_t(count));
  for (std::size_t i = 0; i < patch.vertices.size(); ++i) {
    const std::int64_t stored = reader.int32("an index");
    if (stored == 0) {
      throw Error(ErrorKind::kBadValue, reader.subject(),
                  "expected indices counted from 1, found 0 at entry " + std::to_string(i),
                  "the file is damaged; copy it again");
    }
    patch.vertices[i] = int((stored < 0 ? -stored : stored) - 1);
    for (float& coordinate : patch.positions[i]) coordinate = reader.float32("coordinates");
    if (!patch.positions[i].allFinite()) {
      throw Error(ErrorKind::kBadValue, reader.subject(),
                  "expected finite coordinates, found NaN or infinity at vertex " +
                      std::to_string(patch.vertices[i]),
                  "flatten the patch again");
    }
  }
  return patch;
}

Surface flat_surface(const FlatPatch& patch, int vertex_count,
                     const std::vector<Eigen::Vector3i>& triangles, const std::string& subject) {
  Surface surface;
  surface.vertices.resize(std::size_t(vertex_count), Eigen::Vector3f::Zero());
  std::vector<bool> inside(std::size_t(vertex_count), false);
  for (std::size_t i = 0; i < patch.vertices.size(); ++i) {
    const int vertex = patch.vertices[i];
    if (vertex >= vertex_count) {
      throw Error(ErrorKind::kBadShape, subject,
                  "expected vertices of a mesh of " + std::to_string(vertex_count) + ", found " +
                      std::to_string(vertex),
                  "is the patch of another subject?");
    }
    if (inside[vertex]) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected each vertex once, found " + std::to_string(vertex) + " twice",
                  "flatten the patch again");
    }
    surface.vertices[vertex] = patch.positions[i];
    inside[vertex] = true;
  }
  for (const Eigen::Vector3i& triangle : triangles) {
    if (inside[triangle[0]] && inside[triangle[1]] && inside[triangle[2]]) {
      surface.triangles.push_back(triangle);
    }
  }
  if (surface.triangles.empty()) {
    throw Error(ErrorKind::kBadValue, subject, "no triangle of the mesh lies in the patch",
                "is the patch of another subject?");
  }
  return surface;
}

}  // namespace cortiscope
