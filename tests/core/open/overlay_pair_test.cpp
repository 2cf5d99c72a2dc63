#include "core/open/overlay_pair.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/io/cifti/cifti.h"
#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/open/convert.h"
#include "core/open/describe.h"
#include "core/open/read_any.h"
#include "core/open/regions_pair.h"
#include "core/open/surface_pair.h"
#include "tests/support/expect_error.h"
#include "tests/support/nifti_bytes.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

const Array<float> kTwoMaps(Shape{2, 3}, {1, 2, 3, 4, 5, 6});

/// Both hemispheres with as many vertices as a tetrahedron.
Cortex two_tetrahedra() {
  Cortex cortex;
  cortex.name = "small";
  for (const Hemisphere h : kHemispheres) cortex[h].surfaces[SurfaceKind::kPial] = tetrahedron();
  return cortex;
}

std::vector<float> finite(const std::vector<float>& values) {
  std::vector<float> all;
  for (const float v : values) all.push_back(std::isnan(v) ? -99 : v);
  return all;
}

TEST(OverlayPairs, HoldEveryMapOfAFileWithItsTitle) {
  const TempDir folder;
  write_mgh_maps(kTwoMaps, folder / "lh.t.mgz");
  write_mgh_maps(kTwoMaps, folder / "rh.t.mgz");
  const OverlayPairs maps = read_overlay_pairs(folder / "lh.t.mgz");
  ASSERT_EQ(maps.size(), 2U);
  EXPECT_EQ(maps[1].title(), "t · map 2 of 2");
  EXPECT_EQ(maps[1].values[kRh], (std::vector<float>{4, 5, 6}));
  EXPECT_EQ(read_overlay_pair(folder / "lh.t.mgz").values[kLh], (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(read_overlay_pair(folder / "lh.t.mgz", nullptr, "2").values[kLh],
            (std::vector<float>{4, 5, 6}));
  EXPECT_EQ(error_of([&] { read_overlay_pair(folder / "lh.t.mgz", nullptr, "3"); }),
            "lh.t.mgz: expected a map from 1 to 2; found \"3\" (the file's "
            "description lists its maps)");
  write_cifti_maps({"faces", "places"}, {kTwoMaps, kTwoMaps}, folder / "t.dscalar.nii");
  EXPECT_EQ(read_overlay_pair(folder / "t.dscalar.nii", nullptr, "places").title(), "t · places");
  write_mgh_maps(Array<float>(Shape{1, 3}, {1, 2, 3}), folder / "rh.t.mgz");
  EXPECT_EQ(error_of([&] { read_overlay_pairs(folder / "lh.t.mgz"); }),
            "rh.t.mgz: expected 2 maps as in lh.t.mgz, found 1 (put it into another folder if the "
            "two do not belong together)");
}

TEST(OverlayPairs, KeepTheNamesAndColoursOfLabels) {
  const TempDir folder;
  const Region first{"V1", {0, 2}, Rgb8{255, 0, 0}}, second{"V2", {1}, Rgb8{0, 0, 255}};
  write_annotation({4, {first, second}}, folder / "lh.areas.annot");
  write_annotation({4, {second}}, folder / "rh.areas.annot");
  for (const char* name : {"lh.areas.label.gii", "areas.dlabel.nii"}) {
    convert(folder / "lh.areas.annot", folder / name);
  }
  convert(folder / "rh.areas.annot", folder / "rh.areas.label.gii");
  for (const char* name : {"lh.areas.annot", "lh.areas.label.gii", "areas.dlabel.nii"}) {
    const OverlayPair labels = read_overlay_pair(folder / name);
    EXPECT_EQ(labels.title(), "areas") << name;
    ASSERT_EQ(labels.labels.size(), 2U) << name;
    EXPECT_EQ(labels.labels[0], (OverlayLabel{"V1", Rgb8{255, 0, 0}})) << name;
    EXPECT_EQ(finite(labels.values[kLh]), (std::vector<float>{0, 1, 0, -99})) << name;
    EXPECT_EQ(finite(labels.values[kRh]), (std::vector<float>{-99, 1, -99, -99})) << name;
    EXPECT_TRUE(labels.has_parcels());
  }
  write_bytes(folder / "lh.spot.label", "#!ascii label\n1\n2 0 0 0 0\n");
  const OverlayPair spot = fitted_to(read_overlay_pair(folder / "lh.spot.label"), two_tetrahedra());
  EXPECT_EQ(finite(spot.values[kLh]), (std::vector<float>{-99, -99, 0, -99}));
  EXPECT_EQ(spot.labels.at(0).name, "spot");
}

TEST(OverlayPairs, OfNoHemisphereAreDividedOnACortexOfMatchingCounts) {
  const TempDir folder;
  write_mgh_maps(Array<float>(Shape{1, 8}, {1, 2, 3, 4, 5, 6, 7, 8}), folder / "thickness.mgh");
  const OverlayPair read = read_overlay_pair(folder / "thickness.mgh");
  const OverlayPair divided = fitted_to(read, two_tetrahedra());
  EXPECT_EQ(divided.values[kLh], (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(divided.values[kRh], (std::vector<float>{5, 6, 7, 8}));
  Cortex larger = two_tetrahedra();
  larger[kRh].surfaces[SurfaceKind::kPial].vertices.emplace_back(0, 0, 0);
  EXPECT_EQ(error_of([&] { fitted_to(read, larger); }),
            "thickness.mgh: expected a name that says its hemisphere, or the 9 values of both of "
            "small's, found 8 values and no hemisphere (put lh. or rh. before its name, or left or "
            "right into it)");
  write_mgh_maps(Array<float>(Shape{1, 8}, {1, 2, 3, 4, 5, 6, 7, 8}), folder / "rh.both.mgh");
  Warnings warnings;
  const OverlayPair named =
      fitted_to(read_overlay_pair(folder / "rh.both.mgh"), two_tetrahedra(), &warnings);
  EXPECT_EQ(named.values[kLh], (std::vector<float>{1, 2, 3, 4}));
  EXPECT_EQ(warnings,
            Warnings{"rh.both.mgh: its name says rh, but it holds 8 values, those of both "
                     "hemispheres of small; the first are taken for lh"});
}

TEST(SurfacePair, DividesAMeshOfBothHemispheres) {
  const TempDir folder;
  Surface both = tetrahedron(-50);
  const Surface right = tetrahedron(50);
  both.vertices.insert(both.vertices.end(), right.vertices.begin(), right.vertices.end());
  for (const Eigen::Vector3i& t : right.triangles) {
    both.triangles.emplace_back(t + Eigen::Vector3i::Constant(4));
  }
  write_gifti_surface(both, std::nullopt, folder / "mesh.central.gii");
  Warnings warnings;
  const Cortex cortex = read_surface_pair(folder / "mesh.central.gii", &warnings);
  for (const Hemisphere h : kHemispheres) {
    EXPECT_EQ(cortex[h].find(SurfaceKind::kPial)->triangles, right.triangles) << name_of(h);
  }
  EXPECT_EQ(cortex[kRh].find(SurfaceKind::kPial)->vertices, right.vertices);
  EXPECT_EQ(warnings, Warnings{"mesh.central.gii: holds two surfaces and does not say of which "
                               "hemispheres; the first, of 4 vertices, is taken for lh"});
  write_gifti_surface(right, std::nullopt, folder / "one.gii");
  EXPECT_EQ(error_of([&] { read_surface_pair(folder / "one.gii"); }),
            "one.gii: expected a name that says its hemisphere, found none in it (put lh. or rh. "
            "before it, or left or right into it)");
}

/// Vertex 1 has 0.5, vertex 2 has -3.
std::string paint_bytes() {
  const auto entry = [](int vertex, float value) {
    return std::string{'\0', '\0', char(vertex)} + big_endian(value);
  };
  return std::string("\0\0\0\0\2", 5) + entry(2, -3) + entry(1, 0.5F);
}

TEST(OverlayPairs, OfListedVerticesAreFilledUpOnACortex) {
  const TempDir folder;
  write_bytes(folder / "lh.sig.w", paint_bytes());
  EXPECT_EQ(describe(folder / "lh.sig.w").kind, "FreeSurfer paint file");
  const OverlayPair sig = fitted_to(read_overlay_pair(folder / "lh.sig.w"), two_tetrahedra());
  EXPECT_EQ(finite(sig.values[kLh]), (std::vector<float>{-99, 0.5F, -3, -99}));
  write_bytes(folder / "lh.cut.w", paint_bytes().substr(0, 18));
  EXPECT_EQ(error_of([&] { read_any(folder / "lh.cut.w"); }), "(no error)") << "of another format";

  const std::string array =
      "<DataArray DataType=\"NIFTI_TYPE_%\" Encoding=\"ASCII\" "
      "Dimensionality=\"1\" Dim0=\"2\" Intent=\"NIFTI_INTENT_";
  const auto with_type = [&](const char* type) {
    std::string text = array;
    return text.replace(text.find('%'), 1, type);
  };
  write_bytes(folder / "lh.sparse.func.gii",
              "<GIFTI>" + with_type("INT32") + "NODE_INDEX\"><Data>2 0</Data></DataArray>" +
                  with_type("FLOAT32") + "NONE\"><Data>7 8</Data></DataArray></GIFTI>");
  const OverlayPair sparse =
      fitted_to(read_overlay_pair(folder / "lh.sparse.func.gii"), two_tetrahedra());
  EXPECT_EQ(finite(sparse.values[kLh]), (std::vector<float>{8, -99, 7, -99}));
}

TEST(OverlayPairs, AreReadFromPairsOfHeaderAndNumbers) {
  const TempDir folder;
  NiftiBytes header(1, ByteOrder::kLittle);
  header.set_magic("ni1");
  header.set_extents({3, 1, 1});
  header.set_offset(0);
  const std::string start = header.with("").substr(0, 348);
  write_bytes(folder / "lh.t.hdr", start);
  write_bytes(folder / "lh.t.img", header.number(1.0F) + header.number(2.0F) + header.number(3.0F));
  for (const char* name : {"lh.t.hdr", "lh.t.img"}) {
    const OverlayPair read = read_overlay_pair(folder / name);
    EXPECT_EQ(read.values[kLh], (std::vector<float>{1, 2, 3})) << name;
    EXPECT_EQ(read.name, "t");
  }
  write_bytes(folder / "lh.old.hdr", std::string(start).replace(344, 3, 3, '\0'));  // ANALYZE 7.5
  std::filesystem::rename(folder / "lh.t.img", folder / "lh.old.img");
  EXPECT_EQ(read_overlay_pair(folder / "lh.old.img").values[kLh], (std::vector<float>{1, 2, 3}));
  EXPECT_EQ(error_of([&] { read_any(folder / "lh.t.hdr"); }),
            "lh.t.hdr: expected lh.t.img beside it, which holds the numbers of this header, found "
            "none (keep both files of the pair in one folder)");
}

TEST(Convert, WarnsOfValuesWithoutAHemisphere) {
  const TempDir folder;
  write_mgh_maps(kTwoMaps, folder / "thickness.mgh");
  Warnings warnings;
  convert(folder / "thickness.mgh", folder / "lh.t.func.gii", &warnings);
  EXPECT_EQ(warnings, Warnings{"thickness.mgh: does not say its hemisphere; its 3 values are "
                               "written as those of lh, as the name to write says"});
  convert(folder / "thickness.mgh", folder / "t.func.gii", &warnings);
  EXPECT_EQ(warnings.size(), 1U) << "no name says one";
}

TEST(Convert, WritesTheMapAskedFor) {
  const TempDir folder;
  write_mgh_maps(kTwoMaps, folder / "lh.t.mgz");
  EXPECT_EQ(convert(folder / "lh.t.mgz", folder / "lh.second", nullptr, "2"),
            Dropped{"the maps other than 2 of 2"});
  EXPECT_EQ(read_overlay_pair(folder / "lh.second").values[kLh], (std::vector<float>{4, 5, 6}));
  write_cifti_maps({"faces", "places"}, {kTwoMaps, kTwoMaps}, folder / "t.dscalar.nii");
  convert(folder / "t.dscalar.nii", folder / "one.dscalar.nii", nullptr, "places");
  const Cifti one = read_cifti(folder / "one.dscalar.nii");
  EXPECT_EQ(one.map_names, std::vector<std::string>{"places"});
  EXPECT_EQ(one.maps[kRh].values, (std::vector<float>{4, 5, 6}));
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  EXPECT_EQ(error_of([&] { convert(folder / "lh.pial", folder / "lh.a.gii", nullptr, "2"); }),
            "lh.pial: expected a file of maps, found a FreeSurfer surface (leave the map out)");
}

}  // namespace
}  // namespace cortiscope
