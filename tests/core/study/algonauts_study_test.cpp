#include "core/study/algonauts_study.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/data/responses.h"
#include "core/fit/study_files.h"
#include "core/io/hdf5/subject_file.h"
#include "core/open/describe.h"
#include "tests/support/algonauts_folder.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

/// A subject's folder of Algonauts 2023 and the cortex to open it with.
struct AlgonautsStudyTest : testing::Test {
  TempDir temporary;
  fs::path folder = temporary / "subj01";
  fs::path fmri = folder / "training_split/training_fmri";
  fs::path images = folder / "training_split/training_images";
  fs::path masks = folder / "roi_masks";
  Recording recording = small_recording();

  AlgonautsStudyTest() { write(); }

  void write(const AlgonautsLayout& layout = {}) const {
    fs::remove_all(folder);
    write_algonauts_folder(folder, recording, layout);
  }
  AlgonautsStudy study() const {
    return AlgonautsStudy(folder, [cortex = cortex_alone()] { return cortex; });
  }
  /// As it comes, with labels of its own instead of the subject's regions.
  Cortex cortex_alone() const {
    Cortex cortex = recording.subject.cortex;
    for (const Hemisphere h : kHemispheres) cortex[h].regions = {{"V1_exvivo", {3}}};
    return cortex;
  }
  std::string error_of_opening() const {
    return error_of([&] { study().open(1); });
  }
  AlgonautsFolder look() const { return AlgonautsStudy(folder).look(); }
};

void expect_same_regions(const Cortex& found, const Cortex& expected) {
  for (const Hemisphere h : kHemispheres) {
    ASSERT_EQ(found[h].regions.size(), expected[h].regions.size()) << name_of(h);
    for (std::size_t i = 0; i < expected[h].regions.size(); ++i) {
      EXPECT_EQ(found[h].regions[i].name, expected[h].regions[i].name);
      EXPECT_EQ(found[h].regions[i].vertices, expected[h].regions[i].vertices);
    }
  }
}

void expect_same(const RecordingSource& found, const RecordingSource& expected) {
  EXPECT_EQ(found.subject.name, expected.subject.name);
  EXPECT_EQ(found.subject.is_synthetic, expected.subject.is_synthetic);
  EXPECT_EQ(found.subject.vertices, expected.subject.vertices);
  EXPECT_EQ(found.subject.noise_ceiling, expected.subject.noise_ceiling);
  expect_same_regions(found.subject.cortex, expected.subject.cortex);
  EXPECT_EQ(sphere_positions(found.subject).values, sphere_positions(expected.subject).values);
  EXPECT_EQ(found.images, expected.images);
  EXPECT_EQ(found.is_z_scored, expected.is_z_scored);
  EXPECT_EQ(found.test_rows, expected.test_rows);
  std::vector<int> rows = {2, 0, 1};  // those of a test set are between the others
  for (const int row : found.test_rows) rows.insert(rows.begin() + 1, row);
  EXPECT_EQ(found.responses->read(rows).values, expected.responses->read(rows).values);
  EXPECT_EQ(found.responses->image_count(), expected.responses->image_count());
}

TEST_F(AlgonautsStudyTest, IsTheSameAsTheSameDataInASubjectFile) {
  write_recording(temporary / "subject.h5", recording);
  const RecordingSource expected = study_at(temporary / "subject.h5")->open(1);
  for (const std::string type : {"<f4", ">f4", "<f8"}) {
    for (const bool is_column_major : {false, true}) {
      for (const bool has_whole_masks : {true, false}) {
        if (!has_whole_masks) {  // V1v has a vertex without responses
          recording.subject.cortex[kLh].regions = {{"V1v", {0}}, {"V1d", {2}}, {"V1", {0, 2}}};
        } else {
          recording = small_recording();
        }
        write({type, is_column_major, has_whole_masks, !has_whole_masks});
        RecordingSource same = expected;
        same.subject.cortex = recording.subject.cortex;
        for (const double cache_gb : {0.0, 1.0}) {
          SCOPED_TRACE(type + (is_column_major ? ", Fortran" : ", C"));
          const RecordingSource opened = study().open(cache_gb);
          expect_same(opened, same);
          EXPECT_EQ(opened.concerns, std::vector<std::string>{});
        }
      }
    }
  }
}

