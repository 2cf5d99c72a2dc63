#include "core/open/convert.h"

#include <gtest/gtest.h>

#include <cstring>
#include <limits>

#include "core/io/cifti/cifti.h"
#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/freesurfer/freesurfer_writers.h"
#include "core/io/gifti/gifti.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/io/hdf5/h5_file.h"
#include "core/open/cortex_folder.h"
#include "core/open/cortex_folder_writer.h"
#include "core/open/overlay.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
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

TEST(Convert, KeepsAllLabelMapsOfACiftiFile) {
  const TempDir folder;
  const Annotation a{4, {{"V1", {0, 2}, Rgb8{1, 2, 3}}, {"V2", {3}, Rgb8{4, 5, 6}}}};
  const Annotation b{4, {{"MT", {1}, Rgb8{7, 8, 9}}}};
  write_cifti_labels({"atlas A", "atlas B"}, {{a, b}, {b, a}}, folder / "in.dlabel.nii");
  EXPECT_EQ(convert(folder / "in.dlabel.nii", folder / "out.dlabel.nii"), Dropped{});
  const Cifti read = read_cifti(folder / "out.dlabel.nii");
  EXPECT_EQ(read.map_names, (std::vector<std::string>{"atlas A", "atlas B"}));
  ASSERT_EQ(read.labels.size(), 2U);
  EXPECT_EQ(read.labels[0][kLh].parcels[1].vertices, (std::vector<int>{3}));
  EXPECT_EQ(read.labels[1][kLh].parcels[0].name, "MT");
  EXPECT_EQ(read.labels[1][kRh].parcels[0].vertices, (std::vector<int>{0, 2}));
  EXPECT_EQ(convert(folder / "in.dlabel.nii", folder / "b.dlabel.nii", nullptr, "atlas B").size(),
            1U)
      << "the other map";
  EXPECT_EQ(read_cifti(folder / "b.dlabel.nii").map_names, std::vector<std::string>{"atlas B"});
}

TEST(Convert, TakesTheHemisphereThatItsNameSaysOfASurfaceOfBoth) {
  const TempDir folder;
  Surface both = tetrahedron(3);
  for (const Eigen::Vector3f& vertex : tetrahedron(5).vertices) both.vertices.push_back(vertex);
  for (const Eigen::Vector3i& triangle : tetrahedron().triangles) {
    both.triangles.emplace_back(triangle + Eigen::Vector3i::Constant(4));
  }
  write_freesurfer_surface(both, folder / "mesh");
  Warnings warnings;
  EXPECT_EQ(convert(folder / "mesh", folder / "rh.pial.surf.gii", &warnings),
            Dropped{"the hemisphere lh"});
  EXPECT_EQ(warnings.size(), 1U) << "the first is taken for lh";
  const Surface rh = read_gifti_surface(folder / "rh.pial.surf.gii");
  EXPECT_EQ(rh.vertices, tetrahedron(5).vertices);
  EXPECT_EQ(rh.triangles, tetrahedron().triangles);
  convert(folder / "mesh", folder / "mesh.gii");
  EXPECT_EQ(read_gifti_surface(folder / "mesh.gii").vertices.size(), 8U) << "no side is asked for";
}

TEST(Convert, WritesNoHemisphereUnderTheNameOfTheOther) {
  const TempDir folder;
  write_mgh_maps(Array<float>(Shape{1, 4}, {1, 2, 3, 4}), folder / "brightness_LH.mgh");
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  const auto error_of_converting = [&](const char* from, const char* to) {
    return error_of([&] { convert(folder / from, folder / to); });
  };
  const std::string words =
      ": expected data of rh, as the name to write says, found those of lh (name the same "
      "hemisphere in the file to write, or none)";
  EXPECT_EQ(error_of_converting("brightness_LH.mgh", "rh.b.mgh"), "brightness_LH.mgh" + words);
  EXPECT_EQ(error_of_converting("lh.pial", "pial_right.surf.gii"), "lh.pial" + words);
  EXPECT_EQ(error_of_converting("brightness_LH.mgh", "brightness.mgz"), "(no error)");
  EXPECT_EQ(error_of_converting("brightness_LH.mgh", "rh.both.dscalar.nii"), "(no error)")
      << "it says itself that it is of lh";
}

