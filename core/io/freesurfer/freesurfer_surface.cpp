#include "core/io/freesurfer/freesurfer_surface.h"

#include <array>
#include <cmath>
#include <cstdlib>

#include "core/base/error.h"
#include "core/io/byte_reader.h"
#include "core/io/file_bytes.h"
#include "core/io/surface_check.h"
#include "core/io/text_lines.h"

namespace cortiscope {
namespace {

constexpr std::uint32_t kTriangleMagic = 0xFFFFFE;
constexpr std::uint32_t kOldQuadrangleMagic = 0xFFFFFF;
constexpr std::uint32_t kNewQuadrangleMagic = 0xFFFFFD;
constexpr std::int32_t kPatchHeader = -1;
constexpr std::uint64_t kBytesPerVertex = 12;
constexpr std::uint64_t kBytesPerOldVertex = 6;
constexpr std::uint64_t kBytesPerFace = 12;  // three numbers of four bytes, or four of three
constexpr std::uint64_t kBytesPerPatchVertex = 16;
constexpr std::string_view kTextMark = "#!ascii";

/// The comment ends with an empty line: two line feeds.
void skip_comment(ByteReader& reader) {
  char previous = 0;
  for (;;) {
    const char next = reader.take(1, "the comment and the empty line that ends it")[0];
    if (next == '\n' && previous == '\n') return;
    previous = next;
  }
}

void check_counts(std::int64_t vertex_count, std::int64_t face_count, const std::string& subject) {
  if (vertex_count >= 1 && face_count >= 0) return;
  throw Error(ErrorKind::kBadFormat, subject,
              "expected counts of vertices and triangles, found " + std::to_string(vertex_count) +
                  " and " + std::to_string(face_count),
              "the file is damaged; copy it again");
}

Surface read_triangles(ByteReader& reader, Dropped* dropped) {
  skip_comment(reader);
  const std::int32_t vertex_count = reader.int32("the vertex count");
  const std::int32_t triangle_count = reader.int32("the triangle count");
  check_counts(vertex_count, triangle_count, reader.subject());
  reader.require(
      kBytesPerVertex * std::uint64_t(vertex_count) + kBytesPerFace * std::uint64_t(triangle_count),
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
  if (reader.remaining() > 0) note(dropped, "the volume geometry behind the triangles");
  return surface;
}

/// FreeSurfer's choice between the two diagonals, arbitrary but always the same.
bool is_cut_from_second_corner(const std::array<int, 4>& corners) {
  return std::lround(std::sqrt(1.9 * corners[0]) + std::sqrt(3.5 * corners[1])) % 2 == 0;
}

Surface read_quadrangles(ByteReader& reader, bool has_floats) {
  const std::uint32_t vertex_count = reader.uint24("the vertex count");
  const std::uint32_t quadrangle_count = reader.uint24("the quadrangle count");
  check_counts(vertex_count, quadrangle_count, reader.subject());
  reader.require((has_floats ? kBytesPerVertex : kBytesPerOldVertex) * vertex_count +
                     kBytesPerFace * quadrangle_count,
                 std::to_string(vertex_count) + " vertices and " +
                     std::to_string(quadrangle_count) + " quadrangles");
  Surface surface;
  surface.vertices.resize(vertex_count);
  for (Eigen::Vector3f& vertex : surface.vertices) {
    for (float& coordinate : vertex) {
      coordinate =
          has_floats ? reader.float32("coordinates") : float(reader.int16("coordinates") / 100.0);
    }
  }
  surface.triangles.reserve(2 * std::size_t(quadrangle_count));
  for (std::uint32_t i = 0; i < quadrangle_count; ++i) {
    std::array<int, 4> c{};
    for (int& corner : c) corner = int(reader.uint24("quadrangles"));
    if (is_cut_from_second_corner(c)) {
      surface.triangles.push_back({c[0], c[1], c[3]});
      surface.triangles.push_back({c[2], c[3], c[1]});
    } else {
      surface.triangles.push_back({c[0], c[1], c[2]});
      surface.triangles.push_back({c[0], c[2], c[3]});
    }
  }
  return surface;
}

/// The two counts at the start of a text, which must have that many lines.
std::array<std::int64_t, 2> take_counts(TextLines& lines, std::string_view text,
                                        const std::string& subject) {
  std::array<std::int64_t, 2> counts{};
  const auto line = lines.next();
  if (!line || !take_numbers(*line, counts)) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected counts of vertices and triangles after the comment, found none",
                "the file is cut short or damaged; copy it again");
  }
  check_counts(counts[0], counts[1], subject);
  constexpr std::int64_t kLeastLetters = 2;
  const auto most = std::int64_t(text.size()) / kLeastLetters;
  if (counts[0] > most || counts[1] > most) {
    throw Error(ErrorKind::kBadFormat, subject,
                "expected lines for " + std::to_string(counts[0]) + " vertices and " +
                    std::to_string(counts[1]) + " triangles, found " + std::to_string(text.size()) +
                    " letters",
                "the file is cut short or damaged; copy it again");
  }
  return counts;
}

template <class Numbers>
void take_line(TextLines& lines, const char* what, std::size_t index, std::size_t count,
               const std::string& subject, Numbers& numbers) {
  const auto line = lines.next();
  if (line && take_numbers(*line, numbers)) return;
  throw Error(ErrorKind::kBadFormat, subject,
              "expected " + std::to_string(count) + " lines of " + what + ", found " +
                  std::to_string(index),
              "the file is cut short or damaged; copy it again");
}

Surface read_text_surface(std::string_view text, const std::string& subject) {
  TextLines lines(text);
  const auto counts = take_counts(lines, text, subject);
  Surface surface;
  surface.vertices.resize(std::size_t(counts[0]));
  for (std::size_t v = 0; v < surface.vertices.size(); ++v) {
    take_line(lines, "x, y and z", v, surface.vertices.size(), subject, surface.vertices[v]);
  }
  surface.triangles.resize(std::size_t(counts[1]));
  for (std::size_t t = 0; t < surface.triangles.size(); ++t) {
    take_line(lines, "three corners", t, surface.triangles.size(), subject, surface.triangles[t]);
  }
  return surface;
}

void add_patch_vertex(FlatPatch& patch, std::int64_t vertex, const Eigen::Vector3f& position,
                      const std::string& subject) {
  if (!position.allFinite()) {
    throw Error(
        ErrorKind::kBadValue, subject,
        "expected finite coordinates, found NaN or infinity at vertex " + std::to_string(vertex),
        "flatten the patch again");
  }
  patch.vertices.push_back(int(vertex));
  patch.positions.push_back(position);
}

/// The vertex of an index: plus one, and negative at the border.
std::int64_t vertex_of(std::int64_t stored, std::size_t entry, const std::string& subject) {
  if (stored == 0) {
    throw Error(ErrorKind::kBadValue, subject,
                "expected indices counted from 1, found 0 at entry " + std::to_string(entry),
                "the file is damaged; copy it again");
  }
  return std::abs(stored) - 1;
}

/// Two lines per vertex: its index, "-2502 vno=2501" or in older files "2501", then x, y and z.
FlatPatch read_text_patch(std::string_view text, const std::string& subject) {
  TextLines lines(text);
  const auto counts = take_counts(lines, text, subject);
  FlatPatch patch;
  for (std::size_t i = 0; i < std::size_t(counts[0]); ++i) {
    auto line = lines.next();
    std::int32_t stored = 0;
    Eigen::Vector3f position;
    if (!line || !take_number(*line, stored)) {
      throw Error(ErrorKind::kBadFormat, subject,
                  "expected " + std::to_string(counts[0]) + " vertices of the patch, found " +
                      std::to_string(i),
                  "the file is cut short or damaged; copy it again");
    }
    const bool is_old = line->find("vno") == std::string_view::npos;
    if (is_old && stored < 0) {
      throw Error(ErrorKind::kBadValue, subject,
                  "expected vertex indices from 0, found " + std::to_string(stored),
                  "the file is damaged; copy it again");
    }
    take_line(lines, "x, y and z", i, std::size_t(counts[0]), subject, position);
    add_patch_vertex(patch, is_old ? stored : vertex_of(stored, i, subject), position, subject);
  }
  return patch;
}

}  // namespace

