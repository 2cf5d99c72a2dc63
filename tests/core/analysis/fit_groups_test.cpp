#include "core/analysis/fit_groups.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

/// Fits of these networks, subjects and slopes, and their comparison.
struct Made {
  void add(const std::string& network, const std::shared_ptr<const ComparedSubject>& subject,
           double slope) {
    ComparedFit fit;
    fit.file = std::to_string(fits.size());
    fit.network = network;
    fit.subject = subject;
    fits.push_back(fit);
    FitRow row;
    row.r2_mean = slope / 10;
    row.common[kBothSides].slope.value = slope;
    row.common[kBothSides].b0.value = 1 - slope;
    row.common[kBothSides].b1.value = 1;
    comparison.rows.push_back(row);
  }

  static std::shared_ptr<const ComparedSubject> subject(const std::string& name) {
    ComparedSubject subject;
    subject.name = name;
    return std::make_shared<const ComparedSubject>(subject);
  }

  std::vector<ComparedFit> fits;
  Comparison comparison;
};

TEST(FitGroups, AverageSeedsOfASubjectBeforeSubjects) {
  const auto one = Made::subject("one"), two = Made::subject("two");
  Made made;
  made.add("a", one, 0.2);
  made.add("a", one, 0.4);  // another seed: the subject's slope is 0.3
  made.add("b", one, 0.5);
  made.add("a", two, 0.7);
  made.add("a", two, NAN);
  const auto groups = group_fits(made.fits, made.comparison, Grouping::kSubjects);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].network, "a");
  EXPECT_EQ(groups[0].members, 2);
  EXPECT_DOUBLE_EQ(groups[0].slope.mean, 0.5);
  EXPECT_NEAR(groups[0].slope.deviation, 0.4 / std::sqrt(2), 1e-12);
  EXPECT_DOUBLE_EQ(groups[0].b0.mean, 0.5);
  EXPECT_DOUBLE_EQ(groups[0].b1.deviation, 0);
  EXPECT_DOUBLE_EQ(groups[0].r2.mean, 0.05);
  EXPECT_EQ(groups[1].members, 1);
  EXPECT_DOUBLE_EQ(groups[1].slope.mean, 0.5);
  EXPECT_TRUE(std::isnan(groups[1].slope.deviation)) << "one subject has no spread";
}

TEST(FitGroups, KeepSeedsOfOneSubjectTogether) {
  const auto one = Made::subject("one"), two = Made::subject("two");
  Made made;
  made.add("a", one, 0.2);
  made.add("a", two, 0.9);
  made.add("a", one, 0.4);
  const auto groups = group_fits(made.fits, made.comparison, Grouping::kSeeds);
  ASSERT_EQ(groups.size(), 2U);
  EXPECT_EQ(groups[0].subject, "one");
  EXPECT_EQ(groups[0].members, 2);
  EXPECT_DOUBLE_EQ(groups[0].slope.mean, 0.3);
  EXPECT_EQ(groups[1].subject, "two");
  EXPECT_EQ(groups[1].members, 1);
}

}  // namespace
}  // namespace cortiscope
