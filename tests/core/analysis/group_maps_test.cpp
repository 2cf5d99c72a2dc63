#include "core/analysis/group_maps.h"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/core/analysis/made_fit.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

GroupMember member_of(const MadeFit& fit) { return {fit.maps(), own_rows(fit.subject)}; }

/// Three subjects; of the second, the third vertex is another one.
struct GroupMapsTest : testing::Test {
  GroupMapsTest() {
    for (MadeFit* fit : {&one, &two, &three}) fit->subject.noise_ceiling = {0.5F, 0.4F, 0.3F};
    two.selectors.layer.values = {0, 1, 0, 0, 0, 1, 0, 0, 1};
    two.selectors.space.values = {0.5F, -0.5F, 0, 0, 0, 0};
    two.r2 = {0.3F, 0.2F, 0.1F};
    two.subject.vertices[kRh] = {3};
  }

  GroupMaps maps() { return group_maps({member_of(one), member_of(two), member_of(three)}); }

  MadeFit one, two, three;
};

TEST_F(GroupMapsTest, AverageTheSubjectsOverTheVerticesOfAny) {
  const GroupMaps group = maps();
  EXPECT_EQ(group.subjects, 3);
  EXPECT_EQ(group.vertices[kLh], (std::vector<int>{0, 2}));
  EXPECT_EQ(group.vertices[kRh], (std::vector<int>{1, 3}));
  EXPECT_EQ(group.with_evidence, (std::vector<int>{3, 3, 2, 1}));
  EXPECT_NEAR(group.selectors.layer.row(0)[0], 2 / 3.0, 1e-6);
  EXPECT_NEAR(group.selectors.layer.row(0)[1], 1 / 3.0, 1e-6);
  EXPECT_NEAR(group.selectors.space.row(0)[0], 0.5 / 3, 1e-6);
  EXPECT_NEAR(group.selectors.space.row(0)[1], -0.5 / 3, 1e-6);
  EXPECT_FLOAT_EQ(group.selectors.scale.values[3], 0.5F);
  EXPECT_NEAR(group.r2[0], (0.5 + 0.3 + 0.5) / 3, 1e-6);
  EXPECT_FLOAT_EQ(group.r2[3], 0.1F) << "of the one subject that is encoded there";
  EXPECT_FLOAT_EQ(group.selectors.layer.row(3)[2], 1);
  EXPECT_FLOAT_EQ(group.noise_ceiling[0], 0.5F);
}

TEST_F(GroupMapsTest, LeaveOutSubjectsWithoutEvidenceThere) {
  two.evidence[0] = 0.3F;
  const GroupMaps group = maps();
  EXPECT_EQ(group.with_evidence[0], 2);
  EXPECT_FLOAT_EQ(group.selectors.layer.row(0)[0], 1) << "of the other two alone";
  one.evidence[0] = three.evidence[0] = 0.3F;
  const GroupMaps none = maps();
  EXPECT_EQ(none.with_evidence[0], 0);
  EXPECT_NEAR(none.selectors.layer.row(0)[0], 2 / 3.0, 1e-6) << "where none has, of all";
}

TEST_F(GroupMapsTest, HaveEvidenceWhereHalfOfTheSubjectsHave) {
  one.evidence = {0.01F, 0.04F, 0.2F};
  two.evidence = {0.02F, 0.3F, 0.01F};
  three.evidence = {0.03F, 0.02F, 0.04F};
  const GroupMaps group = maps();
  EXPECT_EQ(group.evidence, (std::vector<float>{0.02F, 0.04F, 1, 1}))
      << "two of three; one at the third; one of those encoded at the last";
  three.evidence.clear();
  EXPECT_TRUE(maps().evidence.empty()) << "not all were tested";
}

TEST_F(GroupMapsTest, KnowNoCeilingWhereNoSubjectHasOne) {
  one.subject.noise_ceiling = {0.5F, NAN, 0.3F};
  two.subject.noise_ceiling.clear();
  EXPECT_FLOAT_EQ(maps().noise_ceiling[1], 0.4F);
  one.subject.noise_ceiling.clear();
  three.subject.noise_ceiling.clear();
  EXPECT_TRUE(maps().noise_ceiling.empty());
}

TEST_F(GroupMapsTest, RefuseOtherNumbersOfLayers) {
  two.subject.name = "two";
  two.selectors.layer = Array<float>(Shape{3, 2}, 0.5F);
  EXPECT_EQ(error_of([&] { maps(); }),
            "two: expected a network of 3 layers, as for \"one\", found 2 (average fits of one "
            "network)");
}

}  // namespace
}  // namespace cortiscope
