#include "core/open/cortex_folder.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>

#include "core/io/cortex_names.h"
#include "core/io/freesurfer/freesurfer_curvature.h"
#include "core/io/freesurfer/freesurfer_surface.h"
#include "core/io/gifti/gifti.h"
#include "core/io/gifti/gifti_writers.h"
#include "core/open/overlay.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(ReadCortexFolder, ReadsFsaverage5FromFreeSurferAndGifti) {
  SKIP_WITHOUT_REAL_DATA();
  const Cortex cortex = read_cortex_folder(*real_data() / "fsaverage5");
  EXPECT_EQ(cortex.name, "fsaverage5");
  for (const Hemisphere h : kHemispheres) {
    EXPECT_EQ(cortex[h].vertex_count(), 10242);
    EXPECT_EQ(cortex[h].surfaces.size(), 5U);
    EXPECT_EQ(cortex[h].curvature.size(), 10242U);
    EXPECT_EQ(cortex[h].sulcal_depth.size(), 10242U);
    EXPECT_EQ(cortex[h].parcels.size(), 36U);
  }
  EXPECT_EQ(cortex.sources.size(), 16U);
  EXPECT_EQ(cortex.sources[1].part, "pial");
  EXPECT_EQ(cortex.sources[1].file, "surf/lh.pial");
}

TEST(ReadCortexFolder, GivesFsaverageItsFlatPatchesThoughOtherSurfacesAreGifti) {
  SKIP_WITHOUT_REAL_DATA();
  const Cortex cortex = read_cortex_folder(*real_data() / "fsaverage");
  for (const Hemisphere h : kHemispheres) {
    const Surface* flat = cortex[h].find(SurfaceKind::kFlat);
    ASSERT_TRUE(flat);
    EXPECT_EQ(flat->vertices.size(), 163842U);
    EXPECT_GT(flat->triangles.size(), 290000U);
    EXPECT_LT(flat->triangles.size(), 327680U);
  }
}

TEST(ReadCortexFolder, SaysThatAFolderHoldsNoCortex) {
  const TempDir folder;
  std::filesystem::create_directory(folder / "empty");
  EXPECT_EQ(error_of([&] { read_cortex_folder(folder / "empty"); }),
            "empty: expected a cortex, found no surface in it (it should hold surf/lh.pial, "
            "gifti/pial_left.gii.gz or lh.pial.surf.gii, and so on)");
}

/// A folder with lh.white and lh.pial, tetrahedra both.
struct SmallFolder {
  TempDir folder;
  SmallFolder() {
    std::filesystem::create_directory(folder / "surf");
    std::filesystem::create_directory(folder / "label");
    std::filesystem::create_directory(folder / "gifti");
    write_bytes(folder / "surf/lh.white", freesurfer_bytes(tetrahedron()));
    write_bytes(folder / "surf/lh.pial", freesurfer_bytes(tetrahedron()));
  }
  Cortex read() const { return read_cortex_folder(folder.path()); }
  std::string error() const {
    return error_of([&] { read(); });
  }
};

/// A GIFTI file of the tetrahedron, `x` mm to the right.
std::string gifti_surface(int x) {
  const std::string at = std::to_string(x);
  const std::string next = std::to_string(x + 1);
  return "<GIFTI><DataArray Intent=\"NIFTI_INTENT_POINTSET\" DataType=\"NIFTI_TYPE_FLOAT32\" "
         "Encoding=\"ASCII\" Dimensionality=\"2\" Dim0=\"4\" Dim1=\"3\"><Data>" +
         at + " 0 0 " + next + " 0 0 " + at + " 1 0 " + at +
         " 0 1</Data></DataArray><DataArray Intent=\"NIFTI_INTENT_TRIANGLE\" "
         "DataType=\"NIFTI_TYPE_INT32\" Encoding=\"ASCII\" Dimensionality=\"2\" Dim0=\"4\" "
         "Dim1=\"3\"><Data>1 3 0 0 2 1 0 3 2 1 2 3</Data></DataArray></GIFTI>";
}