TEST_F(AlgonautsStudyTest, AppendsTheTestImagesWithResponsesAsTheTestSet) {
  recording = small_recording_with_test_set();
  write_recording(temporary / "subject.h5", recording);
  const RecordingSource expected = study_at(temporary / "subject.h5")->open(1);
  EXPECT_EQ(expected.test_rows, (std::vector<int>{3, 4}));
  for (const bool is_column_major : {false, true}) {
    write({"<f4", is_column_major});
    for (const double cache_gb : {0.0, 1.0}) {
      const RecordingSource opened = study().open(cache_gb);
      expect_same(opened, expected);
      EXPECT_EQ(opened.responses->read({4}).values, (std::vector<float>{13, 0.5F, 15}));
      EXPECT_EQ(opened.concerns, std::vector<std::string>{});
    }
  }
  EXPECT_EQ(look().test_responses, (std::array<std::int64_t, 2>{2, 2}));
  EXPECT_EQ(look().test_images, 2);
  EXPECT_TRUE(look().problems.empty());
}

TEST_F(AlgonautsStudyTest, LeavesTestImagesWithoutResponsesAlone) {
  recording = small_recording_with_test_set();
  write();
  fs::remove_all(folder / "test_split/test_fmri");
  const RecordingSource opened = study().open(1);
  EXPECT_EQ(opened.images, small_recording().images);
  EXPECT_TRUE(opened.test_rows.empty());
  EXPECT_TRUE(opened.concerns.empty()) << "as the challenge gave them out";
  EXPECT_EQ(look().test_images, 2);
  const std::string before = study().fingerprint();
  write_bytes(folder / "test_split/test_images/test-0003_nsd-00910.png", "");
  EXPECT_EQ(study().fingerprint(), before) << "they are not read";
}

TEST_F(AlgonautsStudyTest, HasNoTestSetOfOneHemisphere) {
  recording = small_recording_with_test_set();
  write();
  fs::remove(folder / "test_split/test_fmri/rh_test_fmri.npy");
  const std::vector<std::string> words = {
      "rh_test_fmri.npy: missing, so that fits are tested on images of the training split"};
  EXPECT_EQ(study().open(1).concerns, words);
  EXPECT_TRUE(study().open(1).test_rows.empty());
  EXPECT_EQ(look().problems, words);
}

TEST_F(AlgonautsStudyTest, RefusesATestSplitThatDisagrees) {
  recording = small_recording_with_test_set();
  const auto test_split = folder / "test_split";
  write();
  fs::remove(test_split / "test_images" / recording.images[4]);
  EXPECT_EQ(error_of_opening(),
            "test_images: expected 2 images, one for each row of lh_test_fmri.npy, found 1 "
            "(responses are matched to images by their order: unzip the subject's folder again, "
            "and keep no other images there)");
  EXPECT_EQ(look().problems,
            (std::vector<std::string>{
                "lh_test_fmri.npy: responses to 2 images, but 1 test images are there",
                "rh_test_fmri.npy: responses to 2 images, but 1 test images are there"}));
  write();
  write_bytes(test_split / "test_fmri/rh_test_fmri.npy",
              npy_bytes("<f4", "(2, 2)", number_bytes({1, 2, 3, 4}, "<f4")));
  EXPECT_EQ(error_of_opening(),
            "rh_test_fmri.npy: expected responses of 1 vertices as in rh_training_fmri.npy, found "
            "2 (are the two files of the same subject?)");
  write();
  fs::rename(test_split / "test_images" / recording.images[4],
             test_split / "test_images" / recording.images[0]);
  EXPECT_EQ(error_of_opening(),
            "test_images: expected other images than in training_images, found "
            "\"train-0001_nsd-00013.png\" in both (unzip the subject's folder again)");
}

TEST_F(AlgonautsStudyTest, ReadsResponsesFromTheFileWhereTheCacheHasNoRoom) {
  const auto from_file = study().open(0).responses;
  const auto from_memory = study().open(1).responses;
  EXPECT_FALSE(std::dynamic_pointer_cast<const ResponsesInMemory>(from_file));
  EXPECT_TRUE(std::dynamic_pointer_cast<const ResponsesInMemory>(from_memory));
}

TEST_F(AlgonautsStudyTest, KeepsTheRegionsOfTheCortexWhereItHasNone) {
  for (const char* file :
       {"lh.prf-visualrois_fsaverage_space.npy", "rh.prf-visualrois_fsaverage_space.npy"}) {
    fs::remove(masks / file);
  }
  const RecordingSource opened = study().open(1);
  ASSERT_EQ(opened.subject.cortex[kLh].regions.size(), 1U);
  EXPECT_EQ(opened.subject.cortex[kLh].regions[0].name, "V1_exvivo");
}

