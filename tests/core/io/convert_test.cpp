#include "core/io/convert.h"

#include <gtest/gtest.h>

#include "core/io/freesurfer_surface.h"
#include "core/io/freesurfer_writers.h"
#include "core/io/gifti.h"
#include "core/io/overlay.h"
#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(Convert, KeepsASurfaceThroughGiftiAndBack) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron(3)));
  for (const char* between : {"lh.pial.surf.gii", "pial_left.gii.gz"}) {
    convert(folder / "lh.pial", folder / between);
    convert(folder / between, folder / "lh.back");
    const Surface surface = read_freesurfer_surface(folder / "lh.back");
    EXPECT_EQ(surface.vertices, tetrahedron(3).vertices) << between;
    EXPECT_EQ(surface.triangles, tetrahedron().triangles) << between;
  }
}

TEST(Convert, TellsGiftiWhichHemisphereItIs) {
  const TempDir folder;
  write_bytes(folder / "rh.pial", freesurfer_bytes(tetrahedron()));
  convert(folder / "rh.pial", folder / "a.gii");
  EXPECT_EQ(read_gifti(folder / "a.gii").arrays[0].metadata.at("AnatomicalStructurePrimary"),
            "CortexRight");
}

TEST(Convert, KeepsValuesThroughEveryFormat) {
  const TempDir folder;
  write_bytes(folder / "lh.curv", curvature_bytes({0.5F, -1, 3}));
  convert(folder / "lh.curv", folder / "lh.curv.shape.gii");
  convert(folder / "lh.curv.shape.gii", folder / "lh.curv.mgz");
  convert(folder / "lh.curv.mgz", folder / "lh.curv.mgh");
  convert(folder / "lh.curv.mgh", folder / "lh.back");
  EXPECT_EQ(read_overlay(folder / "lh.back"), (std::vector<float>{0.5F, -1, 3}));
  EXPECT_EQ(read_bytes(folder / "lh.back"), read_bytes(folder / "lh.curv"));
}

TEST(Convert, KeepsSeveralMapsWhereTheFormatHasRoom) {
  const TempDir folder;
  const Array<float> maps(Shape{2, 3}, {1, 2, 3, 4, 5, 6});
  write_mgh_maps(maps, folder / "a.mgz");
  convert(folder / "a.mgz", folder / "a.func.gii");
  EXPECT_EQ(read_overlay_maps(folder / "a.func.gii").values, maps.values);
  EXPECT_EQ(error_of([&] { convert(folder / "a.mgz", folder / "lh.a"); }),
            "lh.a: a curv file holds one map, found 2 (write .mgz or .func.gii instead)");
}

TEST(Convert, RefusesWhatHasNoForm) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  EXPECT_EQ(error_of([&] { convert(folder / "lh.pial", folder / "a.mgz"); }),
            "a.mgz: MGH cannot hold a surface (write .surf.gii, or a FreeSurfer name such as "
            "lh.pial)");
  EXPECT_FALSE(std::filesystem::exists(folder / "a.mgz"));
}

}  // namespace
}  // namespace cortiscope
