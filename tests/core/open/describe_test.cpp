#include "core/open/describe.h"

#include <gtest/gtest.h>

#include <map>

#include "core/backbone/trusted_module.h"
#include "core/data/surface_measures.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/io/image/png_file.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"
#include "tests/support/safetensors_bytes.h"
#include "tests/support/small_cortex.h"
#include "tests/support/temp_dir.h"
#include "tests/support/zip_bytes.h"

namespace cortiscope {
namespace {

std::string value_of(const std::vector<Fact>& facts, const std::string& name) {
  for (const Fact& fact : facts) {
    if (fact.name != name) continue;
    if (const auto* text = std::get_if<std::string>(&fact.value)) return *text;
    if (const auto* count = std::get_if<std::int64_t>(&fact.value)) return std::to_string(*count);
    return std::to_string(std::get<double>(fact.value));
  }
  return "(no such fact)";
}

TEST(Measure, FindsTheTetrahedronClosedAndOfItsArea) {
  const SurfaceMeasures measures = measure(tetrahedron());
  EXPECT_EQ(measures.used_vertices, 4);
  EXPECT_EQ(measures.euler_characteristic, 2);
  EXPECT_EQ(measures.border_edges, 0);
  EXPECT_NEAR(measures.area_mm2, 1.5 + std::sqrt(3.0) / 2, 1e-6);
}

TEST(Measure, CountsForUnusedVerticesNothing) {
  Surface surface = tetrahedron();
  surface.vertices.push_back({1000, 1000, 1000});
  EXPECT_EQ(measure(surface).used_vertices, 4);
  EXPECT_EQ(measure(surface).highest, Eigen::Vector3f(1, 1, 1));
  EXPECT_EQ(measure(surface).euler_characteristic, 2);
}

TEST(FlippedTriangles, AreTheFewerWhateverTheTurn) {
  Surface flat;
  flat.vertices = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}};
  flat.triangles = {{0, 1, 2}, {0, 2, 3}, {0, 3, 2}};
  EXPECT_EQ(flipped_triangles(flat), 1);
  for (Eigen::Vector3i& triangle : flat.triangles) std::swap(triangle[0], triangle[1]);
  EXPECT_EQ(flipped_triangles(flat), 1);
}

TEST(Describe, SaysWhatACortexFolderHoldsAndWhatItLacks) {
  const TempDir folder;
  std::filesystem::create_directory(folder / "surf");
  write_bytes(folder / "surf/lh.pial", freesurfer_bytes(tetrahedron(5)));
  write_bytes(folder / "surf/lh.curv", curvature_bytes({1, 1, 1, 1}));
  const Description description = describe(folder.path());
  EXPECT_EQ(description.kind, "cortex folder");
  EXPECT_EQ(value_of(description.facts, "lh_vertices"), "4");
  ASSERT_EQ(description.parts.size(), 2U);
  EXPECT_EQ(description.parts[0].name, "lh pial");
  EXPECT_EQ(description.parts[0].file, "surf/lh.pial");
  EXPECT_EQ(value_of(description.parts[0].facts, "euler_characteristic"), "2");
  EXPECT_EQ(description.problems,
            (std::vector<std::string>{
                "lh curvature: all values are the same", "lh: no sphere, which a fit needs",
                "rh: nothing found",
                "lh pial: lies on the right (x is right): are the hemispheres swapped?"}));
}

TEST(Describe, SaysThatASurfaceHasAHole) {
  const TempDir folder;
  Surface surface = tetrahedron();
  surface.triangles.pop_back();
  write_bytes(folder / "lh.white", freesurfer_bytes(surface));
  EXPECT_EQ(describe(folder / "lh.white").problems,
            std::vector<std::string>{"lh.white: not closed, 3 edges belong to one triangle only"});
}