TEST_F(AlgonautsStudyTest, JoinsTheRegionsOfEachSetInItsOrder) {
  write_bytes(masks / "lh.floc-faces_challenge_space.npy", npy_list({5, 2}));
  write_bytes(masks / "mapping_floc-faces.npy",
              npy_of_names({{0, "Unknown"}, {2, "FFA-1"}, {5, "FFA-2"}}));
  write_bytes(masks / "lh.streams_fsaverage_space.npy", npy_list({0, 0, 0, 1}, "<i4"));
  write_bytes(masks / "mapping_streams.npy", npy_of_names({{0, "Unknown"}, {1, "early"}}));
  const RecordingSource opened = study().open(1);
  Cortex expected;
  expected[kLh].regions = {{"V1v", {0, 1}}, {"V1d", {2}},    {"V1", {0, 1, 2}}, {"FFA-1", {2}},
                           {"FFA-2", {0}},  {"FFA", {0, 2}}, {"early", {3}}};
  expected[kRh].regions = {{"V1d", {1}}, {"V1", {1}}};
  expect_same_regions(opened.subject.cortex, expected);
}

TEST_F(AlgonautsStudyTest, LeavesOutRegionsWithoutNamesAndSaysSo) {
  fs::remove(masks / "mapping_prf-visualrois.npy");
  const std::vector<std::string> concerns = {
      "mapping_prf-visualrois.npy: missing, so that the regions of \"prf-visualrois\" have no "
      "names "
      "and are left out"};
  EXPECT_EQ(study().open(1).concerns, concerns);
  EXPECT_EQ(look().problems, concerns);
}

TEST_F(AlgonautsStudyTest, OpensOneHemisphereAlone) {
  fs::remove(fmri / "rh_training_fmri.npy");
  const RecordingSource opened = study().open(0);
  EXPECT_EQ(opened.concerns, std::vector<std::string>{"rh_training_fmri.npy: missing"});
  EXPECT_EQ(opened.subject.vertices[kLh], (std::vector<int>{0, 2}));
  EXPECT_TRUE(opened.subject.vertices[kRh].empty());
  EXPECT_EQ(opened.subject.noise_ceiling, (std::vector<float>{0.5F, 0.25F}));
  EXPECT_EQ(opened.responses->read({1}).values, (std::vector<float>{-4, 5}));
}

TEST_F(AlgonautsStudyTest, HasNoCeilingsWhereTheyAreNotGivenForAllVertices) {
  fs::remove(folder / "test_split/noise_ceiling/rh_noise_ceiling.npy");
  EXPECT_TRUE(study().open(1).subject.noise_ceiling.empty());
  EXPECT_FALSE(look().has_noise_ceiling);
}

TEST_F(AlgonautsStudyTest, RefusesCeilingsThatAreNone) {
  const auto file = folder / "test_split/noise_ceiling/lh_noise_ceiling.npy";
  write_bytes(file, npy_list({0.5, -1}));
  EXPECT_EQ(error_of_opening(),
            "lh_noise_ceiling.npy: expected fractions from 0 to 1, or percentages, found -1.000000 "
            "(unzip the subject's folder again)");
  write_bytes(file, npy_list({0.5}));
  EXPECT_EQ(error_of_opening(),
            "lh_noise_ceiling.npy: expected 2 values, one for each vertex with responses, found 1 "
            "(is it of the same subject and hemisphere?)");
}

TEST_F(AlgonautsStudyTest, SaysWhichCortexItNeeds) {
  const std::string words =
      folder.string() +
      ": its vertices are those of the cortex fsaverage, which the folder does not hold (give "
      "FreeSurfer's folder fsaverage, of 163842 vertices a hemisphere)";
  EXPECT_EQ(error_of([&] { study_at(folder)->open(1); }), words);
  EXPECT_EQ(error_of([&] { open_study(folder, temporary / "features.h5", 1); }), words);
  Cortex other = cortex_alone();
  other.name = "fsaverage5";
  for (auto& [kind, surface] : other[kLh].surfaces) surface.vertices.pop_back();
  EXPECT_EQ(error_of([&] { AlgonautsStudy(folder, [&] { return other; }).open(1); }),
            "lh.all-vertices_fsaverage_space.npy: expected a cortex of 4 vertices a hemisphere, "
            "found lh of the cortex \"fsaverage5\" with 3 (give FreeSurfer's fsaverage, which has "
            "163842, not fsaverage5 or 6)");
}

