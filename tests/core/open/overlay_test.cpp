#include "core/open/overlay.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include <cmath>
#include <limits>

#include "core/io/freesurfer/freesurfer_curvature.h"
#include "core/io/freesurfer/mgh.h"
#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/mgh_bytes.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// As gzip writes it.
std::string compressed(const std::string& bytes) {
  const TempDir folder;
  const gzFile file = gzopen((folder / "a").c_str(), "wb");
  gzwrite(file, bytes.data(), unsigned(bytes.size()));
  gzclose(file);
  return read_bytes(folder / "a");
}

Array<float> maps_of(const std::string& name, const std::string& bytes) {
  const TempDir folder;
  write_bytes(folder / name, bytes);
  return read_overlay_maps(folder / name);
}

std::string error_of_maps(const std::string& name, const std::string& bytes) {
  return error_of([&] { maps_of(name, bytes); });
}

TEST(ReadOverlay, ReadsCurvFilesOfBothFormats) {
  EXPECT_EQ(maps_of("lh.curv", curvature_bytes({0.5F, -1})).values, (std::vector<float>{0.5F, -1}));
  const std::string old_format("\0\0\2\0\0\0\0\x32\xff\x9c", 10);  // 50 and -100 hundredths
  EXPECT_EQ(maps_of("lh.curv", old_format).values, (std::vector<float>{0.5F, -1}));
}

TEST(ReadOverlay, KeepsTheNaNThatMarksBackground) {
  const Array<float> maps =
      maps_of("lh.curv", curvature_bytes({1, std::numeric_limits<float>::quiet_NaN()}));
  EXPECT_TRUE(std::isnan(maps.values[1]));
}

TEST(ReadOverlay, RefusesCurvFilesThatAreNotWhole) {
  const std::string bytes = curvature_bytes({1, 2});
  EXPECT_EQ(
      error_of_maps("lh.curv", bytes.substr(0, bytes.size() - 1)),
      "lh.curv: expected 8 bytes for the values of 2 vertices, found 7 (the file is cut short "
      "or damaged; copy it again)");
  EXPECT_EQ(
      error_of_maps("lh.curv", "\xff\xff\xff" + big_endian(2) + big_endian(0) + big_endian(3)),
      "lh.curv: expected one value per vertex, found 3 (write each into a file of its own)");
  EXPECT_EQ(
      error_of_maps("lh.curv", "\xff\xff\xff" + big_endian(0) + big_endian(0) + big_endian(1)),
      "lh.curv: expected a count of vertices, found 0 (the file is damaged; copy it again)");
}

TEST(ReadOverlay, ReadsMghWithTheVerticesOnAnyAxis) {
  for (const std::array<int, 4>& extents :
       {std::array<int, 4>{3, 1, 1, 1}, {1, 3, 1, 1}, {1, 1, 3, 1}, {1, 1, 1, 3}}) {
    const Array<float> maps = maps_of("a.mgh", mgh_bytes(extents, {1, 2, 3}));
    EXPECT_EQ(maps.shape, (Shape{1, 3}));
    EXPECT_EQ(maps.values, (std::vector<float>{1, 2, 3}));
  }
}