Surface read_freesurfer_surface(const std::filesystem::path& file, Dropped* dropped) {
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  const std::string_view start = std::string_view(bytes).substr(0, kTextMark.size());
  const bool is_text = start == kTextMark || (!start.empty() && start[0] >= '0' && start[0] <= '9');
  const std::uint32_t magic = is_text || bytes.size() < 3 ? 0 : reader.uint24("the magic number");
  Surface surface;
  if (is_text) {
    surface = read_text_surface(bytes, reader.subject());
  } else if (magic == kTriangleMagic) {
    surface = read_triangles(reader, dropped);
  } else if (magic == kOldQuadrangleMagic || magic == kNewQuadrangleMagic) {
    surface = read_quadrangles(reader, magic == kNewQuadrangleMagic);
  } else {
    throw Error(
        ErrorKind::kBadFormat, reader.subject(),
        "expected a FreeSurfer surface, which starts with the bytes FF FF and FD, FE or FF, "
        "or with \"#!ascii\", found another file",
        "is this the right file?");
  }
  check_surface(surface, reader.subject());
  return surface;
}

bool is_old_quadrangle_surface(std::string_view start, std::uintmax_t file_size) {
  constexpr std::size_t kHeader = 15;  // of a curv file; the other's has 9 bytes
  ByteReader reader(start, "");
  if (start.size() < kHeader || reader.uint24("") != kOldQuadrangleMagic) return false;
  ByteReader curv(start.substr(3), "");
  const std::uintmax_t curv_count = std::uint32_t(curv.int32(""));
  if (file_size >= kHeader + 4 * curv_count) return false;
  const std::uintmax_t vertices = reader.uint24("");
  const std::uintmax_t quadrangles = reader.uint24("");
  return vertices > 0 && quadrangles > 0 &&
         file_size >= 9 + kBytesPerOldVertex * vertices + kBytesPerFace * quadrangles;
}

FlatPatch read_freesurfer_patch(const std::filesystem::path& file) {
  const std::string bytes = read_file_bytes(file);
  ByteReader reader(bytes, file_name(file));
  if (bytes.compare(0, kTextMark.size(), kTextMark) == 0) {
    return read_text_patch(bytes, reader.subject());
  }
  if (bytes.size() < 8 || reader.int32("the header") != kPatchHeader) {
    throw Error(
        ErrorKind::kBadFormat, reader.subject(),
        "expected a FreeSurfer patch, which starts with the bytes FF FF FF FF, found another "
        "file",
        "is this the right file?");
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
  for (std::size_t i = 0; i < std::size_t(count); ++i) {
    const std::int64_t vertex = vertex_of(reader.int32("an index"), i, reader.subject());
    Eigen::Vector3f position;
    for (float& coordinate : position) coordinate = reader.float32("coordinates");
    add_patch_vertex(patch, vertex, position, reader.subject());
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