/// Two maps, lh's values from 0 and rh's from 0.5 on.
Array<float> maps_of_both(int lh, int rh) {
  Array<float> maps(Shape{2, lh + rh});
  for (int k = 0; k < 2; ++k) {
    for (int v = 0; v < lh + rh; ++v) {
      maps.row(k)[v] = float(1000 * k) + (v < lh ? float(v) : float(v - lh) + 0.5F);
    }
  }
  return maps;
}

TEST(Convert, TakesTheHemisphereThatItsNameSaysOfValuesOfBoth) {
  const TempDir folder;
  write_gifti_maps(maps_of_both(642, 642), std::nullopt, folder / "s12.mesh.thickness.gii");
  Warnings warnings;
  EXPECT_EQ(convert(folder / "s12.mesh.thickness.gii", folder / "rh.thickness.mgz", &warnings),
            Dropped{"the hemisphere lh"});
  EXPECT_EQ(warnings,
            Warnings{"s12.mesh.thickness.gii: does not say its hemisphere; of its 1284 values, as "
                     "many as both hemispheres have, the first 642 are taken for lh"});
  const Array<float> rh = read_overlay_maps(folder / "rh.thickness.mgz");
  EXPECT_EQ(rh.shape, (Shape{2, 642}));
  EXPECT_EQ(rh.row(1)[641], 1641.5F);
  EXPECT_EQ(convert(folder / "s12.mesh.thickness.gii", folder / "both.dscalar.nii"), Dropped{});
  const Cifti both = read_cifti(folder / "both.dscalar.nii");
  EXPECT_EQ(both.map_names,
            (std::vector<std::string>{"s12.mesh.thickness", "s12.mesh.thickness 2"}));
  EXPECT_EQ(both.maps[kLh].row(1)[641], 1641);
  EXPECT_EQ(both.maps[kRh].values, rh.values);
  convert(folder / "s12.mesh.thickness.gii", folder / "all.mgz");
  EXPECT_EQ(read_overlay_maps(folder / "all.mgz").row_size(), 1284) << "no side is asked for";
}

TEST(Convert, DividesValuesOfBothWhereTheSurfacesBesideThemEnd) {
  const TempDir folder;
  Surface larger = tetrahedron();
  larger.vertices.push_back(larger.vertices[0]);
  write_freesurfer_surface(larger, folder / "lh.white");
  write_freesurfer_surface(tetrahedron(), folder / "rh.white");
  write_mgh_maps(maps_of_both(5, 4), folder / "both.mgz");
  convert(folder / "both.mgz", folder / "rh.part");
  EXPECT_EQ(read_overlay(folder / "rh.part"), (std::vector<float>{0.5, 1.5, 2.5, 3.5}));
  write_mgh_maps(maps_of_both(642, 642), folder / "others.mgz");
  Warnings warnings;
  convert(folder / "others.mgz", folder / "lh.others", &warnings);
  EXPECT_EQ(warnings,
            Warnings{"others.mgz: does not say its hemisphere; its 1284 values are written as "
                     "those of lh, as the name to write says"});
  EXPECT_EQ(error_of([&] { convert(folder / "others.mgz", folder / "o.dscalar.nii"); }),
            "others.mgz: expected a name that says its hemisphere, found none in it (put lh. or "
            "rh. before it, or left or right into it)");
}

TEST(Convert, KeepsSeveralMapsWhereTheFormatHasRoom) {
  const TempDir folder;
  const Array<float> maps(Shape{2, 3}, {1, 2, 3, 4, 5, 6});
  write_mgh_maps(maps, folder / "a.mgz");
  convert(folder / "a.mgz", folder / "a.func.gii");
  EXPECT_EQ(read_overlay_maps(folder / "a.func.gii").values, maps.values);
  convert(folder / "a.mgz", folder / "a.nii.gz");
  EXPECT_EQ(read_overlay_maps(folder / "a.nii.gz").values, maps.values);
  EXPECT_EQ(convert(folder / "a.mgz", folder / "lh.a"), Dropped{"the maps 2 to 2"});
  EXPECT_EQ(read_overlay(folder / "lh.a"), (std::vector<float>{1, 2, 3}));
}