TEST(ReadCortexFolder, PrefersFreeSurferAndFillsUpFromGifti) {
  SmallFolder small;
  write_bytes(small.folder / "gifti/pial_left.gii", gifti_surface(7));
  write_bytes(small.folder / "gifti/infl_left.gii", gifti_surface(7));
  write_bytes(small.folder / "gifti/lh.sphere.reg.surf.gii", gifti_surface(8));
  write_bytes(small.folder / "gifti/lh.sphere.surf.gii", gifti_surface(9));
  const Cortex cortex = small.read();
  const HemisphereCortex& lh = cortex[kLh];
  EXPECT_EQ(lh.find(SurfaceKind::kPial)->vertices[0].x(), 0);
  EXPECT_EQ(lh.find(SurfaceKind::kInflated)->vertices[0].x(), 7);
  EXPECT_EQ(lh.find(SurfaceKind::kSphere)->vertices[0].x(), 8);
  // The same triangles in another order are taken, in the order of the others.
  EXPECT_EQ(lh.find(SurfaceKind::kSphere)->triangles, tetrahedron().triangles);
  std::vector<std::string> files;
  for (const CortexSource& source : cortex.sources)
    files.push_back(source.part + "=" + source.file);
  EXPECT_EQ(files, (std::vector<std::string>{"white=surf/lh.white", "pial=surf/lh.pial",
                                             "inflated=gifti/infl_left.gii",
                                             "sphere=gifti/lh.sphere.reg.surf.gii"}));
  EXPECT_EQ(cortex[kRh].vertex_count(), 0);
}

TEST(ReadCortexFolder, PrefersTheRegistrationSphere) {
  SmallFolder small;
  write_bytes(small.folder / "surf/lh.sphere", freesurfer_bytes(tetrahedron(1)));
  write_bytes(small.folder / "surf/lh.sphere.reg", freesurfer_bytes(tetrahedron(2)));
  EXPECT_EQ(small.read()[kLh].find(SurfaceKind::kSphere)->vertices[0].x(), 2);
}

TEST(ReadCortexFolder, ReadsFilesThatLieInTheFolderItself) {
  const TempDir folder;
  write_bytes(folder / "sub-01_hemi-R_pial.surf.gii", gifti_surface(3));
  const Cortex cortex = read_cortex_folder(folder.path());
  EXPECT_EQ(cortex[kRh].vertex_count(), 4);
  EXPECT_EQ(cortex.name, folder.path().filename().string());
}

TEST(ReadCortexFolder, ReadsLabelsAsRegionsButNotTheMaskOfTheCortex) {
  SmallFolder small;
  write_bytes(small.folder / "label/lh.cortex.label", "# all\n1\n0 0 0 0 0\n");
  write_bytes(small.folder / "label/lh.V1_exvivo.label", "# V1\n2\n3 0 0 0 0\n1 0 0 0 0\n");
  const Cortex cortex = small.read();
  ASSERT_EQ(cortex[kLh].regions.size(), 1U);
  EXPECT_EQ(cortex[kLh].regions[0].name, "V1_exvivo");
  EXPECT_EQ(cortex[kLh].regions[0].vertices, (std::vector<int>{1, 3}));
}

TEST(ReadCortexFolder, NamesBothFilesThatDisagreeOnTheVertices) {
  SmallFolder small;
  Surface larger = tetrahedron();
  larger.vertices.push_back({5, 5, 5});
  write_bytes(small.folder / "surf/lh.inflated", freesurfer_bytes(larger));
  const std::string hint = " (are the two files of the same subject and hemisphere?)";
  EXPECT_EQ(small.error(), "lh.inflated: expected 4 vertices as in lh.white, found 5" + hint);
  std::filesystem::remove(small.folder / "surf/lh.inflated");
  write_bytes(small.folder / "surf/lh.curv", curvature_bytes({1, 2, 3}));
  EXPECT_EQ(small.error(), "lh.curv: expected 4 vertices as in lh.white, found 3" + hint);
  std::filesystem::remove(small.folder / "surf/lh.curv");
  write_bytes(small.folder / "label/lh.V1.label", "# V1\n1\n4 0 0 0 0\n");
  EXPECT_EQ(small.error(), "lh.V1.label: expected 4 vertices as in lh.white, found 5" + hint);
}

TEST(ReadCortexFolder, NamesBothFilesThatDisagreeOnTheTriangles) {
  SmallFolder small;
  Surface inside_out = tetrahedron();
  for (Eigen::Vector3i& triangle : inside_out.triangles) std::swap(triangle[0], triangle[1]);
  write_bytes(small.folder / "surf/lh.pial", freesurfer_bytes(inside_out));
  EXPECT_EQ(small.error(),
            "lh.pial: expected the triangles of lh.white, found others (are the two files of the "
            "same subject and hemisphere?)");
}

TEST(ReadCortexFolder, LetsTheHemispheresDiffer) {
  SmallFolder small;
  Surface larger = tetrahedron();
  larger.vertices.push_back({5, 5, 5});
  write_bytes(small.folder / "surf/rh.white", freesurfer_bytes(larger));
  EXPECT_EQ(small.read()[kRh].vertex_count(), 5);
}