TEST(ReadOverlay, ReadsMghWithSeveralMaps) {
  const std::vector<float> expected = {1, 2, 3, 4, 5, 6};
  const Array<float> frames = maps_of("a.mgh", mgh_bytes({3, 1, 1, 2}, {1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(frames.shape, (Shape{2, 3}));
  EXPECT_EQ(frames.values, expected);
  const Array<float> slices = maps_of("a.mgh", mgh_bytes({1, 1, 2, 3}, {1, 4, 2, 5, 3, 6}));
  EXPECT_EQ(slices.shape, (Shape{2, 3}));
  EXPECT_EQ(slices.values, expected);
}

TEST(ReadOverlay, ReadsEveryNumberTypeOfMgh) {
  const std::array<int, 4> extents = {2, 1, 1, 1};
  const std::vector<float> expected = {1, 200};
  EXPECT_EQ(maps_of("a.mgh", header_of_mgh(extents, 0) + "\x01\xc8").values, expected);
  EXPECT_EQ(maps_of("a.mgh", header_of_mgh(extents, 1) + big_endian(1) + big_endian(200)).values,
            expected);
  const std::string shorts("\0\1\0\xc8", 4);
  EXPECT_EQ(maps_of("a.mgh", header_of_mgh(extents, 4) + shorts).values, expected);
  EXPECT_EQ(maps_of("a.mgh", header_of_mgh(extents, 10) + shorts).values, expected);
  EXPECT_EQ(error_of_maps("a.mgh", header_of_mgh(extents, 2) + shorts),
            "a.mgh: expected a number type of 0, 1, 3, 4 or 10, found 2 (convert it with "
            "mri_convert -odt float)");
}

TEST(ReadOverlay, ReadsMgzAndWhatFollowsItsValuesDoesNotMatter) {
  const std::string bytes = compressed(mgh_bytes({3, 1, 1, 1}, {1, 2, 3}) + "tags");
  EXPECT_EQ(maps_of("a.mgz", bytes).values, (std::vector<float>{1, 2, 3}));
}

TEST(ReadOverlay, ReadsMghWhoseVersionHoldsAnIntent) {
  std::string bytes = mgh_bytes({3, 1, 1, 1}, {1, 2, 3});
  bytes.replace(0, 4, big_endian(2 << 8 | 1));
  EXPECT_EQ(maps_of("a.mgh", bytes).values, (std::vector<float>{1, 2, 3}));
}

TEST(ReadOverlay, RefusesMghThatIsNotWhole) {
  EXPECT_EQ(error_of_maps("a.mgh", mgh_bytes({3, 1, 1, 1}, {1, 2})),
            "a.mgh: expected 12 bytes for the values of (3, 1, 1, 1), found 8 (the file is cut "
            "short or damaged; copy it again)");
  EXPECT_EQ(error_of_maps("a.mgh", big_endian(1)),
            "a.mgh: expected 280 bytes for the header, found 0 (the file is cut short or damaged; "
            "copy it again)");
  EXPECT_EQ(error_of_maps("a.mgh", big_endian(7)),
            "a.mgh: expected FreeSurfer's MGH format, which starts with version 1, found 7 (is "
            "this the right file?)");
  EXPECT_EQ(
      error_of_maps("a.mgh", mgh_bytes({3, 0, 1, 1}, {})),
      "a.mgh: expected four sizes in the header, found 0 (the file is damaged; copy it again)");
}

TEST(ReadOverlay, ReadsCurvFilesOfText) {
  const Array<float> maps = maps_of("lh.thickness.asc", "000 -1 2.5 3 0.5\n001 0 0 0 -1e1\n");
  EXPECT_EQ(maps.values, (std::vector<float>{0.5F, -10}));
  EXPECT_EQ(error_of_maps("lh.thickness.asc", "0 -1 2.5 3 0.5\n2 0 0 0 1\n"),
            "lh.thickness.asc: expected a line of vertex 1, x, y, z and its value, found \"2 0 0 0 "
            "1\" (the file is damaged, or no ASCII curv file)");
  EXPECT_EQ(
      error_of_maps("lh.thickness.asc", "0 -1 2.5 3\n"),
      "lh.thickness.asc: expected a line of vertex 0, x, y, z and its value, found \"0 -1 2.5 "
      "3\" (the file is damaged, or no ASCII curv file)");
  const TempDir folder;
  write_bytes(folder / "lh.asc", "# comment only");
  EXPECT_EQ(error_of([&] { read_freesurfer_curvature(folder / "lh.asc"); }),
            "lh.asc: expected lines of a vertex, x, y, z and its value, found none (is this the "
            "right file?)");
}

TEST(ReadOverlay, UndoesFreeSurfersReshapingOfFsaverage) {
  const std::vector<float> values(std::size_t(163842) * 2, 1.0F);
  EXPECT_EQ(maps_of("a.mgh", mgh_bytes({27307, 1, 6, 2}, values)).shape, (Shape{2, 163842}));
}

TEST(ReadOverlay, TellsOfGeometryAndRounding) {
  const TempDir folder;
  std::string bytes = header_of_mgh({2, 1, 1, 1}, 1) + big_endian(1) + big_endian(16777217);
  bytes[29] = 1;  // the mark of geometry
  write_bytes(folder / "a.mgh", bytes);
  Dropped dropped;
  read_overlay_maps(folder / "a.mgh", &dropped);
  EXPECT_EQ(dropped, (Dropped{"the volume geometry of the header",
                              "precision: 1 of 2 values are rounded to 32-bit floats"}));
}

TEST(ReadOverlay, RefusesMoreValuesThanAnyFileHolds) {
  EXPECT_EQ(error_of_maps("a.mgh", mgh_bytes({2000000000, 2, 1, 1}, {})),
            "a.mgh: expected at most 2147483648 values, found (2000000000, 2, 1, 1) (the file is "
            "damaged; copy it again)");
}

TEST(ReadOverlay, RefusesAVolume) {
  EXPECT_EQ(error_of_maps("a.mgh", mgh_bytes({2, 2, 2, 1}, {1, 2, 3, 4, 5, 6, 7, 8})),
            "a.mgh: expected values at vertices, such as (V, 1, 1, 1), found a volume of (2, 2, 2, "
            "1) (sample it on the surface with mri_vol2surf first)");
}

TEST(ReadOverlay, RefusesMgzThatDeclaresMoreThanItCanHold) {
  const std::string bytes = compressed(mgh_bytes({1000000000, 1, 1, 1}, {1}));
  EXPECT_EQ(error_of_maps("a.mgz", bytes), "a.mgz: " + too_much(bytes.size(), 4000000284));
}

TEST(ReadOverlay, RefusesMgzCutShort) {
  std::string bytes = compressed(mgh_bytes({3, 1, 1, 1}, {1, 2, 3}));
  bytes.resize(bytes.size() - 12);
  EXPECT_EQ(
      error_of_maps("a.mgz", bytes),
      "a.mgz: expected more compressed data, found their end after 289 bytes (the file is cut "
      "short; copy it again)");
}

TEST(ReadOverlay, SaysWhatAFileWithoutValuesIs) {
  EXPECT_EQ(error_of_maps("lh.pial", freesurfer_bytes(tetrahedron())),
            "lh.pial: expected values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI), found a "
            "FreeSurfer surface (is this the right file?)");
  EXPECT_EQ(
      error_of_maps("notes.txt", "hello"),
      "notes.txt: expected values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI), found a "
      "format that we do not know (is this the right file?)");
}

TEST(ReadOverlay, GivesTheFirstOfSeveralMaps) {
  const TempDir folder;
  write_bytes(folder / "a.mgh", mgh_bytes({3, 1, 1, 2}, {1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(read_overlay(folder / "a.mgh"), (std::vector<float>{1, 2, 3}));
}

}  // namespace
}  // namespace cortiscope
