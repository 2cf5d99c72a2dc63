#include "core/io/freesurfer/freesurfer_surface.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "core/open/file_format.h"
#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// The error message of reading a surface of these bytes.
std::string error_of_surface(const std::string& bytes) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", bytes);
  return error_of([&] { read_freesurfer_surface(folder / "lh.pial"); });
}

std::string error_of_patch(const std::string& bytes) {
  const TempDir folder;
  write_bytes(folder / "lh.patch.flat", bytes);
  return error_of([&] { read_freesurfer_patch(folder / "lh.patch.flat"); });
}

struct Entry {
  int stored_index;
  float x, y;
};

std::string patch_bytes(int count, const std::vector<Entry>& entries) {
  std::string bytes = big_endian(-1) + big_endian(count);
  for (const Entry& entry : entries) {
    bytes += big_endian(entry.stored_index) + big_endian(entry.x) + big_endian(entry.y) +
             big_endian(0.0F);
  }
  return bytes;
}

TEST(ReadFreeSurferSurface, GivesCoordinatesAndTrianglesAsStored) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron(-7)));
  const Surface surface = read_freesurfer_surface(folder / "lh.pial");
  EXPECT_EQ(surface.vertices, tetrahedron(-7).vertices);
  EXPECT_EQ(surface.triangles, tetrahedron().triangles);
}

TEST(ReadFreeSurferSurface, SaysThatThereIsNoFile) {
  const TempDir folder;
  EXPECT_EQ(error_of([&] { read_freesurfer_surface(folder / "lh.pial"); }),
            "lh.pial: no such file (looked for " + (folder / "lh.pial").string() + ")");
}

TEST(ReadFreeSurferSurface, SaysThatAFileIsNoSurface) {
  const std::string words =
      "lh.pial: expected a FreeSurfer surface, which starts with the bytes FF FF and FD, FE or FF, "
      "or with \"#!ascii\", found another file (is this the right file?)";
  EXPECT_EQ(error_of_surface(""), words);
  EXPECT_EQ(error_of_surface("<?xml version"), words);
}

/// A quadrangle surface of seven vertices: 4 is cut one way, 1 the other.
std::string quadrangle_bytes(bool has_floats) {
  std::string bytes = has_floats ? "\xff\xff\xfd" : "\xff\xff\xff";
  bytes += std::string("\0\0\7\0\0\2", 6);
  for (int vertex = 0; vertex < 7; ++vertex) {
    for (const float coordinate : {float(vertex), -0.25F, 3.5F}) {
      const std::string hundredths = big_endian(std::int32_t(std::lround(100 * coordinate)));
      bytes += has_floats ? big_endian(coordinate) : hundredths.substr(2);
    }
  }
  return bytes + std::string("\0\0\4\0\0\5\0\0\6\0\0\3\0\0\1\0\0\0\0\0\2\0\0\3", 24);
}

TEST(ReadFreeSurferSurface, HalvesQuadranglesAsFreeSurferDoes) {
  // sqrt(1.9 * 4) + sqrt(3.5 * 5) is 6.9, rounded odd; sqrt(1.9) is 1.4, odd; with 0 and 1 it is 2.
  for (const bool has_floats : {false, true}) {
    const TempDir folder;
    std::string bytes = quadrangle_bytes(has_floats);
    write_bytes(folder / "lh.orig", bytes);
    const Surface odd = read_freesurfer_surface(folder / "lh.orig");
    EXPECT_EQ(odd.vertices[2], Eigen::Vector3f(2, -0.25F, 3.5F));
    EXPECT_EQ(odd.triangles,
              (std::vector<Eigen::Vector3i>{{4, 5, 6}, {4, 6, 3}, {1, 0, 2}, {1, 2, 3}}));
    bytes[bytes.size() - 10] = 0;  // 0 1 2 3
    bytes[bytes.size() - 7] = 1;
    write_bytes(folder / "lh.orig", bytes);
    const Surface even = read_freesurfer_surface(folder / "lh.orig");
    EXPECT_EQ(even.triangles[2], Eigen::Vector3i(0, 1, 3));
    EXPECT_EQ(even.triangles[3], Eigen::Vector3i(2, 3, 1));
    EXPECT_EQ(format_of_file(folder / "lh.orig"), FileFormat::kFreeSurferSurface);
  }
}

TEST(ReadFreeSurferSurface, RefusesQuadranglesThatAreNotWhole) {
  for (const bool has_floats : {false, true}) {
    const std::string bytes = quadrangle_bytes(has_floats);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      EXPECT_NE(error_of_surface(bytes.substr(0, size)), "(no error)") << size;
    }
    EXPECT_EQ(error_of_surface(bytes.substr(0, bytes.size() - 1)),
              std::string("lh.pial: expected ") + (has_floats ? "108" : "66") +
                  " bytes for 7 vertices and 2 quadrangles, found " + (has_floats ? "107" : "65") +
                  " (the file is cut short or damaged; copy it again)");
  }
  std::string bytes = quadrangle_bytes(true);
  bytes.back() = 7;
  EXPECT_EQ(error_of_surface(bytes),
            "lh.pial: expected vertex indices from 0 to 6, found 7 in triangle 3 (the file is "
            "damaged; copy it again)");
}