TEST_F(AlgonautsStudyTest, RefusesFilesThatDisagree) {
  fs::remove(images / recording.images[1]);
  EXPECT_EQ(
      error_of_opening(),
      "training_images: expected 3 images, one for each row of lh_training_fmri.npy, found 2 "
      "(responses are matched to images by their order: unzip the subject's folder again, and "
      "keep no other images there)");
  write();
  write_bytes(fmri / "rh_training_fmri.npy",
              npy_bytes("<f4", "(2, 1)", number_bytes({1, 2}, "<f4")));
  EXPECT_EQ(
      error_of_opening(),
      "rh_training_fmri.npy: expected responses to 3 images as in lh_training_fmri.npy, found "
      "2 (are the two files of the same subject?)");
  write();
  write_bytes(masks / "lh.all-vertices_fsaverage_space.npy", npy_list({1, 1, 1, 0}));
  EXPECT_EQ(error_of_opening(),
            "lh.all-vertices_fsaverage_space.npy: expected a mask of the 2 vertices of lh with "
            "responses, found 3 (is it of the same subject and hemisphere?)");
  write();
  write_bytes(masks / "lh.prf-visualrois_fsaverage_space.npy", npy_list({1, 1, 0}));
  EXPECT_EQ(error_of_opening(),
            "lh.prf-visualrois_fsaverage_space.npy: expected 4 values, as in "
            "lh.all-vertices_fsaverage_space.npy, found 3 (is it of the same subject and "
            "hemisphere?)");
  write({"<f4", false, /*has_whole_masks=*/false});
  write_bytes(masks / "lh.prf-visualrois_challenge_space.npy", npy_list({1, 1, 0}));
  EXPECT_EQ(error_of_opening(),
            "lh.prf-visualrois_challenge_space.npy: expected one value for each of the 2 vertices "
            "of lh with responses, found 3 (is it of the same subject and hemisphere?)");
}

TEST_F(AlgonautsStudyTest, RefusesMasksOfOtherNumbers) {
  const auto regions = masks / "lh.prf-visualrois_fsaverage_space.npy";
  const auto error_with = [&](double number) {
    write_bytes(regions, npy_list({0, 0, 0, number}, "<f8"));
    return error_of_opening();
  };
  const std::string start =
      "lh.prf-visualrois_fsaverage_space.npy: expected the numbers of named regions, found ";
  const std::string end =
      " of vertex 3 (is the file of names beside it of the same set of regions?)";
  EXPECT_EQ(error_with(9), start + "9.000000" + end);
  EXPECT_EQ(error_with(1.5), start + "1.500000" + end);
  for (const double number : {-1.0, 1e300, double(NAN), double(INFINITY)}) {
    EXPECT_EQ(error_with(number).rfind(start, 0), 0U) << number;
  }
  write();
  write_bytes(masks / "lh.all-vertices_fsaverage_space.npy", npy_list({1, 0, 2, 0}));
  EXPECT_EQ(error_of_opening(),
            "lh.all-vertices_fsaverage_space.npy: expected a mask of 0 and 1, found 2.000000 of "
            "vertex 2 (unzip the subject's folder again)");
  fs::remove(masks / "lh.all-vertices_fsaverage_space.npy");
  EXPECT_EQ(error_of_opening(),
            "lh.all-vertices_fsaverage_space.npy: missing, but only it says which vertices the "
            "responses are of (unzip the subject's folder again; it belongs into roi_masks)");
}

TEST_F(AlgonautsStudyTest, RefusesResponsesOfAnotherKind) {
  write_bytes(fmri / "lh_training_fmri.npy", npy_bytes("<i4", "(3, 2)", std::string(24, '\0')));
  EXPECT_EQ(error_of_opening(),
            "lh_training_fmri.npy: expected float32 or float64 of shape (images, vertices), found "
            "integers of shape (3, 2) (is it of the challenge?)");
  write_bytes(fmri / "lh_training_fmri.npy", npy_list({1, 2}));
  EXPECT_EQ(error_of_opening(),
            "lh_training_fmri.npy: expected float32 or float64 of shape (images, vertices), found "
            "shape (2) (is it of the challenge?)");
  write_bytes(fmri / "lh_training_fmri.npy", npy_bytes("<f4", "(9841, 19004)", "cut"));
  EXPECT_EQ(error_of_opening(),
            "lh_training_fmri.npy: its header promises <f4 of shape (9841, 19004), which does not "
            "fit its 131 bytes (the file is cut short or damaged; copy it again)");
}

