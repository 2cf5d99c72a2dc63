#include "core/study/nsd_study.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/io/csv_columns.h"
#include "core/io/hdf5/nsd_stimuli.h"
#include "core/io/hdf5/subject_file.h"
#include "core/study/nsd_design.h"
#include "core/study/nsd_responses.h"
#include "core/study/nsd_trials.h"
#include "tests/support/expect_error.h"
#include "tests/support/nsd_folder.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

struct NsdStudyTest : testing::Test {
  TempDir temporary;
  NsdFiles files{temporary / "nsd", "subj01"};
  SmallNsd small;
  std::array<std::vector<int>, 2> vertices = {std::vector<int>{0, 3}, std::vector<int>{1}};

  NsdStudyTest() { small.write(files); }

  static Cortex cortex() {
    Cortex cortex;
    cortex.name = "fsaverage";
    for (const Hemisphere h : kHemispheres) {
      cortex[h].surfaces[SurfaceKind::kSphere] = tetrahedron(h == kLh ? -3 : 3);
      cortex[h].regions = {{"V1_exvivo", {0}}};
    }
    return cortex;
  }
  NsdStudy study() const { return NsdStudy(files, cortex, vertices); }
  RecordingSource open() const { return study().open(1); }
  std::string error_of_opening() const {
    return error_of([&] { open(); });
  }

  /// A response computed in another way: z-scored with the mean and deviation of a session's
  /// values, then averaged.
  double expected(Hemisphere h, int vertex, int image) const {
    double sum = 0;
    for (int session = 0; session < SmallNsd::kSessions; ++session) {
      const int first = session * SmallNsd::kTrials;
      double mean = 0, square = 0, value = 0;
      for (int t = first; t < first + SmallNsd::kTrials; ++t) {
        const double beta = float(small.betas[h][std::size_t(t)][std::size_t(vertex)]);
        mean += beta / SmallNsd::kTrials;
        if (small.image_of[std::size_t(t)] == image) value = beta;
      }
      for (int t = first; t < first + SmallNsd::kTrials; ++t) {
        const double beta = float(small.betas[h][std::size_t(t)][std::size_t(vertex)]);
        square += (beta - mean) * (beta - mean) / SmallNsd::kTrials;
      }
      sum += (value - mean) / std::sqrt(square);
    }
    return sum / SmallNsd::kSessions;
  }
};

TEST_F(NsdStudyTest, ZScoresEachSessionAndAveragesRepeats) {
  const RecordingSource recording = open();
  ASSERT_EQ(recording.images.size(), 40U);
  EXPECT_EQ(recording.images[0], "nsd-00100");
  EXPECT_EQ(recording.images[3], "nsd-00121");
  EXPECT_TRUE(recording.is_z_scored);
  EXPECT_EQ(recording.subject.vertices, vertices);
  const std::vector<int> rows = {39, 0, 17};
  const Array<float> found = recording.responses->read(rows);
  ASSERT_EQ(found.shape, (Shape{3, 3}));
  for (std::int64_t i = 0; i < 3; ++i) {
    const int image = rows[std::size_t(i)];
    EXPECT_NEAR(found.row(i)[0], expected(kLh, 0, image), 1e-5);
    EXPECT_NEAR(found.row(i)[1], expected(kLh, 3, image), 1e-5);
    EXPECT_NEAR(found.row(i)[2], expected(kRh, 1, image), 1e-5);
  }
}

// Sessions differ in offset and scale, and repeats in noise; a mean of raw responses would not do.
TEST_F(NsdStudyTest, RecoversThePlantedSignal) {
  const RecordingSource recording = open();
  for (std::size_t column = 0; column < 3; ++column) {
    const Hemisphere h = column < 2 ? kLh : kRh;
    const int vertex = column == 0 ? 0 : column == 1 ? 3 : 1;
    double xy = 0, xx = 0, yy = 0, x_mean = 0, y_mean = 0;
    std::vector<double> x, y;
    for (int image = 0; image < 40; ++image) {
      x.push_back(recording.responses->read({image}).values[column]);
      y.push_back(small.signal[h][std::size_t(vertex)][std::size_t(image)]);
      x_mean += x.back() / 40;
      y_mean += y.back() / 40;
    }
    for (std::size_t i = 0; i < 40; ++i) {
      xy += (x[i] - x_mean) * (y[i] - y_mean);
      xx += (x[i] - x_mean) * (x[i] - x_mean);
      yy += (y[i] - y_mean) * (y[i] - y_mean);
    }
    EXPECT_GT(xy / std::sqrt(xx * yy), 0.98) << "column " << column;
  }
}

