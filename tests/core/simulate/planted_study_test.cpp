#include "core/simulate/planted_study.h"

#include <gtest/gtest.h>

#include <numeric>

#include "core/metrics/oracle.h"
#include "core/metrics/score.h"

namespace cortiscope {
namespace {

PlantedOptions small() {
  PlantedOptions options;
  options.vertices = 20;
  options.images = 1000;
  options.channels = 6;
  return options;
}

/// The score that the planted selectors allow.
double oracle_of(const PlantedStudy& study) {
  const int images = int(study.recording.images.size());
  std::vector<int> all(images);
  std::iota(all.begin(), all.end(), 0);
  const OracleRows rows{{all.begin(), all.begin() + images * 6 / 10},
                        {all.begin() + images * 6 / 10, all.begin() + images * 8 / 10},
                        {all.begin() + images * 8 / 10, all.end()}};
  return mean_of_known(oracle_r2(study.features->read(all),
                                 study.recording.subject.truth->selectors,
                                 study.recording.responses, rows));
}

TEST(MakePlantedStudy, LetsItsTruthPredictAsFarAsTheCeiling) {
  EXPECT_NEAR(oracle_of(make_planted_study(small(), 1)), 0.6, 0.04);
  PlantedOptions options = small();
  options.readout_rank = 2;
  EXPECT_NEAR(oracle_of(make_planted_study(options, 1)), 0.6, 0.04);
}

TEST(MakePlantedStudy, GivesTheSameForTheSameSeedOnly) {
  const PlantedStudy first = make_planted_study(small(), 1);
  EXPECT_EQ(first.recording.responses.values,
            make_planted_study(small(), 1).recording.responses.values);
  EXPECT_NE(first.recording.responses.values,
            make_planted_study(small(), 2).recording.responses.values);
}

TEST(MakePlantedStudy, KeepsTheTokensOfASeedOutsideTheModelClass) {
  PlantedOptions options = small();
  options.responses = ResponseModel::kPooled;
  const PlantedStudy inside = make_planted_study(small(), 1);
  const PlantedStudy outside = make_planted_study(options, 1);
  EXPECT_EQ(outside.features->read({0, 7}).local[3].values,
            inside.features->read({0, 7}).local[3].values);
  EXPECT_NE(outside.recording.subject.truth->selectors.space.values,
            inside.recording.subject.truth->selectors.space.values);
  EXPECT_EQ(outside.recording.responses.values,
            make_planted_study(options, 1).recording.responses.values);
}

// One read-out of mixed layers, at a point, cannot give what every layer's own gives of a Gaussian.
TEST(MakePlantedStudy, LetsNoFactorizedReaderPredictAllOutsideTheModelClass) {
  PlantedOptions options = small();
  options.responses = ResponseModel::kPooled;
  const double given_truth = oracle_of(make_planted_study(options, 1));
  EXPECT_LT(given_truth, 0.55);
  EXPECT_GT(given_truth, 0.3);
}

TEST(MakePlantedStudy, HasTheSizesAskedFor) {
  PlantedOptions options = small();
  options.rows = 3;
  options.columns = 40;
  const PlantedStudy study = make_planted_study(options, 1);
  EXPECT_EQ(study.recording.subject.vertex_count(), 20);
  EXPECT_EQ(study.recording.responses.shape, (Shape{1000, 20}));
  EXPECT_EQ(study.features->read({0, 1}).local.at(3).shape, (Shape{2, 6, 3, 40}));
}

}  // namespace
}  // namespace cortiscope