constexpr const char* kText =
    "#!ascii version of lh.pial\n4 4\n0 0 0  0\n1.0 0 0 0\n0 1 0 0\n0 0 1e0 0\n"
    "0 2 1 0\n0 1 3 0\n0 3 2 0\n1 2 3 0\n";

TEST(ReadFreeSurferSurface, ReadsText) {
  const TempDir folder;
  write_bytes(folder / "lh.pial.asc", kText);
  EXPECT_EQ(format_of_file(folder / "lh.pial.asc"), FileFormat::kFreeSurferSurface);
  const Surface surface = read_freesurfer_surface(folder / "lh.pial.asc");
  EXPECT_EQ(surface.vertices, tetrahedron().vertices);
  EXPECT_EQ(surface.triangles, tetrahedron().triangles);
}

TEST(ReadFreeSurferSurface, RefusesTextThatIsNotWhole) {
  const std::string text = kText;
  const std::string damaged = " (the file is cut short or damaged; copy it again)";
  EXPECT_EQ(error_of_surface(text.substr(0, text.find("1.0"))),
            "lh.pial: expected 4 lines of x, y and z, found 1" + damaged);
  EXPECT_EQ(error_of_surface(text.substr(0, text.find("1 2 3"))),
            "lh.pial: expected 4 lines of three corners, found 3" + damaged);
  EXPECT_EQ(error_of_surface("#!ascii\n"),
            "lh.pial: expected counts of vertices and triangles after the comment, found none (the "
            "file is cut short or damaged; copy it again)");
  EXPECT_EQ(error_of_surface("#!ascii\n4000000000 1\n"),
            "lh.pial: expected lines for 4000000000 vertices and 1 triangles, found 21 letters" +
                damaged);
  EXPECT_EQ(error_of_surface("#!ascii\n-4 1\n"),
            "lh.pial: expected counts of vertices and triangles, found -4 and 1 (the file is "
            "damaged; copy it again)");
}

TEST(ReadFreeSurferSurface, SaysWhereAFileIsCutShort) {
  const std::string bytes = freesurfer_bytes(tetrahedron());
  EXPECT_EQ(error_of_surface(bytes.substr(0, bytes.size() - 1)),
            "lh.pial: expected 96 bytes for 4 vertices and 4 triangles, found 95 (the file is cut "
            "short or damaged; copy it again)");
  EXPECT_EQ(error_of_surface(bytes.substr(0, 10)),
            "lh.pial: expected 1 bytes for the comment and the empty line that ends it, found 0 "
            "(the file is cut short or damaged; copy it again)");
}

TEST(ReadFreeSurferSurface, IsRefusedWhereverItIsCut) {
  const std::string bytes = freesurfer_bytes(tetrahedron());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_NE(error_of_surface(bytes.substr(0, size)), "(no error)") << size;
  }
}

TEST(ReadFreeSurferSurface, RefusesCountsThatTheFileCannotHoldBeforeItTakesMemory) {
  std::string bytes = freesurfer_bytes(tetrahedron());
  const std::size_t counts = bytes.find("\n\n") + 2;
  bytes.replace(counts, 4, "\x7f\xff\xff\xff");
  EXPECT_EQ(error_of_surface(bytes),
            "lh.pial: expected 25769803812 bytes for 2147483647 vertices and 4 triangles, found 96 "
            "(the file is cut short or damaged; copy it again)");
  bytes.replace(counts, 4, "\xff\xff\xff\xff");
  EXPECT_EQ(error_of_surface(bytes),
            "lh.pial: expected counts of vertices and triangles, found -1 and 4 (the file is "
            "damaged; copy it again)");
}

TEST(ReadFreeSurferSurface, RefusesCoordinatesThatAreNotFinite) {
  Surface surface = tetrahedron();
  surface.vertices[2].y() = std::numeric_limits<float>::quiet_NaN();
  EXPECT_EQ(error_of_surface(freesurfer_bytes(surface)),
            "lh.pial: expected finite coordinates, found NaN or infinity at vertex 2 (export the "
            "surface again)");
}

TEST(ReadFreeSurferSurface, RefusesTrianglesThatReferToNoVertex) {
  Surface surface = tetrahedron();
  surface.triangles[3][1] = 4;
  EXPECT_EQ(error_of_surface(freesurfer_bytes(surface)),
            "lh.pial: expected vertex indices from 0 to 3, found 4 in triangle 3 (the file is "
            "damaged; copy it again)");
  surface.triangles[3][1] = -2;
  EXPECT_EQ(error_of_surface(freesurfer_bytes(surface)),
            "lh.pial: expected vertex indices from 0 to 3, found -2 in triangle 3 (the file is "
            "damaged; copy it again)");
}

