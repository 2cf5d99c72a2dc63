#include "core/analysis/fit_maps.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/analysis/made_fit.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

std::vector<bool> counted(const SharedEvidence& shared) {
  return {shared.counts(0), shared.counts(1), shared.counts(2)};
}

TEST(SharedEvidence, NeedsEveryTestedFit) {
  MadeFit first, second;
  first.evidence[0] = 0.2F;
  second.r2[1] = -0.1F;
  const SharedEvidence shared = shared_evidence({first.maps(), second.maps()});
  EXPECT_TRUE(shared.is_of_all);
  EXPECT_EQ(shared.q, (std::vector<float>{0.2F, 0.01F, 0.01F}));
  EXPECT_EQ(shared.r2, (std::vector<float>{0.5F, -0.1F, 0.3F}));
  EXPECT_EQ(counted(shared), (std::vector<bool>{false, false, true}));
}

TEST(SharedEvidence, LeavesOutWhatIsUnknownInOneFit) {
  MadeFit first, second;
  first.evidence[2] = NAN;
  second.r2[0] = NAN;
  EXPECT_EQ(counted(shared_evidence({first.maps(), second.maps()})),
            (std::vector<bool>{false, true, false}));
  EXPECT_EQ(counted(shared_evidence({second.maps(), first.maps()})),
            (std::vector<bool>{false, true, false}));
}

TEST(SharedEvidence, OfFitsThatWereNotTestedCountsEveryVertex) {
  MadeFit first, second;
  first.evidence = {0.01F, 0.5F, 0.01F};
  second.evidence.clear();
  const SharedEvidence one = shared_evidence({second.maps(), first.maps()});
  EXPECT_FALSE(one.is_of_all);
  EXPECT_EQ(counted(one), (std::vector<bool>{true, false, true}));
  const SharedEvidence none = shared_evidence({second.maps(), second.maps()});
  EXPECT_FALSE(none.is_tested() || none.is_of_all);
  EXPECT_EQ(counted(none), (std::vector<bool>{true, true, true}));
}

TEST(RequireSameVertices, TakesTwoSubjectsOnOneTemplateAndRefusesOthers) {
  const MadeFit first;
  MadeFit second;
  second.subject.name = "two";
  require_same_vertices(first.subject, second.subject);
  const auto refused = [&] {
    return error_of([&] { require_same_vertices(first.subject, second.subject); });
  };
  const std::string hint =
      " (compare fits of one subject, or of the same vertices of one template)";
  second.subject.vertices = {std::vector<int>{0, 1}, std::vector<int>{1}};
  EXPECT_EQ(refused(), "two: expected the 3 vertices of \"one\", found as many other ones" + hint);
  second.subject.vertices[kRh].clear();
  EXPECT_EQ(refused(), "two: expected the 3 vertices of \"one\", found 2" + hint);
  second.subject.cortex[kRh].surfaces[SurfaceKind::kSphere] = tetrahedron(5);
  EXPECT_EQ(refused(), "two: expected the mesh of \"one\", found another one" + hint);
}

}  // namespace
}  // namespace cortiscope
