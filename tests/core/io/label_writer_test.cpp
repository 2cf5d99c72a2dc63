#include "core/io/freesurfer/label_writer.h"

#include <gtest/gtest.h>

#include "core/io/freesurfer/freesurfer_label.h"
#include "tests/support/expect_error.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(WriteLabel, WritesALineAVertexAsFreeSurferDoes) {
  const TempDir folder;
  Surface white = tetrahedron(2.5F);
  white.vertices[3].z() = -41.0625F;
  write_label({"my V1", {1, 3}}, &white, "bert", folder / "lh.my V1.label");
  EXPECT_EQ(read_bytes(folder / "lh.my V1.label"),
            "#!ascii label my V1 , from subject bert vox2ras=TkReg\n2\n"
            "1  3.500  0.000  0.000 0.0000000000\n"
            "3  2.500  0.000  -41.062 0.0000000000\n");
}

TEST(WriteLabel, IsReadBackAsTheRegionItWas) {
  const TempDir folder;
  const Region region = {"VWFA.2", {0, 2, 3}};
  const std::string name = label_file_name(kRh, region.name);
  EXPECT_EQ(name, "rh.VWFA.2.label");
  write_label(region, nullptr, "bert", folder / name);
  const Region read = read_label(folder / name);
  EXPECT_EQ(read.name, region.name);
  EXPECT_EQ(read.vertices, region.vertices);
}

TEST(WriteLabel, KeepsItsLinesWhateverTheNames) {
  const TempDir folder;
  const std::string name = label_file_name(kLh, "a/b\n?");
  EXPECT_EQ(name, "lh.a_b__.label");
  write_label({"a/b\n?", {1}}, nullptr, "be\nrt", folder / name);
  EXPECT_EQ(read_bytes(folder / name),
            "#!ascii label a/b ? , from subject be rt vox2ras=TkReg\n1\n"
            "1  0.000  0.000  0.000 0.0000000000\n");
  EXPECT_EQ(read_label(folder / name).vertices, std::vector<int>{1});
}

TEST(WriteLabel, SaysWhereItCannotWrite) {
  const TempDir folder;
  const std::string missing = (folder / "no").string();
  EXPECT_EQ(error_of([&] {
              write_label({"V1", {1}}, nullptr, "bert", folder / "no/x.label");
            }),
            missing + "/x.label: its folder does not exist (make " + missing + " first)");
}

TEST(LabelSurface, IsWhiteElsePialElseNone) {
  HemisphereCortex hemisphere;
  hemisphere.surfaces[SurfaceKind::kInflated] = tetrahedron();
  EXPECT_EQ(label_surface(hemisphere), nullptr);
  hemisphere.surfaces[SurfaceKind::kPial] = tetrahedron();
  EXPECT_EQ(label_surface(hemisphere), hemisphere.find(SurfaceKind::kPial));
  hemisphere.surfaces[SurfaceKind::kWhite] = tetrahedron();
  EXPECT_EQ(label_surface(hemisphere), hemisphere.find(SurfaceKind::kWhite));
}

}  // namespace
}  // namespace cortiscope