TEST(ReadFreeSurferPatch, UndoesThePlusOneAndTheSignOfTheBorder) {
  const TempDir folder;
  write_bytes(folder / "p", patch_bytes(3, {{-1, 0, 0}, {3, 1, 0}, {-4, 0, 1}}));
  const FlatPatch patch = read_freesurfer_patch(folder / "p");
  EXPECT_EQ(patch.vertices, (std::vector<int>{0, 2, 3}));
  EXPECT_EQ(patch.positions[1], Eigen::Vector3f(1, 0, 0));
}

TEST(ReadFreeSurferPatch, ReadsTextOfBothForms) {
  const TempDir folder;
  write_bytes(folder / "new",
              "#!ascii version of patch ./lh.orig. The 1st index is not a vertex number\n2 1\n"
              "-1 vno=0\n0 0 0\n3 vno=2\n1 0 0\n7\n0 1 2\n");
  write_bytes(folder / "old", "#!ascii version of patch lh.orig\n2 0\n0\n0 0 0\n2\n1 0 0\n");
  for (const char* name : {"new", "old"}) {
    EXPECT_EQ(format_of_file(folder / name), FileFormat::kFreeSurferPatch);
    const FlatPatch patch = read_freesurfer_patch(folder / name);
    EXPECT_EQ(patch.vertices, (std::vector<int>{0, 2})) << name;
    EXPECT_EQ(patch.positions[1], Eigen::Vector3f(1, 0, 0)) << name;
  }
  EXPECT_EQ(error_of_patch("#!ascii version of patch\n2 0\n1 vno=0\n0 0 0\n"),
            "lh.patch.flat: expected 2 vertices of the patch, found 1 (the file is cut short or "
            "damaged; copy it again)");
  EXPECT_EQ(error_of_patch("#!ascii version of patch\n1 0\n-1\n0 0 0\n"),
            "lh.patch.flat: expected vertex indices from 0, found -1 (the file is damaged; copy it "
            "again)");
}

TEST(ReadFreeSurferPatch, RefusesWhatIsNoPatch) {
  EXPECT_EQ(error_of_patch(freesurfer_bytes(tetrahedron())),
            "lh.patch.flat: expected a FreeSurfer patch, which starts with the bytes FF FF FF FF, "
            "found another file (is this the right file?)");
  EXPECT_EQ(error_of_patch(patch_bytes(1000000, {{1, 0, 0}})),
            "lh.patch.flat: expected 16000000 bytes for 1000000 vertices of the patch, found 16 "
            "(the file is cut short or damaged; copy it again)");
  EXPECT_EQ(error_of_patch(patch_bytes(-5, {})),
            "lh.patch.flat: expected a count of vertices, found -5 (the file is damaged; copy it "
            "again)");
  EXPECT_EQ(error_of_patch(patch_bytes(1, {{0, 0, 0}})),
            "lh.patch.flat: expected indices counted from 1, found 0 at entry 0 (the file is "
            "damaged; copy it again)");
  EXPECT_EQ(error_of_patch(patch_bytes(1, {{7, std::numeric_limits<float>::infinity(), 0}})),
            "lh.patch.flat: expected finite coordinates, found NaN or infinity at vertex 6 "
            "(flatten the patch again)");
  EXPECT_EQ(error_of_patch(patch_bytes(1, {{std::numeric_limits<int>::min(), 0, 0}})),
            "(no error)");  // vertex 2147483647: only the mesh can tell
}

TEST(FlatSurface, KeepsARowForEveryVertexAndTheTrianglesInsideThePatch) {
  const FlatPatch patch{{0, 1, 3}, {{0, 0, 0}, {1, 0, 0}, {0, 1, 0}}};
  const Surface flat = flat_surface(patch, 4, tetrahedron().triangles, "p");
  EXPECT_EQ(flat.vertices.size(), 4U);
  EXPECT_EQ(flat.triangles, (std::vector<Eigen::Vector3i>{{0, 1, 3}}));
  EXPECT_EQ(used_vertices(flat), (std::vector<bool>{true, true, false, true}));
}

TEST(FlatSurface, RefusesAPatchOfAnotherMesh) {
  const std::vector<Eigen::Vector3i> triangles = tetrahedron().triangles;
  const Eigen::Vector3f origin = Eigen::Vector3f::Zero();
  EXPECT_EQ(error_of([&] {
              flat_surface({{4}, {origin}}, 4, triangles, "lh.patch.flat");
            }),
            "lh.patch.flat: expected vertices of a mesh of 4, found 4 (is the patch of another "
            "subject?)");
  EXPECT_EQ(error_of([&] {
              flat_surface({{1, 1}, {origin, origin}}, 4, triangles, "p");
            }),
            "p: expected each vertex once, found 1 twice (flatten the patch again)");
  EXPECT_EQ(error_of([&] {
              flat_surface({{1, 2}, {origin, origin}}, 4, triangles, "p");
            }),
            "p: no triangle of the mesh lies in the patch (is the patch of another subject?)");
}

}  // namespace
}  // namespace cortiscope
