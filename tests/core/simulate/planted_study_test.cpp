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