TEST_F(NsdStudyTest, WritesASubjectFile) {
  EXPECT_TRUE(write_recording(temporary / "subj01.h5", open(), {}));
  const Recording read = read_recording(temporary / "subj01.h5");
  EXPECT_EQ(read.subject.name, "subj01");
  EXPECT_NEAR(read.responses.row(5)[2], expected(kRh, 1, 5), 1e-5);
  const std::vector<Region>& regions = read.subject.cortex[kLh].regions;
  ASSERT_EQ(regions.size(), 2U) << "those of the cortex are of other people";
  EXPECT_EQ(regions[0].name, "early");
  EXPECT_EQ(regions[0].vertices, (std::vector<int>{1, 2}));
  EXPECT_EQ(regions[1].name, "ventral");
}

TEST(NsdNoiseCeiling, IsThatOfTheDataManual) {
  EXPECT_DOUBLE_EQ(nsd_noise_ceiling(1, {0, 0, 100}), 0.75);
  EXPECT_DOUBLE_EQ(nsd_noise_ceiling(1, {100, 0, 0}), 0.5);
  EXPECT_DOUBLE_EQ(nsd_noise_ceiling(0.5, {1, 1, 1}), 0.25 / (0.25 + (1.0 / 3 + 0.5 + 1) / 3));
  EXPECT_EQ(nsd_noise_ceiling(0, {1, 0, 0}), 0);
}

TEST_F(NsdStudyTest, TakesCeilingsOfAveragesOverThreeRepeats) {
  const std::vector<float> found = open().subject.noise_ceiling;
  ASSERT_EQ(found.size(), 3U);
  EXPECT_FLOAT_EQ(found[0], 0.75F);                       // ncsnr 1
  EXPECT_FLOAT_EQ(found[1], 4 / (4 + 1 / 3.0F));          // 2
  EXPECT_FLOAT_EQ(found[2], 0.25F / (0.25F + 1 / 3.0F));  // 0.5
  fs::remove(files.signal_to_noise(kRh));
  const RecordingSource without = open();
  EXPECT_TRUE(without.subject.noise_ceiling.empty());
  EXPECT_EQ(
      without.concerns,
      std::vector<std::string>{"rh.ncsnr.mgh: missing, so that the noise ceilings are not known"});
}

TEST_F(NsdStudyTest, LeavesOutRegionsWithoutNamesAndSaysSo) {
  fs::remove(files.region_names("streams"));
  const RecordingSource recording = open();
  EXPECT_EQ(recording.concerns,
            std::vector<std::string>{"streams.mgz.ctab: missing, so that the regions of "
                                     "\"streams\" have no names and are left out"});
  EXPECT_EQ(recording.subject.cortex[kLh].regions[0].name, "V1_exvivo");
}

TEST_F(NsdStudyTest, UsesTheTrialsOfTheSessionsThatAreThere) {
  for (const Hemisphere h : kHemispheres) fs::remove(files.session(h, 3));
  const NsdTrials trials = read_nsd_trials(files, 80);
  EXPECT_EQ(trials.images.size(), 40U);
  EXPECT_EQ(trials.repeats(), (std::array<int, 3>{0, 40, 0}));
  EXPECT_EQ(open().responses->image_count(), 40);
}