TEST(Describe, SaysHowManyTrianglesOfAFlatmapAreTurnedOver) {
  const TempDir folder;
  Surface flat;
  flat.vertices = {{0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {2, 0, 0}};
  flat.triangles = {{0, 1, 2}, {0, 2, 3}, {1, 2, 4}};
  write_bytes(folder / "lh.flat", freesurfer_bytes(flat));
  EXPECT_EQ(describe(folder / "lh.flat").problems,
            std::vector<std::string>{"lh.flat: 1 of 3 triangles are turned over, so that the map "
                                     "overlaps itself there"});
}

TEST(Describe, KnowsAFigureAndItsTexts) {
  const TempDir folder;
  write_png(Image(3, 2), folder / "a.png", 300, {{"recipe", "{}"}});
  const Description description = describe(folder / "a.png");
  EXPECT_EQ(description.kind, "PNG image");
  EXPECT_EQ(value_of(description.facts, "width"), "3");
  ASSERT_EQ(description.parts.size(), 1U);
  EXPECT_EQ(description.parts[0].name, "text recipe");
}

TEST(Describe, KnowsASubjectFile) {
  const TempDir folder;
  Recording recording;
  recording.subject.name = "small";
  recording.subject.is_synthetic = true;
  recording.subject.cortex[kLh].surfaces[SurfaceKind::kPial] = tetrahedron();
  recording.subject.vertices[kLh] = {0, 3};
  recording.images = {"a", "b", "c"};
  recording.responses = Array<float>(Shape{3, 2}, 0.5F);
  write_recording(folder / "subject.h5", recording);
  const Description description = describe(folder / "subject.h5");
  EXPECT_EQ(description.kind, "cortiscope subject");
  EXPECT_EQ(value_of(description.facts, "name"), "small");
  EXPECT_EQ(value_of(description.facts, "synthetic"), "yes");
  EXPECT_EQ(value_of(description.facts, "images"), "3");
  EXPECT_EQ(value_of(description.facts, "encoded_vertices"), "2");
  EXPECT_EQ(description.problems,
            (std::vector<std::string>{"lh: no sphere, which a fit needs",
                                      "all 2 vertices have constant responses and cannot be "
                                      "fitted"}));
}

TEST(Describe, SaysThatAnHdf5FileIsOfAnotherProgram) {
  const TempDir folder;
  H5Writer file(folder / "other.h5");
  file.write("/betas", Array<float>(Shape{2, 2}, 1.0F));
  file.commit();
  const Description description = describe(folder / "other.h5");
  EXPECT_EQ(description.kind, "HDF5");
  EXPECT_EQ(description.problems,
            std::vector<std::string>{"not one of Cortiscope's own files: it carries no format "
                                     "(core/io/FORMAT.md says how to write one)"});
}

TEST(Describe, SaysWhatTheWeightsOfANetworkAre) {
  const Description description =
      describe(std::filesystem::path(CORTISCOPE_GOLDEN_VIT) / "dinov2_registers.safetensors");
  EXPECT_EQ(description.kind, "safetensors file");
  EXPECT_EQ(description.problems, std::vector<std::string>{});
  for (const auto& [fact, value] :
       std::map<std::string, std::string>{{"network", "vision transformer"},
                                          {"names_of", "DINOv2"},
                                          {"blocks", "3"},
                                          {"width", "16"},
                                          {"patch_pixels", "8"},
                                          {"input_side_pixels", "32"},
                                          {"class_token", "yes"},
                                          {"register_tokens", "4"},
                                          {"activation", "SwiGLU"},
                                          {"input_mean", "0.485, 0.456, 0.406"}}) {
    EXPECT_EQ(value_of(description.facts, fact), value) << fact;
  }
}

TEST(Describe, SaysWhyWeightsCannotBeRun) {
  const TempDir folder;
  write_bytes(folder / "net.safetensors",
              safetensors_bytes(R"({"a":{"dtype":"F16","shape":[1],"data_offsets":[0,2]}})",
                                std::string(2, '\0')));
  const Description description = describe(folder / "net.safetensors");
  EXPECT_EQ(value_of(description.facts, "tensors"), "1");
  EXPECT_EQ(description.problems,
            std::vector<std::string>{"net.safetensors: cannot be run: of no network that we know"});
  write_bytes(folder / "net.safetensors", "cut");
  EXPECT_NE(error_of([&] { describe(folder / "net.safetensors"); }), "(no error)");
}

TEST(Describe, SaysWhetherATorchScriptModuleIsTrusted) {
  const TempDir folder, cache;
  const EnvironmentVariable variable("XDG_CACHE_HOME", cache.path().string());
  write_bytes(folder / "clip.pt", script_archive_bytes());
  const Description description = describe(folder / "clip.pt");
  EXPECT_EQ(description.kind, "TorchScript module");
  EXPECT_EQ(value_of(description.facts, "network"), "clip");
  EXPECT_EQ(value_of(description.facts, "trusted"), "no");
  trust(folder / "clip.pt");
  EXPECT_EQ(value_of(describe(folder / "clip.pt").facts, "trusted"), "yes");
}

TEST(Describe, SaysThatItDoesNotKnowAFormat) {
  const TempDir folder;
  write_bytes(folder / "notes.txt", "hello");
  EXPECT_EQ(
      error_of([&] { describe(folder / "notes.txt"); }),
      "notes.txt: expected a format that we know, found another (we read FreeSurfer, GIFTI, NIfTI, "
      "CIFTI-2, PNG, JPEG, safetensors, TorchScript and Cortiscope's own HDF5 files)");
  EXPECT_EQ(error_of([&] { describe(folder / "no.txt"); }),
            "no.txt: no such file (looked for " + (folder / "no.txt").string() + ")");
}

TEST(Describe, FindsNothingWrongWithFsaverage5) {
  SKIP_WITHOUT_REAL_DATA();
  const Description description = describe(*real_data() / "fsaverage5");
  EXPECT_EQ(description.problems, std::vector<std::string>{});
  EXPECT_EQ(description.parts.size(), 16U);
}

}  // namespace
}  // namespace cortiscope
