#include "core/simulate/null_alignment.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/analysis/alignment.h"
#include "core/simulate/cortex/builtin_cortex.h"
#include "core/simulate/planted_subject.h"

namespace cortiscope {
namespace {

// A right interval of 95 % covers in 89 or more of 100 with a probability of 0.996.
TEST(NullAlignment, IntervalsOfSmoothRandomMapsCoverTheNull) {
  ComparedSubjects subjects;
  const auto subject = subjects.of(plant_subject(builtin_cortex(), {}).subject);
  for (const float length_mm : {4.0F, 12.0F, 20.0F}) {
    const NullCoverage coverage = null_coverage(subject, length_mm, 100);
    EXPECT_GE(coverage.slope, 0.89) << length_mm;
    EXPECT_GE(coverage.b0, 0.89) << length_mm;
    EXPECT_GE(coverage.b1, 0.89) << length_mm;
  }
}

// Else an interval without end would pass.
TEST(NullAlignment, IntervalsAreNoWiderThanTheSpreadOfSlopesNeeds) {
  ComparedSubjects subjects;
  const auto subject = subjects.of(plant_subject(builtin_cortex(), {}).subject);
  const std::vector<bool> all(std::size_t(subject->vertex_count()), true);
  const OrderedStages stages(*subject, default_roi_order(), all, all);
  for (const float length_mm : {4.0F, 12.0F}) {
    double squares = 0, widths = 0;
    constexpr int kMaps = 60;
    for (int seed = 1; seed <= kMaps; ++seed) {
      const auto line = stages.align(random_fit(subject, length_mm, std::uint64_t(seed)).depth);
      const Estimate& slope = line[kBothSides].slope;
      squares += slope.value * slope.value;
      widths += (slope.high - slope.low) / 2 / 1.96;
    }
    const double ratio = widths / kMaps / std::sqrt(squares / kMaps);
    EXPECT_GT(ratio, 0.8) << length_mm;
    EXPECT_LT(ratio, 1.6) << length_mm;
  }
}

}  // namespace
}  // namespace cortiscope