/// A cortex with everything that the formats can hold, in numbers that no format rounds.
Cortex full_cortex() {
  Cortex cortex;
  cortex.name = "made";
  for (const Hemisphere h : kHemispheres) {
    HemisphereCortex& parts = cortex[h];
    for (const SurfaceKind kind : kSurfaceKinds) {
      Surface surface = tetrahedron(float(kind) / 3 - (h == kLh ? 7.1F : -2.3F));
      if (kind == SurfaceKind::kFlat) {
        surface.triangles = {{0, 1, 3}};
        surface.vertices[2] = Eigen::Vector3f::Zero();  // outside
      }
      parts.surfaces[kind] = surface;
    }
    parts.is_sphere_registered = h == kLh;
    parts.curvature = {0.1F, -1.0F / 3, 1e-30F, std::numeric_limits<float>::quiet_NaN()};
    parts.sulcal_depth = {-0.0F, 3e7F, 2, 5};
    parts.parcels = {{"zeta/2", {1, 3}, Rgb8{250, 1, 77}}, {"alpha", {0}, Rgb8{1, 2, 3}}};
    parts.regions = {{"V1", {0, 2}}, {"V2", {3}}};
  }
  return cortex;
}

/// Bitwise equal, including NaN and the sign of zero.
bool are_same(const std::vector<float>& a, const std::vector<float>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), 4 * a.size()) == 0;
}

void expect_same(const std::vector<Region>& a, const std::vector<Region>& b) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    EXPECT_EQ(a[i].name, b[i].name);
    EXPECT_EQ(a[i].vertices, b[i].vertices);
    EXPECT_EQ(a[i].color, b[i].color);
  }
}

void expect_same(const Cortex& a, const Cortex& b) {
  for (const Hemisphere h : kHemispheres) {
    ASSERT_EQ(a[h].surfaces.size(), b[h].surfaces.size());
    for (const auto& [kind, surface] : a[h].surfaces) {
      EXPECT_EQ(surface.vertices, b[h].surfaces.at(kind).vertices) << name_of(kind);
      EXPECT_EQ(surface.triangles, b[h].surfaces.at(kind).triangles) << name_of(kind);
    }
    EXPECT_EQ(a[h].is_sphere_registered, b[h].is_sphere_registered);
    EXPECT_TRUE(are_same(a[h].curvature, b[h].curvature));
    EXPECT_TRUE(are_same(a[h].sulcal_depth, b[h].sulcal_depth));
    expect_same(a[h].parcels, b[h].parcels);
    expect_same(a[h].regions, b[h].regions);
  }
}

/// The name of a FreeSurfer subject's file as GIFTI.
std::string gifti_name(const std::filesystem::path& file) {
  const std::string name = file.filename(), extension = file.extension();
  if (extension == ".gii") return name;
  if (extension == ".annot") return file.stem().string() + ".label.gii";
  return name + (extension == ".curv" || extension == ".sulc" ? ".shape.gii" : ".surf.gii");
}

/// A FreeSurfer subject as GIFTI files in one folder; the labels of regions stay what they are.
void convert_to_gifti(const std::filesystem::path& subject, const std::filesystem::path& gifti) {
  std::filesystem::create_directory(gifti);
  for (const char* inner : {"surf", "label"}) {
    for (const auto& entry : std::filesystem::directory_iterator(subject / inner)) {
      const std::filesystem::path& file = entry.path();
      const bool is_label = file.extension() == ".label";
      is_label ? std::filesystem::copy(file, gifti / file.filename())
               : void(convert(file, gifti / gifti_name(file)));
    }
  }
}

/// FreeSurfer -> GIFTI -> HDF5 -> FreeSurfer.
void expect_round_trip(const std::filesystem::path& subject) {
  const TempDir folder;
  convert_to_gifti(subject, folder / "gifti");
  convert(folder / "gifti", folder / "cortex.h5");
  convert(folder / "cortex.h5", folder / "back");
  expect_same(read_cortex_folder(subject), read_cortex_folder(folder / "back"));
}

TEST(Convert, KeepsAWholeCortexFromFreeSurferThroughGiftiAndHdf5AndBack) {
  const TempDir folder;
  Dropped dropped;
  write_cortex_folder(full_cortex(), folder / "made", &dropped);
  EXPECT_EQ(dropped, Dropped{});
  expect_same(full_cortex(), read_cortex_folder(folder / "made"));
  expect_round_trip(folder / "made");
}