TEST(ReadCortexFolder, AsksForASurfaceBesideValuesAndPatches) {
  const TempDir folder;
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2}));
  EXPECT_EQ(error_of([&] { read_cortex_folder(folder.path()); }),
            "lh.curv: expected a surface of its hemisphere beside it, found none (add white, pial, "
            "inflated or sphere)");
  write_bytes(folder / "lh.full.flat.patch.3d",
              big_endian(-1) + big_endian(1) + big_endian(1) + std::string(12, '\0'));
  EXPECT_EQ(error_of([&] { read_cortex_folder(folder.path()); }),
            "lh.full.flat.patch.3d: expected a surface of its hemisphere beside it, found none (a "
            "patch holds no triangles; add white, pial, inflated or sphere)");
}

TEST(ReadCortexFolder, SaysThatThereIsNoFolder) {
  const TempDir folder;
  EXPECT_EQ(error_of([&] { read_cortex_folder(folder / "no"); }),
            "no: no such folder (looked for " + (folder / "no").string() + ")");
  write_bytes(folder / "file", "");
  EXPECT_EQ(error_of([&] { read_cortex_folder(folder / "file"); }),
            "file: expected the folder of a cortex, found a file (give the folder that holds surf "
            "or gifti)");
}

TEST(UnderstandCortexFileName, KnowsTheNamesOfManyPrograms) {
  const auto part = [](const char* name) {
    const auto understood = understand_cortex_file_name(name);
    return understood
               ? std::string(name_of(understood->hemisphere)) + " " + name_of(understood->part)
               : "(no part)";
  };
  EXPECT_EQ(part("lh.pial"), "lh pial");
  EXPECT_EQ(part("rh.sphere.reg"), "rh sphere");
  EXPECT_EQ(part("rh.cortex.patch.flat"), "rh flat");
  EXPECT_EQ(part("lh.full.flat.patch.3d"), "lh flat");
  EXPECT_EQ(part("rh.aparc.annot"), "rh parcels");
  EXPECT_EQ(part("lh.sulc"), "lh sulcal depth");
  EXPECT_EQ(part("infl_right.gii.gz"), "rh inflated");
  EXPECT_EQ(part("curv_left.gii.gz"), "lh curvature");
  EXPECT_EQ(part("tpl-fsaverage_hemi-L_den-10k_sulc.shape.gii"), "lh sulcal depth");
  EXPECT_EQ(part("S1200.R.very_inflated_MSMAll.32k_fs_LR.surf.gii"), "(no part)");
  EXPECT_EQ(part("S1200.R.inflated_MSMAll.32k_fs_LR.surf.gii"), "rh inflated");
  EXPECT_EQ(part("rh.inflated.curv.shape.gii"), "rh curvature");
  EXPECT_EQ(part("lh.aparc.a2009s.annot"), "(no part)");
  EXPECT_EQ(part("lh.pial.avg.area.mgh"), "(no part)");
  EXPECT_EQ(part("README.md"), "(no part)");
}

TEST(ReadCortexFolder, FindsTheSameCortexInFreeSurferAndGiftiFiles) {
  SKIP_WITHOUT_REAL_DATA();
  const auto folder = *real_data() / "fsaverage5";
  for (const auto& [binary, gifti] : {std::pair{"lh.white", "white_left"},
                                      {"lh.pial", "pial_left"},
                                      {"rh.sphere", "sphere_right"},
                                      {"rh.inflated", "infl_right"}}) {
    const Surface a = read_freesurfer_surface(folder / "surf" / binary);
    const Surface b = read_gifti_surface(folder / "gifti" / (std::string(gifti) + ".gii.gz"));
    ASSERT_EQ(a.triangles, b.triangles) << binary;
    float furthest = 0;
    for (std::size_t v = 0; v < a.vertices.size(); ++v) {
      furthest = std::max(furthest, (a.vertices[v] - b.vertices[v]).norm());
    }
    EXPECT_LT(furthest, 1e-3F) << binary;
  }
}

TEST(ReadCortexFolder, FindsTheSpheresOfTheTemplatesNested) {
  SKIP_WITHOUT_REAL_DATA();
  const Cortex coarse = read_cortex_folder(*real_data() / "fsaverage5");
  const Cortex fine = read_cortex_folder(*real_data() / "fsaverage");
  for (const Hemisphere h : kHemispheres) {
    const Surface& a = *coarse[h].find(SurfaceKind::kSphere);
    const Surface& b = *fine[h].find(SurfaceKind::kSphere);
    for (std::size_t v = 0; v < a.vertices.size(); ++v) {
      ASSERT_LT((a.vertices[v] - b.vertices[v]).norm(), 0.01F) << v;
    }
  }
}

