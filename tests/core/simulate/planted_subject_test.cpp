#include "core/simulate/planted_subject.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/metrics/correlation.h"
#include "core/metrics/recovery.h"
#include "core/metrics/score.h"
#include "core/open/cortex_folder.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/visual_frame.h"
#include "tests/support/expect_error.h"
#include "tests/support/real_data.h"

namespace cortiscope {
namespace {

const PlantedSubject& builtin_subject() {
  static const PlantedSubject planted = plant_subject(builtin_cortex(), {});
  return planted;
}

Cortex fsaverage5() { return read_cortex_folder(*real_data() / "fsaverage5"); }

double median(std::vector<float> values) {
  std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

std::vector<int> rows_of(const Subject& subject, const std::string& name) {
  for (const RegionRows& region : region_rows(subject)) {
    if (region.name == name) return region.rows;
  }
  return {};
}

double mean_over(const std::vector<int>& rows, const std::vector<float>& values) {
  double sum = 0;
  for (const int row : rows) sum += values[std::size_t(row)];
  return sum / double(rows.size());
}

/// V1 to V3 must look to the other side, and dorsal vertices down. Dorsal by the pial surface:
/// above the middle of the hemisphere's V1.
void expect_crossed_and_inverted(const Subject& subject) {
  const Selectors& truth = subject.truth->selectors;
  const int left_count = int(subject.vertices[kLh].size());
  std::map<std::string, int> agreeing, checked;
  for (const char* area : {"V1", "V2", "V3"}) {
    for (const int row : rows_of(subject, area)) {
      const float* u = truth.space.row(row);
      if (std::hypot(u[0], u[1]) <= 0.2F) continue;
      const Hemisphere h = row < left_count ? kLh : kRh;
      EXPECT_GT((h == kLh ? 1 : -1) * u[0], -1e-4F) << area << " " << name_of(h);
    }
  }
  for (const Hemisphere h : kHemispheres) {
    const HemisphereCortex& cortex = subject.cortex[h];
    const Surface& pial = *cortex.find(SurfaceKind::kPial);
    const auto places =
        places_in_frame(*cortex.find(SurfaceKind::kSphere), find_visual_frame(cortex, h));
    double lower_z = 0, upper_z = 0;
    int lower = 0, upper = 0;
    const int first_row = h == kLh ? 0 : left_count;
    for (const char* area : {"V1", "V2", "V3"}) {
      for (const int row : rows_of(subject, area)) {
        const int in_hemisphere = row - first_row;
        if (in_hemisphere < 0 || in_hemisphere >= int(subject.vertices[h].size())) continue;
        const int vertex = subject.vertices[h][std::size_t(in_hemisphere)];
        const float down = truth.space.row(row)[1];
        if (std::abs(down) < 0.1F) continue;
        EXPECT_EQ(down > 0, places[std::size_t(vertex)].y() > 0) << area << " " << name_of(h);
        (down > 0 ? lower_z : upper_z) += pial.vertices[std::size_t(vertex)].z();
        ++(down > 0 ? lower : upper);
      }
    }
    ASSERT_GT(lower, 20);
    ASSERT_GT(upper, 20);
    EXPECT_GT(lower_z / lower, upper_z / upper + 10) << name_of(h);  // mm
  }
}

TEST(PlantSubject, VisualFieldIsCrossedAndInverted) {
  expect_crossed_and_inverted(builtin_subject().subject);
}

TEST(PlantSubject, VisualFieldIsCrossedAndInvertedOnARealCortex) {
  SKIP_WITHOUT_REAL_DATA();
  expect_crossed_and_inverted(plant_subject(fsaverage5(), {}).subject);
}

TEST(PlantSubject, VisualFieldIsTheSameWithoutParcels) {
  SKIP_WITHOUT_REAL_DATA();
  Cortex cortex = fsaverage5();
  for (const Hemisphere h : kHemispheres) cortex[h].parcels.clear();
  expect_crossed_and_inverted(plant_subject(cortex, {}).subject);
}

TEST(PlantSubject, TwoToThreeThousandVerticesRespond) {
  const int count = builtin_subject().subject.vertex_count();
  EXPECT_GE(count, 2000);
  EXPECT_LE(count, 3000);
}

TEST(PlantSubject, TwoToThreeThousandVerticesRespondOnARealCortex) {
  SKIP_WITHOUT_REAL_DATA();
  const int count = plant_subject(fsaverage5(), {}).subject.vertex_count();
  EXPECT_GE(count, 2000);
  EXPECT_LE(count, 3000);
}

TEST(PlantSubject, EveryAreaIsInBothHemispheresAndResponds) {
  const Subject& subject = builtin_subject().subject;
  for (const char* name :
       {"V1", "V2", "V3", "hV4", "OFA", "FFA", "EBA", "FBA", "OPA", "PPA", "RSC", "OWFA", "VWFA"}) {
    for (const Hemisphere h : kHemispheres) {
      const auto& regions = subject.cortex[h].regions;
      const auto region = std::find_if(regions.begin(), regions.end(),
                                       [&](const Region& r) { return r.name == name; });
      ASSERT_NE(region, regions.end()) << name;
      EXPECT_GE(region->vertices.size(), 10U) << name;
      for (const int vertex : region->vertices) {
        EXPECT_TRUE(
            std::binary_search(subject.vertices[h].begin(), subject.vertices[h].end(), vertex))
            << name;
      }
    }
  }
}

TEST(PlantSubject, NoiseCeilingHasItsMedianAndVariesByRegion) {
  const Subject& subject = builtin_subject().subject;
  EXPECT_NEAR(median(subject.noise_ceiling), 0.35, 0.01);
  const double v1 = mean_over(rows_of(subject, "V1"), subject.noise_ceiling);
  for (const char* later : {"V3", "hV4", "OFA", "FFA", "PPA"}) {
    EXPECT_GT(v1, mean_over(rows_of(subject, later), subject.noise_ceiling) + 0.03) << later;
  }
}

TEST(PlantSubject, LayersAndScaleRiseFromV1ToTheLateAreas) {
  const Subject& subject = builtin_subject().subject;
  const std::vector<float> layers = expected_layers(subject.truth->selectors);
  const std::vector<float>& scale = subject.truth->selectors.scale.values;
  const char* const order[] = {"V1", "V2", "V3", "hV4", "OFA", "FFA"};
  for (int i = 0; i + 1 < 6; ++i) {
    EXPECT_LT(mean_over(rows_of(subject, order[i]), layers) + 0.5,
              mean_over(rows_of(subject, order[i + 1]), layers))
        << order[i];
  }
  EXPECT_LT(mean_over(rows_of(subject, "V1"), layers), 2.5);
  EXPECT_GT(mean_over(rows_of(subject, "FFA"), layers), 10.5);
  EXPECT_NEAR(mean_over(rows_of(subject, "V1"), scale), 0.1, 0.02);
  EXPECT_NEAR(mean_over(rows_of(subject, "FFA"), scale), 0.9, 0.02);
}

/// A cortex whose right hemisphere is its left one, mirrored.
Cortex symmetric_cortex() {
  Cortex cortex = builtin_cortex();
  cortex[kRh] = cortex[kLh];
  for (auto& [kind, surface] : cortex[kRh].surfaces) mirror(surface);
  return cortex;
}

TEST(PlantSubject, HemispheresThatMirrorEachOtherSeeMirroredFields) {
  const Subject subject = plant_subject(symmetric_cortex(), {}).subject;
  ASSERT_EQ(subject.vertices[kLh], subject.vertices[kRh]);
  const Selectors& truth = subject.truth->selectors;
  const int half = subject.vertex_count() / 2;
  for (int i = 0; i < half; ++i) {
    EXPECT_NEAR(truth.space.row(i)[0], -truth.space.row(half + i)[0], 1e-3);
    EXPECT_NEAR(truth.space.row(i)[1], truth.space.row(half + i)[1], 1e-3);
    EXPECT_NEAR(truth.scale.values[std::size_t(i)], truth.scale.values[std::size_t(half + i)],
                1e-3);
  }
}

TEST(PlantSubject, FewerVerticesAreAnEvenShareOfBothHemispheres) {
  PlantedSubjectOptions options;
  options.vertices = 500;
  const Subject subject = plant_subject(builtin_cortex(), options).subject;
  EXPECT_EQ(subject.vertex_count(), 500);
  const Subject& whole = builtin_subject().subject;
  EXPECT_NEAR(double(subject.vertices[kLh].size()),
              500 * double(whole.vertices[kLh].size()) / whole.vertex_count(), 0.51);
  EXPECT_EQ(subject.truth->selectors.vertex_count(), 500);
  EXPECT_TRUE(std::is_sorted(subject.vertices[kLh].begin(), subject.vertices[kLh].end()));
  EXPECT_FALSE(rows_of(subject, "V1").empty());
  EXPECT_FALSE(rows_of(subject, "FFA").empty());
}

TEST(PlantSubject, SaysHowManyVerticesThereAre) {
  PlantedSubjectOptions options;
  options.vertices = 0;
  const Cortex cortex = builtin_cortex(3);
  const int available = plant_subject(cortex, {}).subject.vertex_count();
  const std::string end = " (that many vertices of this cortex are visual)";
  EXPECT_EQ(error_of([&] { plant_subject(cortex, options); }),
            "vertices: expected 1 to " + std::to_string(available) + ", found 0" + end);
  options.vertices = 100000;
  EXPECT_EQ(error_of([&] { plant_subject(cortex, options); }),
            "vertices: expected 1 to " + std::to_string(available) + ", found 100000" + end);
}

TEST(PlantSubject, RefusesACortexWithoutASphere) {
  Cortex cortex = builtin_cortex(2);
  cortex[kRh].surfaces.erase(SurfaceKind::kSphere);
  EXPECT_EQ(error_of([&] { plant_subject(cortex, {}); }),
            "rh: no pial or no sphere surface (a visual cortex can only be planted where both are "
            "known)");
}

TEST(PlantSubject, RefusesSwappedHemispheres) {
  Cortex cortex = builtin_cortex(3);
  for (const Hemisphere h : kHemispheres) {  // as if parcels defined where the calcarine runs
    const std::vector<Eigen::Vector3f>& sphere = cortex[h].find(SurfaceKind::kSphere)->vertices;
    Region calcarine{"pericalcarine", {}}, cuneus{"cuneus", {}}, lingual{"lingual", {}};
    for (std::size_t i = 0; i < sphere.size(); ++i) {
      if (sphere[i].y() > -50) continue;
      const float medial = h == kLh ? sphere[i].x() : -sphere[i].x();
      if (medial > 20 && std::abs(sphere[i].z()) < 20) calcarine.vertices.push_back(int(i));
      if (sphere[i].z() > 30) cuneus.vertices.push_back(int(i));
      if (sphere[i].z() < -30) lingual.vertices.push_back(int(i));
    }
    cortex[h].parcels = {calcarine, cuneus, lingual};
  }
  EXPECT_EQ(error_of([&] { plant_subject(cortex, {}); }), "(no error)");
  std::swap(cortex[kLh], cortex[kRh]);
  EXPECT_EQ(error_of([&] { plant_subject(cortex, {}); }),
            "lh: its surfaces are those of the other hemisphere (check which files are lh and "
            "which are rh)");
}

TEST(PlantSubject, ChannelWeightsAreSmoothOverTheCortex) {
  const PlantedSubject& planted = builtin_subject();
  const Surface& sphere = *planted.subject.cortex[kLh].find(SurfaceKind::kSphere);
  const std::vector<int>& vertices = planted.subject.vertices[kLh];
  double near_sum = 0, far_sum = 0;
  int near_count = 0, far_count = 0;
  for (std::size_t i = 0; i < vertices.size(); i += 7) {
    for (std::size_t j = i + 1; j < vertices.size(); j += 5) {
      const float distance = (sphere.vertices[vertices[i]] - sphere.vertices[vertices[j]]).norm();
      double cosine = 0;
      for (int c = 0; c < kPlantedChannels; ++c) {
        cosine += double(planted.channel_weights.row(std::int64_t(i))[c]) *
                  planted.channel_weights.row(std::int64_t(j))[c];
      }
      if (distance < 6) near_sum += cosine, ++near_count;
      if (distance > 80) far_sum += cosine, ++far_count;
    }
  }
  EXPECT_GT(near_sum / near_count, 0.9);
  EXPECT_LT(std::abs(far_sum / far_count), 0.3);
}

TEST(PlantSubject, OtherIndividualsRespondAtTheSameVerticesAndReadALittleElsewhere) {
  const PlantedSubject& typical = builtin_subject();
  PlantedSubjectOptions options;
  options.individual = 2;
  const PlantedSubject other = plant_subject(builtin_cortex(), options);
  EXPECT_EQ(other.subject.name, typical.subject.name + ", subject 2");
  EXPECT_EQ(other.subject.vertices, typical.subject.vertices);
  EXPECT_EQ(other.channel_weights.values, typical.channel_weights.values);
  const auto layers_of = [](const PlantedSubject& planted) {
    return expected_layers(planted.subject.truth->selectors);
  };
  const std::vector<float> expected = layers_of(typical), found = layers_of(other);
  double away = 0;
  for (std::size_t i = 0; i < found.size(); ++i) away += std::abs(found[i] - expected[i]);
  away /= double(found.size());
  EXPECT_GT(away, 0.08) << "in layers, of twelve";
  EXPECT_LT(away, 0.5);
  EXPECT_GT(correlation(found, expected), 0.95) << "the same hierarchy";
  for (const Hemisphere h : kHemispheres) {
    const auto& own = other.subject.cortex[h].regions;
    const auto& regions = typical.subject.cortex[h].regions;
    ASSERT_EQ(own.size(), regions.size());
    EXPECT_EQ(own[0].name, regions[0].name);
    EXPECT_NE(own[0].vertices, regions[0].vertices);
  }
}

TEST(PlantSubject, CountsIndividualsFromOne) {
  PlantedSubjectOptions options;
  options.individual = 0;
  EXPECT_EQ(error_of([&] { plant_subject(builtin_cortex(2), options); }),
            "subjects: expected 1 or more, found 0");
}

TEST(PlantSubject, IsJitteredAndSaysSoWhereResponsesArePooled) {
  PlantedSubjectOptions options;
  options.vertices = 500;
  const PlantedSubject inside = plant_subject(builtin_cortex(), options);
  options.responses = ResponseModel::kPooled;
  const PlantedSubject outside = plant_subject(builtin_cortex(), options);
  EXPECT_EQ(outside.subject.name, inside.subject.name + ", pooled responses");
  EXPECT_EQ(outside.subject.vertices, inside.subject.vertices);
  EXPECT_EQ(outside.subject.noise_ceiling, inside.subject.noise_ceiling);
  EXPECT_EQ(outside.channel_weights.shape, (Shape{500, kPlantedLayers, kPlantedChannels}));
  const Recovery moved =
      recovery(outside.subject.truth->selectors, inside.subject.truth->selectors);
  EXPECT_GT(moved.layer_argmax_hit, 0.8);
  EXPECT_LT(moved.layer_argmax_hit, 0.97);
  EXPECT_NEAR(moved.space_mae, 0.125, 0.02);  // 0.1 sqrt(pi / 2)
}

}  // namespace
}  // namespace cortiscope