TEST(Convert, KeepsFsaverage5FromFreeSurferThroughGiftiAndHdf5AndBack) {
  SKIP_WITHOUT_REAL_DATA();
  const TempDir folder;
  convert(*real_data() / "fsaverage5", folder / "fsaverage5");
  for (const char* file : {"surf/lh.pial", "surf/rh.sphere", "label/lh.aparc.annot"}) {
    ASSERT_TRUE(std::filesystem::exists(folder / "fsaverage5" / file)) << file;
  }
  expect_same(read_cortex_folder(*real_data() / "fsaverage5"),
              read_cortex_folder(folder / "fsaverage5"));
  expect_round_trip(folder / "fsaverage5");
}

TEST(Convert, KeepsACutThatAPatchCannotTell) {
  const TempDir folder;
  Cortex cortex = full_cortex();
  Surface& flat = cortex[kLh].surfaces[SurfaceKind::kFlat];
  flat = tetrahedron();
  flat.triangles.pop_back();  // its corners are all there
  write_cortex_folder(cortex, folder / "made");
  EXPECT_TRUE(std::filesystem::exists(folder / "made/surf/lh.flat.surf.gii"));
  EXPECT_TRUE(std::filesystem::exists(folder / "made/surf/rh.cortex.patch.flat"));
  expect_same(cortex, read_cortex_folder(folder / "made"));
}

TEST(Convert, KeepsParcelsAndTheirColoursThroughEveryFormat) {
  const TempDir folder;
  const Annotation annotation{4, {{"V1 & 2", {0, 2}, Rgb8{1, 2, 3}}, {"V3", {3}, Rgb8{9, 8, 255}}}};
  write_annotation(annotation, folder / "lh.areas.annot");
  convert(folder / "lh.areas.annot", folder / "lh.a.label.gii");
  convert(folder / "lh.a.label.gii", folder / "a.dlabel.nii");
  EXPECT_EQ(convert(folder / "a.dlabel.nii", folder / "lh.back.annot"), Dropped{});
  EXPECT_EQ(read_bytes(folder / "lh.back.annot"), read_bytes(folder / "lh.areas.annot"));
  EXPECT_EQ(convert(folder / "lh.a.label.gii", folder / "lh.a.mgz"),
            Dropped{"the names and colours of labels"});
  EXPECT_EQ(read_overlay(folder / "lh.a.mgz"), (std::vector<float>{1, 0, 1, 2}));
  EXPECT_EQ(error_of([&] { convert(folder / "lh.areas.annot", folder / "lh.a.label"); }),
            "lh.a.label: a label holds one region, found 2 (write .annot or .label.gii instead)");
}

TEST(Convert, PutsBothHemispheresIntoCiftiAndTakesOneOut) {
  const TempDir folder;
  write_bytes(folder / "lh.thickness", curvature_bytes({1, 2, 3}));
  write_bytes(folder / "rh.thickness", curvature_bytes({4, 5}));
  convert(folder / "rh.thickness", folder / "a.dscalar.nii");
  EXPECT_EQ(convert(folder / "a.dscalar.nii", folder / "lh.back"),
            (Dropped{"the hemisphere rh", "the names of the maps"}));
  EXPECT_EQ(read_overlay(folder / "lh.back"), (std::vector<float>{1, 2, 3}));
  convert(folder / "a.dscalar.nii", folder / "b.dscalar.nii");
  EXPECT_EQ(read_bytes(folder / "b.dscalar.nii"), read_bytes(folder / "a.dscalar.nii"));
  EXPECT_EQ(error_of([&] { convert(folder / "a.dscalar.nii", folder / "a.mgz"); }),
            "a.mgz: holds one hemisphere, but its name does not say which (put lh. or rh. before "
            "it, or left or right into it)");
  std::filesystem::remove(folder / "lh.thickness");
  convert(folder / "rh.thickness", folder / "rh.dscalar.nii");
  EXPECT_EQ(error_of([&] { convert(folder / "rh.dscalar.nii", folder / "lh.a.mgz"); }),
            "rh.dscalar.nii: expected values of lh, as the name to write says, found those of the "
            "other hemisphere only (name the other hemisphere in the file to write)");
}