TEST(ReadCortexFolder, FindsFsaveragesCurvatureTheSameInBothFormats) {
  SKIP_WITHOUT_REAL_DATA();
  const auto folder = *real_data() / "fsaverage";
  const std::vector<float> a = read_freesurfer_curvature(folder / "surf/lh.curv");
  const std::vector<float> b = read_overlay(folder / "gifti/curv_left.gii.gz");
  EXPECT_EQ(a, b);
}

TEST(RealFiles, AreReadOrRefusedForATrueReason) {
  SKIP_WITHOUT_REAL_DATA();
  const auto folder = *real_data() / "formats";
  EXPECT_EQ(read_overlay(folder / "BrainMesh_ICBM152.lh.curv").size(), 40962U);
  EXPECT_EQ(read_overlay(folder / "gzipbase64.gii").size(), 143479U);
  EXPECT_EQ(read_overlay(folder / "rh.shape.curv.gii").size(), 133764U);
  EXPECT_EQ(read_overlay_maps(folder / "task.func.gii").shape, (Shape{10, 642}));
  EXPECT_EQ(read_gifti_surface(folder / "ascii.gii").triangles.size(), 1U);
  EXPECT_EQ(read_gifti_surface(folder / "external.gii").vertices.size(), 8U);
  EXPECT_EQ(error_of([&] { read_gifti_surface(folder / "base64bin.gii"); }),
            "base64bin.gii: expected vertex indices from 0 to 9, found 25602 in triangle 0 (the "
            "file is damaged; copy it again)");
  EXPECT_EQ(error_of([&] { read_overlay(folder / "test.mgz"); }),
            "test.mgz: expected values at vertices, such as (V, 1, 1, 1), found a volume of (3, 4, "
            "5, 2) (sample it on the surface with mri_vol2surf first)");
}

TEST(CortexFolder, ShowsSurfacesThatDoNotSayWhichTheyAre) {
  const TempDir folder;
  write_bytes(folder / "fsa5_lh.gii", "not XML");
  write_gifti_surface(tetrahedron(), std::nullopt, folder / "mesh_lh.gii");
  write_bytes(folder / "rh.orig", freesurfer_bytes(tetrahedron()));
  Warnings warnings;
  const Cortex cortex = read_cortex_folder(folder.path(), &warnings);
  for (const Hemisphere h : kHemispheres) EXPECT_TRUE(cortex[h].find(SurfaceKind::kPial));
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[0],
            "mesh_lh.gii: its name does not say which surface it is (white, pial, inflated, "
            "sphere, flat); it is shown as pial");
  write_bytes(folder / "lh.white", freesurfer_bytes(tetrahedron()));
  EXPECT_EQ(read_cortex_folder(folder.path()).sources.size(), 1U) << "a named one is a cortex";
}

TEST(CortexFolder, SaysThatItMayNotBeRead) {
  const TempDir folder;
  write_bytes(folder / "lh.pial", freesurfer_bytes(tetrahedron()));
  std::filesystem::permissions(folder.path(), std::filesystem::perms::none);
  // The superuser may read everything: in a process of another user.
  const auto read_as_other = [&](const std::string& expected, auto&& read) {
    if (geteuid() == 0 && setuid(65534) != 0) _exit(3);
    const std::string said = error_of(read);
    std::fprintf(stderr, "%s", said.c_str());
    _exit(said.find(expected) != std::string::npos ? 0 : 1);
  };
  EXPECT_EXIT(read_as_other(folder.path().filename().string() +
                                ": this folder may not be read (its permissions forbid it: ask its "
                                "owner, or chmod u+rx it)",
                            [&] { read_cortex_folder(folder.path()); }),
              testing::ExitedWithCode(0), "");
  EXPECT_EXIT(read_as_other("lh.pial: may not be read (the permissions of a folder on the way to ",
                            [&] { read_freesurfer_surface(folder / "lh.pial"); }),
              testing::ExitedWithCode(0), "");
  EXPECT_EXIT(
      read_as_other("surf: this folder may not be read (the permissions of a folder on the ",
                    [&] { read_cortex_folder(folder / "surf"); }),
      testing::ExitedWithCode(0), "");
  std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
}

}  // namespace
}  // namespace cortiscope