TEST_F(NsdStudyTest, ReadsTheDesignOfMatlabWhereTheTableIsMissing) {
  const NsdTrials of_table = read_nsd_trials(files, 120);
  write_bytes(files.design(), small.design());
  EXPECT_EQ(read_nsd_trials(files, 120).trials_of, of_table.trials_of) << "both are there";
  fs::remove(files.trials());
  const NsdTrials found = read_nsd_trials(files, 120);
  EXPECT_EQ(found.images, of_table.images);
  EXPECT_EQ(found.trials_of, of_table.trials_of);
  EXPECT_EQ(found.shared, of_table.shared);
  EXPECT_EQ(read_nsd_design(files, 120).image_of[7], SmallNsd::id_of(small.image_of[7]));
  EXPECT_EQ(read_nsd_design({files.folder, "subj02"}, 120).image_of[7],
            SmallNsd::id_of(39 - small.image_of[7]))
      << "each subject has a row of its own";
}

TEST_F(NsdStudyTest, RefusesATableAndADesignThatDisagree) {
  SmallNsd other = small;
  std::swap(other.image_of[4], other.image_of[5]);
  write_bytes(files.design(), other.design());
  EXPECT_EQ(error_of_opening(), "nsd_stim_info_merged.csv: expected " +
                                    nsd_image_name(SmallNsd::id_of(other.image_of[4])) +
                                    " in trial 5 of subj01, as nsd_expdesign.mat says, found " +
                                    nsd_image_name(SmallNsd::id_of(small.image_of[4])) +
                                    " (take both files from one release, or remove the wrong one)");
  write_bytes(files.design(), small.design());
  write_bytes(files.trials(), small.table("42,x,9,True,0,0,0,0\n"));
  EXPECT_EQ(error_of_opening(),
            "nsd_stim_info_merged.csv: expected the 10 shared images that nsd_expdesign.mat names, "
            "found 11, or others (take both files from one release, or remove the wrong one)");
}

TEST_F(NsdStudyTest, RefusesADesignThatDisagreesWithTheSessions) {
  fs::remove(files.trials());
  const auto error_with = [&](const std::vector<double>& ordering,
                              const std::vector<double>& images) {
    write_bytes(files.design(),
                mat_bytes(mat_variable("masterordering", 1, int(ordering.size()), 9, ordering) +
                          mat_variable("subjectim", 1, int(images.size()), 9, images) +
                          mat_variable("sharedix", 1, 1, 9, std::vector<double>{1})));
    return error_of_opening();
  };
  EXPECT_EQ(error_with(std::vector<double>(119, 1), {5}),
            "nsd_expdesign.mat:masterordering: expected an image for each of the 120 trials "
            "recorded, found 119 (are the responses and the design of the same release?)");
  EXPECT_EQ(error_with(std::vector<double>(120, 1), {5}),
            "subj01: expected each image to be shown three times at most, found nsd-00004 in 120 "
            "trials (is the design the data set's own?)");
  const std::string hint = " (take the file from the data set's own download)";
  EXPECT_EQ(error_with(std::vector<double>(120, 2), {5}),
            "nsd_expdesign.mat:masterordering: expected whole numbers from 1 to 1, found 2.000000" +
                hint);
  EXPECT_EQ(error_with(std::vector<double>(120, 1), {73001}),
            "nsd_expdesign.mat:subjectim: expected whole numbers from 1 to 73000, found "
            "73001.000000" +
                hint);
  EXPECT_EQ(
      error_with(std::vector<double>(120, 1), {1.5}),
      "nsd_expdesign.mat:subjectim: expected whole numbers from 1 to 73000, found 1.500000" + hint);
}

TEST_F(NsdStudyTest, TestsOnTheSharedImagesWhereAsked) {
  EXPECT_TRUE(open().test_rows.empty());
  const auto shared = [&] { return NsdStudy(files, cortex, vertices, {}, NsdTestSet::kShared); };
  const RecordingSource recording = shared().open(1);
  ASSERT_EQ(recording.test_rows.size(), 10U);
  EXPECT_EQ(recording.test_rows[2], 9);
  EXPECT_EQ(recording.images[9], nsd_image_name(SmallNsd::id_of(9)));
  EXPECT_NE(shared().fingerprint(), study().fingerprint());
  std::string none = small.table();
  for (std::size_t at = none.find("True"); at != none.npos; at = none.find("True")) {
    none.replace(at, 4, "False");
  }
  write_bytes(files.trials(), none);
  EXPECT_EQ(error_of([&] { shared().open(1); }),
            "subj01: expected some of the images that all subjects were shown in the recorded "
            "trials, found none (without the option split a fit holds out images itself)");
}