TEST(Convert, FindsTheMeshOfALabelOrAPatchBesideIt) {
  const TempDir folder;
  write_bytes(folder / "lh.V1.label", "#!ascii label\n2\n0 1 2 3 0\n3 1 2 3 0\n");
  const auto to_annotation = [&] { convert(folder / "lh.V1.label", folder / "lh.V1.annot"); };
  EXPECT_EQ(error_of(to_annotation),
            "lh.V1.label: a label does not say how large its mesh is, and no surface of its "
            "hemisphere lies beside it (put one there, such as lh.white)");
  write_bytes(folder / "lh.white", freesurfer_bytes(tetrahedron(9)));
  EXPECT_EQ(convert(folder / "lh.V1.label", folder / "lh.V1.annot"),
            Dropped{"the coordinates and values of 2 vertices"});
  EXPECT_EQ(read_annotation(folder / "lh.V1.annot").vertex_count, 4);
  convert(folder / "lh.V1.annot", folder / "lh.V2.label");  // coordinates are those of white
  EXPECT_NE(read_bytes(folder / "lh.V2.label").find("0  9.000  0.000  0.000"), std::string::npos);
  write_bytes(folder / "lh.V1.label", "1\n4\n");
  EXPECT_EQ(error_of(to_annotation),
            "lh.V1.annot: expected V1 within a mesh of 4 vertices, found vertex 4 (is the surface "
            "beside it of another mesh?)");

  Surface flat = tetrahedron();
  flat.triangles = {{0, 1, 3}};
  write_freesurfer_patch(flat, folder / "lh.cortex.patch.flat");
  convert(folder / "lh.cortex.patch.flat", folder / "lh.flat.surf.gii");
  EXPECT_EQ(read_gifti_surface(folder / "lh.flat.surf.gii").triangles, flat.triangles);
  std::filesystem::remove(folder / "lh.white");
  std::filesystem::remove(folder / "lh.flat.surf.gii");
  EXPECT_EQ(
      error_of([&] { convert(folder / "lh.cortex.patch.flat", folder / "lh.b.surf.gii"); }),
      "lh.cortex.patch.flat: a patch holds no triangles, and no surface of its hemisphere lies "
      "beside it (put one there, such as lh.white)");
}

TEST(Convert, WritesSurfacesAsText) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron(1.0F / 3)));
  convert(folder / "lh.pial", folder / "lh.pial.asc");
  convert(folder / "lh.pial.asc", folder / "lh.back");
  EXPECT_EQ(read_freesurfer_surface(folder / "lh.back").vertices, tetrahedron(1.0F / 3).vertices);
}

TEST(Convert, RefusesWhatHasNoForm) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2, 3, 4}));
  write_annotation({4, {{"V1", {0}}, {"V2", {1}}}}, folder / "lh.aparc.annot");
  H5Writer other(folder / "other.h5");
  other.commit();
  struct Case {
    const char *from, *to, *words;
  };
  const Case cases[] = {
      {"lh.pial", "a.mgz",
       "a.mgz: MGH cannot hold a surface (write .surf.gii, or a FreeSurfer name such as lh.pial)"},
      {"lh.curv", "lh.a.annot",
       "lh.a.annot: an annotation cannot hold values at vertices (write .mgz, .func.gii, .nii.gz, "
       "or a FreeSurfer name such as lh.thickness)"},
      {"lh.aparc.annot", "lh.aparc",
       "lh.aparc: FreeSurfer's formats cannot hold parcels (write .annot, .label.gii or "
       ".dlabel.nii)"},
      {"lh.aparc.annot", "a.nii",
       "a.nii: NIfTI cannot hold parcels (write .annot, .label.gii or "
       ".dlabel.nii)"},
      {"other.h5", "a",
       "other.h5: expected a cortex, a subject or a fit, found another program's HDF5 "
       "(core/io/FORMAT.md says which files hold a cortex)"},
      {"", "a.mgz", "a.mgz: MGH cannot hold a whole cortex (write .h5, or a folder)"},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(error_of([&] { convert(folder / one.from, folder / one.to); }), one.words);
    EXPECT_FALSE(std::filesystem::exists(folder / one.to));
  }
}

}  // namespace
}  // namespace cortiscope
