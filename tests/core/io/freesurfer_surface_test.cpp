#include "core/io/freesurfer_surface.h"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// What reading a surface of these bytes says.
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

TEST(ReadFreeSurferSurface, SaysThatAFileIsNoTriangleSurface) {
  const std::string words =
      "lh.pial: expected a FreeSurfer triangle surface, which starts with the bytes FF FF FE "
      "(quadrangle surfaces must be converted with mris_convert)";
  EXPECT_EQ(error_of_surface(""), words);
  EXPECT_EQ(error_of_surface("<?xml version"), words);
  EXPECT_EQ(error_of_surface("\xff\xff\xfd and more"), words);
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

TEST(ReadFreeSurferPatch, RefusesWhatIsNoPatch) {
  EXPECT_EQ(error_of_patch(freesurfer_bytes(tetrahedron())),
            "lh.patch.flat: expected a FreeSurfer patch, which starts with the bytes FF FF FF FF");
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