TEST_F(NsdStudyTest, TakesTheCeilingsOfTheTestSetsRepeats) {
  for (const Hemisphere h : kHemispheres) fs::remove(files.session(h, 3));
  for (std::size_t trial = 40; trial < 80; ++trial) {  // shared ones in place of some others
    const int image = small.image_of[trial];
    if (SmallNsd::is_shared(image - 1)) small.image_of[trial] = image - 1;
  }
  write_bytes(files.design(), small.design());
  fs::remove(files.trials());
  EXPECT_EQ(read_nsd_trials(files, 80).repeats(), (std::array<int, 3>{10, 20, 10}));
  EXPECT_FLOAT_EQ(open().subject.noise_ceiling[0], float(nsd_noise_ceiling(1, {10, 20, 10})));
  const NsdStudy with_test_set(files, cortex, vertices, {}, NsdTestSet::kShared);
  EXPECT_FLOAT_EQ(with_test_set.open(1).subject.noise_ceiling[0], 0.75F) << "three repeats";
}

TEST_F(NsdStudyTest, RefusesAMissingSession) {
  fs::remove(files.session(kRh, 2));
  EXPECT_EQ(error_of_opening(),
            "rh.betas_session02.mgh: missing, but session 3 is there (trials are counted from the "
            "first session on: download every session up to the last, of both hemispheres)");
  fs::remove_all(files.betas());
  EXPECT_NE(error_of_opening().find("lh.betas_session01.mgh: no such file"), std::string::npos);
}

TEST_F(NsdStudyTest, RefusesSessionsOfOtherNumbers) {
  write_bytes(files.session(kLh, 2), mgh_bytes({4, 1, 1, 39}, std::vector<float>(4 * 39)));
  EXPECT_EQ(error_of_opening(),
            "lh.betas_session02.mgh: expected 40 trials, as in the first session, found 39 (the "
            "file is damaged; copy it again)");
  write_bytes(files.session(kLh, 2), mgh_bytes({5, 1, 1, 40}, std::vector<float>(5 * 40)));
  EXPECT_EQ(error_of_opening(),
            "lh.betas_session02.mgh: expected 4 vertices, as in the first session, found 5 (are "
            "all of fsaverage?)");
  const std::string whole = mgh_bytes({4, 1, 1, 40}, std::vector<float>(4 * 40));
  write_bytes(files.session(kLh, 2), whole.substr(0, whole.size() - 1));
  EXPECT_NE(error_of_opening().find("lh.betas_session02.mgh: expected 640 bytes"),
            std::string::npos)
      << error_of_opening();
}

TEST_F(NsdStudyTest, RefusesATableThatDisagreesWithTheSessions) {
  write_bytes(files.trials(), small.table("42,x,6,False,1,7,0,0\n"));
  EXPECT_NE(error_of_opening().find("nsd_stim_info_merged.csv: expected one image a trial, found "),
            std::string::npos)
      << error_of_opening();
  std::string table = small.table();
  table.erase(table.find("0,\""), table.find('\n', table.find("0,\"")) + 1 - table.find("0,\""));
  write_bytes(files.trials(), table);
  EXPECT_NE(error_of_opening().find("expected an image for each of the 120 trials recorded, found "
                                    "none for trial "),
            std::string::npos)
      << error_of_opening();
  write_bytes(files.trials(), "nsdId,subject1_rep0\n1,1\n");
  EXPECT_EQ(error_of_opening(),
            "nsd_stim_info_merged.csv: expected a column \"subject1_rep1\", found none (is it the "
            "right table?)");
  write_bytes(files.trials(), small.table("42,x,6,False,1,many,0,0\n"));
  EXPECT_EQ(error_of_opening(),
            "nsd_stim_info_merged.csv: expected the number of a trial or an image, found \"many\" "
            "(take the file from the data set's own download)");
}

