#include "core/open/study_cortex.h"

#include <gtest/gtest.h>

#include "core/open/convert.h"
#include "core/open/cortex_folder_writer.h"
#include "core/open/read_any.h"
#include "tests/support/algonauts_folder.h"
#include "tests/support/environment_variable.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

/// A study beside nothing, on a machine without FreeSurfer.
struct StudyCortexTest : testing::Test {
  TempDir folder;
  EnvironmentVariable subjects{"SUBJECTS_DIR", (folder / "subjects").string()};
  EnvironmentVariable freesurfer{"FREESURFER_HOME", (folder / "freesurfer").string()};
  EnvironmentVariable nilearn{"NILEARN_DATA", ""};
  EnvironmentVariable templateflow{"TEMPLATEFLOW_HOME", ""};
  EnvironmentVariable home{"HOME", (folder / "home").string()};
  EnvironmentVariable cache{"XDG_CACHE_HOME", (folder / "cache").string()};
  std::filesystem::path study = folder / "study/subj01";

  /// Writes a cortex that its curvature tells from others.
  void write_cortex(const std::filesystem::path& at, float curvature = 0) const {
    Cortex cortex = small_recording().subject.cortex;
    for (const Hemisphere h : kHemispheres) cortex[h].curvature.assign(4, curvature);
    std::filesystem::create_directories(at.parent_path());
    write_cortex_folder(cortex, at);
  }
  float curvature_found(const std::filesystem::path& given = {}) const {
    return study_cortex(study, given)()[kLh].curvature.at(0);
  }
};

TEST_F(StudyCortexTest, IsTheFirstOfThePlacesWhereItMayBe) {
  write_cortex(folder / "freesurfer/subjects/fsaverage", 4);
  EXPECT_EQ(curvature_found(), 4);
  write_cortex(folder / "subjects/fsaverage", 3);
  EXPECT_EQ(curvature_found(), 3);
  write_cortex(folder / "study/fsaverage", 2);
  EXPECT_EQ(curvature_found(), 2);
  study = folder / "study/subj01/";
  EXPECT_EQ(curvature_found(), 2);
  write_cortex(folder / "other", 1);
  EXPECT_EQ(curvature_found(folder / "other"), 1) << "the one given";
}

/// Writes a folder's spheres under the names that another program gives them.
template <class NameOfSphere>
void write_spheres(const std::filesystem::path& from, const std::filesystem::path& to,
                   const NameOfSphere& name_of_sphere) {
  std::filesystem::create_directories(to);
  for (const Hemisphere h : kHemispheres) {
    convert(from / "surf" / (std::string(name_of(h)) + ".sphere"), to / name_of_sphere(h));
  }
}

TEST_F(StudyCortexTest, IsFoundWhereNilearnAndTemplateFlowDownloadIt) {
  write_cortex(folder / "any");
  const auto vertex_count = [&] { return study_cortex(study)()[kLh].vertex_count(); };
  const auto of_templateflow = folder / "home/.cache/templateflow/tpl-fsaverage";
  write_spheres(folder / "any", of_templateflow, [](Hemisphere h) {
    return std::string("tpl-fsaverage_hemi-") + (h == kLh ? "L" : "R") +
           "_den-164k_sphere.surf.gii";
  });
  EXPECT_EQ(vertex_count(), 4);
  write_bytes(of_templateflow / "tpl-fsaverage_hemi-L_den-10k_sphere.surf.gii", "<GIFTI/>");
  EXPECT_EQ(vertex_count(), 4) << "the coarser one comes first by its name";
  const auto of_nilearn = folder / "home/nilearn_data/fsaverage";
  std::filesystem::create_directories(of_nilearn);
  EXPECT_NE(error_of([&] { vertex_count(); }), "(no error)") << "an empty folder, and before it";
  write_spheres(folder / "any", of_nilearn, [](Hemisphere h) {
    return std::string("sphere_") + (h == kLh ? "left" : "right") + ".gii.gz";
  });
  EXPECT_EQ(vertex_count(), 4);
}

TEST_F(StudyCortexTest, IsReadOnlyWhenItIsNeeded) {
  const StudyCortex cortex = study_cortex(study);
  write_cortex(folder / "study/fsaverage", 2);
  EXPECT_EQ(cortex()[kLh].curvature.at(0), 2);
}

TEST_F(StudyCortexTest, IsRememberedOnlyIfItIsFsaverage) {
  write_cortex(folder / "somewhere", 5);
  Cortex cortex;
  for (const Hemisphere h : kHemispheres) {
    cortex[h].surfaces[SurfaceKind::kSphere].vertices.resize(163842);
  }
  Cortex other = cortex;
  other[kRh].surfaces[SurfaceKind::kSphere].vertices.resize(40962);
  remember_fsaverage(other, folder / "somewhere");
  EXPECT_NE(error_of([&] { curvature_found(); }), "(no error)");
  remember_fsaverage(cortex, folder / "somewhere");
  EXPECT_EQ(curvature_found(), 5);
}

TEST_F(StudyCortexTest, SaysWhereItLooked) {
  EXPECT_EQ(
      error_of([&] { curvature_found(); }),
      study.string() +
          ": its vertices are those of the cortex fsaverage, which the folder does not hold "
          "(put FreeSurfer's folder fsaverage, of 163842 vertices a hemisphere, beside it; or "
          "open that in the window first; or name it with the option cortex; looked for " +
          (folder / "study/fsaverage").string() + ", " + (folder / "subjects/fsaverage").string() +
          ", " + (folder / "freesurfer/subjects/fsaverage").string() + ", " +
          (folder / "home/nilearn_data/fsaverage").string() + ", " +
          (folder / "home/.cache/templateflow/tpl-fsaverage").string() + ")");
  write_bytes(folder / "lh.curv", curvature_bytes({1, 2, 3, 4}));
  EXPECT_EQ(error_of([&] { curvature_found(folder / "lh.curv"); }),
            "lh.curv: expected the folder of a cortex, found a FreeSurfer curv file (is this the "
            "right file?)");
}

TEST_F(StudyCortexTest, OpensAnAlgonautsFolderWithIt) {
  write_cortex(folder / "study/fsaverage", 2);
  write_algonauts_folder(study);
  const Contents contents = read_any(study);
  const auto* found = find<AlgonautsContents>(contents);
  ASSERT_TRUE(found);
  const RecordingSource recording = subject_of(*found).recording;
  EXPECT_EQ(recording.subject.cortex.name, "fsaverage");
  EXPECT_EQ(recording.subject.cortex[kLh].curvature.at(0), 2);
  EXPECT_EQ(recording.subject.vertex_count(), 3);
  EXPECT_EQ(recording.images, small_recording().images);
  convert(study, folder / "cortex.h5");
  const Contents converted = read_any(folder / "cortex.h5");
  ASSERT_TRUE(find<CortexContents>(converted));
  EXPECT_EQ((*find<CortexContents>(converted)->cortex)[kLh].regions.size(), 3U) << "the subject's";
}

}  // namespace
}  // namespace cortiscope