TEST_F(AlgonautsStudyTest, RunsNoCodeOfAPickle) {
  write_bytes(masks / "mapping_prf-visualrois.npy", npy_bytes("|O", "()",
                                                              std::string("\x80\3"
                                                                          "cposix\nsystem\n")));
  const std::string words =
      "mapping_prf-visualrois.npy: expected the names of regions as numpy.save writes a dict of "
      "them, found a pickle with code: it calls \"posix.system\" (nothing of it was run; take the "
      "file from the study's own download)";
  EXPECT_EQ(error_of_opening(), words);
  EXPECT_EQ(look().problems, std::vector<std::string>{words});
}

TEST_F(AlgonautsStudyTest, HasAnotherFingerprintWhereAnyOfItsFilesChanges) {
  const std::string before = study().fingerprint();
  EXPECT_EQ(AlgonautsStudy(folder / "").fingerprint(), before) << "as completed by a shell";
  EXPECT_EQ(AlgonautsStudy(folder / "").path(), folder);
  fs::rename(folder, temporary / "moved");
  EXPECT_EQ(AlgonautsStudy(temporary / "moved").fingerprint(), before);
  fs::rename(temporary / "moved", folder);
  const auto fingerprint_with = [&](const auto& change) {
    write();
    change();
    return study().fingerprint();
  };
  EXPECT_EQ(fingerprint_with([] {}), before);
  for (const fs::path& file : {fmri / "rh_training_fmri.npy", masks / "mapping_prf-visualrois.npy",
                               masks / "lh.prf-visualrois_fsaverage_space.npy",
                               masks / "rh.all-vertices_fsaverage_space.npy",
                               folder / "test_split/noise_ceiling/lh_noise_ceiling.npy"}) {
    EXPECT_NE(fingerprint_with([&] { write_bytes(file, read_bytes(file) + "x"); }), before) << file;
  }
  EXPECT_NE(fingerprint_with([&] { write_bytes(images / "train-0004_nsd-00030.png", ""); }),
            before);
  EXPECT_EQ(fingerprint_with([&] { write_bytes(folder / "notes.txt", ""); }), before);
  recording = small_recording_with_test_set();
  const std::string with_test = fingerprint_with([] {});
  EXPECT_NE(with_test, before);
  const auto test_file = folder / "test_split/test_fmri/lh_test_fmri.npy";
  EXPECT_NE(fingerprint_with([&] { write_bytes(test_file, read_bytes(test_file) + "x"); }),
            with_test);
}

TEST_F(AlgonautsStudyTest, SaysWhatAFolderHolds) {
  EXPECT_TRUE(AlgonautsStudy::is_at(folder));
  EXPECT_FALSE(AlgonautsStudy::is_at(temporary.path()));
  const AlgonautsFolder found = look();
  EXPECT_EQ(found.subject, "subj01");
  EXPECT_EQ(found.vertices, (std::array<std::int64_t, 2>{2, 1}));
  EXPECT_EQ(found.responses, (std::array<std::int64_t, 2>{3, 3}));
  EXPECT_EQ(found.mesh, (std::array<std::int64_t, 2>{4, 4}));
  EXPECT_EQ(found.regions, (std::array<std::int64_t, 2>{3, 2}));
  EXPECT_EQ(found.training_images, 3);
  EXPECT_EQ(found.test_images, 0);
  EXPECT_TRUE(found.has_noise_ceiling);
  EXPECT_TRUE(found.problems.empty());
}

TEST_F(AlgonautsStudyTest, SaysEverythingThatIsWrongWithAFolder) {
  write_bytes(fmri / "lh_training_fmri.npy", npy_bytes("<f4", "(3, 2)", "cut"));
  fs::remove(fmri / "rh_training_fmri.npy");
  EXPECT_EQ(look().problems,
            (std::vector<std::string>{
                "lh_training_fmri.npy: its header promises <f4 of shape (3, 2), which does not fit "
                "its 131 bytes (the file is cut short or damaged; copy it again)",
                "rh_training_fmri.npy: missing"}));
  write();
  fs::remove(images / recording.images[0]);
  EXPECT_EQ(look().problems,
            (std::vector<std::string>{
                "lh_training_fmri.npy: responses to 3 images, but 2 training images are there",
                "rh_training_fmri.npy: responses to 3 images, but 2 training images are there"}));
}

TEST_F(AlgonautsStudyTest, IsDescribedWithoutACortex) {
  const Description description = describe(folder);
  EXPECT_EQ(description.kind, "Algonauts 2023 subject");
  EXPECT_EQ(std::get<std::int64_t>(description.facts[1].value), 3);
  EXPECT_EQ(description.parts.size(), 2U);
  EXPECT_TRUE(description.problems.empty());
  EXPECT_EQ(study_at(folder)->name(), "Algonauts 2023 subject");
}

}  // namespace
}  // namespace cortiscope