TEST_F(NsdStudyTest, RefusesAnotherCortexOrSubject) {
  Cortex other = cortex();
  other.name = "fsaverage5";
  other[kRh].surfaces[SurfaceKind::kSphere].vertices.pop_back();
  EXPECT_EQ(error_of([&] {
              NsdStudy(
                  files, [&] { return other; }, vertices)
                  .open(1);
            }),
            "rh.betas_session01.mgh: expected a cortex of 4 vertices, found rh of the cortex "
            "\"fsaverage5\" with 3 (give FreeSurfer's fsaverage, which has 163842, not fsaverage5 "
            "or 6)");
  EXPECT_EQ(error_of([&] {
              read_nsd_trials({files.folder, "sub-01"}, 1);
            }),
            "subject: expected subj01 to subj08, found sub-01");
}

TEST_F(NsdStudyTest, GivesAConstantVertexZeros) {
  for (auto& trial : small.betas[kLh]) trial[3] = 4.5;
  small.write(files);
  const Array<float> found = open().responses->read({0, 1});
  EXPECT_EQ(found.row(0)[1], 0);
  EXPECT_EQ(found.row(1)[1], 0);
}

TEST_F(NsdStudyTest, ReportsItsSessionsAndCanBeEnded) {
  std::vector<int> read;
  NsdStudy(files, cortex, vertices, [&](int done, int all) {
    EXPECT_EQ(all, 3);
    read.push_back(done);
  }).open(0);
  EXPECT_EQ(read, (std::vector<int>{1, 2, 3}));
  EXPECT_THROW(NsdStudy(files, cortex, vertices, [](int, int) { throw 1; }).open(0), int);
}

TEST_F(NsdStudyTest, SaysHowToOpenItsFolder) {
  EXPECT_TRUE(NsdStudy::is_at(files.folder));
  EXPECT_FALSE(NsdStudy::is_at(temporary.path()));
  const std::string folder = files.folder.string();
  EXPECT_EQ(error_of([&] { study_at(files.folder); }),
            folder +
                ": expected one subject, found a download of the Natural Scenes Dataset (make "
                "a subject file of one of its subjects: cortiscope study --nsd " +
                folder + " --subject subj01 --out subj01.h5)");
}

TEST_F(NsdStudyTest, HasAnotherFingerprintWhereItsDataChange) {
  const std::string before = study().fingerprint();
  EXPECT_EQ(study().fingerprint(), before);
  small.betas[kRh][100][2] += 1;
  small.write_session(files, kRh, 2);
  EXPECT_NE(study().fingerprint(), before);
}

using Rows = std::vector<std::vector<std::string>>;

Rows csv_rows(const fs::path& file, const std::vector<std::string>& names) {
  Rows rows;
  read_csv_columns(file, names, [&](const std::vector<std::string>& row) { rows.push_back(row); });
  return rows;
}

TEST(ReadCsvColumns, TakesQuotedFieldsAndRefusesOtherLines) {
  const TempDir folder;
  write_bytes(folder / "a.csv", "a,b,c\r\n1,\"2, \"\"x\"\"\",3\r\n\n4,5,6");
  EXPECT_EQ(csv_rows(folder / "a.csv", {"c", "b"}), (Rows{{"3", "2, \"x\""}, {"6", "5"}}));
  write_bytes(folder / "a.csv", "a,b\n1,2\n3\n");
  EXPECT_EQ(error_of([&] { csv_rows(folder / "a.csv", {"a"}); }),
            "a.csv: expected 2 fields, as in the first line, found 1 in line 3 (the file is "
            "damaged; copy it again)");
  write_bytes(folder / "a.csv", "\n");
  EXPECT_EQ(error_of([&] { csv_rows(folder / "a.csv", {"a"}); }),
            "a.csv: expected a table with the names of its columns in the first line, found "
            "nothing");
}

}  // namespace
}  // namespace cortiscope
