// The fits that come with the program, as they lie beside it.
#include "core/simulate/demo_fits.h"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "core/analysis/difference.h"
#include "core/analysis/roi_names.h"
#include "core/io/hdf5/fit_file.h"
#include "core/metrics/correlation.h"
#include "core/metrics/evidence.h"
#include "core/metrics/score.h"
#include "core/simulate/builtin_template.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/demonstration.h"
#include "core/simulate/known_answer.h"
#include "core/simulate/planted_subject.h"
#include "core/simulate/simulate_study.h"

namespace cortiscope {
namespace {

/// The demonstration's subject of a number, from 1.
const Subject& demo_subject(int number = 1) {
  static const std::vector<Subject> subjects = [] {
    std::vector<Subject> all;
    PlantedSubjectOptions options;
    for (options.individual = 1; options.individual <= kDemoSubjects; ++options.individual) {
      all.push_back(plant_subject(builtin_cortex(), options).subject);
    }
    return all;
  }();
  return subjects[std::size_t(number) - 1];
}

FitResult fit_of(const std::string& network, int subject = 1) {
  return installed_demo_fit(network, demo_subject(subject), subject).value_or(FitResult());
}

template <class Use>
void for_each_fit(Use&& use) {
  for (int subject = 1; subject <= kDemoSubjects; ++subject) {
    for (const std::string& network : installed_demo_networks(subject)) use(network, subject);
  }
}

TEST(InstalledDemoFits, TakeAtMostThreeMegabytes) {
  std::uintmax_t bytes = 0;
  for_each_fit([&](const std::string& network, int subject) {
    bytes += std::filesystem::file_size(installed_demo_fit_file(network, subject));
  });
  EXPECT_LE(bytes, 3000000U);
}

TEST(InstalledDemoFits, AreOfTheDemonstrationsSubjects) {
  for_each_fit([](const std::string& network, int number) {
    const Subject& subject = demo_subject(number);
    // Of the file alone, as figures and `info` read it.
    const FitResult fit = read_fit(installed_demo_fit_file(network, number), builtin_template);
    EXPECT_EQ(fit.features.network, title_of_network(network));
    EXPECT_EQ(fit.subject.name, subject.name);
    EXPECT_EQ(fit.subject.vertices, subject.vertices) << network;
    EXPECT_TRUE(fit.subject.is_synthetic && fit.features.is_synthetic);
    EXPECT_EQ(fit.features.image_count(), kDemoImages);
    for (const Hemisphere h : kHemispheres) {
      const auto& regions = fit.subject.cortex[h].regions;
      ASSERT_EQ(regions.size(), subject.cortex[h].regions.size());
      for (std::size_t i = 0; i < regions.size(); ++i) {
        EXPECT_EQ(regions[i].name, subject.cortex[h].regions[i].name);
        EXPECT_EQ(regions[i].vertices, subject.cortex[h].regions[i].vertices);
      }
    }
  });
}

TEST(InstalledDemoFits, SayWhatMadeThem) {
  const FitOptions options = demo_fit_options();
  for_each_fit([&](const std::string& network, int subject) {
    const Provenance made = fit_of(network, subject).provenance;
    EXPECT_EQ(made.program.find("cortiscope "), 0U) << network;
    EXPECT_EQ(made.subject_path, simulated_subject_file(subject).string())
        << "no path of the machine that made it";
    EXPECT_EQ(made.features_path, network + ".features.h5");
    EXPECT_EQ(made.steps, kDemoSteps);
    EXPECT_EQ(made.steps_done, kDemoSteps);
    EXPECT_EQ(made.recipe.name, options.recipe.name);
    EXPECT_EQ(made.batch, options.batch);
    EXPECT_EQ(made.seed, options.seed);
    EXPECT_EQ(made.engine, options.engine);
  });
}

TEST(InstalledDemoFits, FindThePlantedNetworkBest) {
  const double aligned = mean_of_known(fit_of("aligned").r2);
  EXPECT_GT(aligned, 0.2);
  for (const std::string& network : kDemoNetworks) {
    // The scrambled network has the same layers in another order.
    EXPECT_LE(mean_of_known(fit_of(network).r2), aligned + 0.005) << network;
  }
}

// Responses come from `aligned`, so what its fine-tuning moved is known (known_answer.h).
TEST(InstalledDemoFits, ShowWhatFineTuningMovedAndNothingElse) {
  const FitResult before = fit_of("aligned"), after = fit_of("aligned-finetuned");
  const auto maps_of = [](const FitResult& fit) {
    return FitMaps{fit.subject, fit.features.network, fit.provenance.seed, fit.selectors,
                   fit.r2,      fit.evidence};
  };
  const VertexDifferences found = differences_between(maps_of(before), maps_of(after));
  const Selectors& truth = demo_subject().truth->selectors;
  const auto after_it = known_answer("aligned-finetuned", truth);
  ASSERT_TRUE(after_it);
  const std::vector<float> was = normalised_depths(truth), is = normalised_depths(*after_it);
  std::vector<float> planted, measured;
  double kept = 0;
  int early = 0;
  for (std::size_t i = 0; i < was.size(); ++i) {
    if (!found.evidence.counts(i)) continue;
    planted.push_back(is[i] - was[i]);
    measured.push_back(found.depth[i]);
    if (was[i] > 0.3F) continue;  // layers 1 to 4, far from those that changed places
    ++early;
    kept += std::abs(double(found.depth[i]));
  }
  ASSERT_GT(early, 100);
  EXPECT_LT(kept / early, 0.1) << "planted: none";
  EXPECT_GT(correlation(measured, planted), 0.5);
}

TEST(InstalledDemoFits, FindTheHierarchyOfEverySubject) {
  for (int subject = 1; subject <= kDemoSubjects; ++subject) {
    const FitResult fit = fit_of("aligned", subject);
    EXPECT_GT(mean_of_known(fit.r2), 0.2) << subject;
    const std::vector<float> planted = expected_layers(demo_subject(subject).truth->selectors);
    EXPECT_GT(correlation(expected_layers(fit.selectors), planted), 0.8) << subject;
  }
}

// Late areas respond to what this network lacks. Its selectors are smooth, and sure there, too; the
// test for evidence lets one vertex in twenty pass by chance.
TEST(InstalledDemoFits, ShowNoSureLastLayerOfTheLowLevelNetworkInLateAreas) {
  const Subject& subject = demo_subject();
  const FitResult fit = fit_of("low-level");
  const std::vector<int> layers = chosen_layers(fit.selectors);
  const std::vector<float> confidence = layer_confidence(fit.selectors);
  const std::vector<std::string> late = {"FFA", "FBA", "PPA", "VWFA", "RSC"};
  int vertices = 0, shown = 0, sure_of_last = 0;
  std::size_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    std::set<int> of_late;
    for (const Region& region : subject.cortex[h].regions) {
      for (const std::string& area : late) {
        if (is_of_area(region.name, area)) {
          of_late.insert(region.vertices.begin(), region.vertices.end());
        }
      }
    }
    for (const int vertex : subject.vertices[h]) {
      const std::size_t i = row++;
      if (!of_late.count(vertex)) continue;
      ++vertices;
      if (!has_evidence(fit.evidence[i], fit.r2[i])) continue;
      ++shown;
      const bool is_last = layers[i] == fit.selectors.layer_count() - 1;
      sure_of_last += is_last && confidence[i] > 0.5F;
    }
  }
  ASSERT_GT(vertices, 100);
  EXPECT_LE(sure_of_last, vertices / 20) << "of " << vertices << ", " << shown << " shown";
}

TEST(InstalledDemoFits, AreAbsentForOtherVerticesAndNetworks) {
  Subject other = demo_subject();
  other.vertices[kLh].pop_back();
  EXPECT_FALSE(installed_demo_fit("aligned", other));
  EXPECT_FALSE(installed_demo_fit("none", demo_subject()));
}

}  // namespace
}  // namespace cortiscope
