#include "app/session/grouped_fits.h"

#include <gtest/gtest.h>

#include "app/session/map_table.h"
#include "core/color/palette.h"
#include "tests/app/session/tiny_study.h"
#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

using Fits = std::vector<std::shared_ptr<const MapSource>>;

/// The tiny fit as another subject's, with evidence but at some of its vertices.
std::shared_ptr<const MapSource> fit_to(const std::string& subject, const std::string& network,
                                        const std::vector<std::size_t>& without_evidence = {}) {
  auto own = std::make_shared<Subject>(*tiny_subject());
  own->name = subject;
  FitResult fit = tiny_fit(network, "2026");
  fit.evidence.assign(60, 0.01F);
  for (const std::size_t row : without_evidence) fit.evidence[row] = 0.5F;
  return std::make_shared<const MapSource>(fit_source(fit, own));
}

TEST(GroupedFits, AverageEachNetworkOverItsSubjects) {
  const Fits fits = {fit_to("one", "net", {0}), fit_to("one", "other"),
                     fit_to("two", "net", {0, 1}), fit_to("two", "other")};
  const std::vector<GroupedFits> grouped = grouped_fits(fits, nullptr);
  ASSERT_EQ(grouped.size(), 2U);
  EXPECT_EQ(grouped[1].first, 1U);
  const MapSource& net = *grouped[0].source;
  EXPECT_EQ(net.features.network, "net");
  EXPECT_EQ(net.subject->name, "mean of 2 subjects");
  EXPECT_TRUE(net.subject->is_synthetic);
  EXPECT_EQ(net.subject->vertices, tiny_subject()->vertices);
  EXPECT_EQ(net.group->subjects, 2);
  EXPECT_EQ(net.group->with_evidence[0], 0);
  EXPECT_EQ(net.group->with_evidence[1], 1);
  EXPECT_EQ(net.group->with_evidence[2], 2);
  EXPECT_FLOAT_EQ(net.score[5], 0.25F);
  EXPECT_EQ(net.subject->cortex[kLh].regions[0].vertices,
            tiny_subject()->cortex[kLh].regions[0].vertices);
  for (const char* map : {"layer", "space", "scale", "score", "subjects"}) {
    EXPECT_TRUE(has_map(net, {map})) << map;
  }
}

TEST(GroupedFits, KeepOfTheRoisWhatHalfOfTheSubjectsHave) {
  auto other = std::make_shared<Subject>(*tiny_subject());
  other->name = "two";
  for (Region& region : other->cortex[kLh].regions) region.vertices.clear();
  auto third = std::make_shared<Subject>(*other);
  third->name = "three";
  const FitResult fit = tiny_fit("net", "2026");
  const auto second = std::make_shared<const MapSource>(fit_source(fit, other));
  const Fits two = {fit_to("one", "net"), second};
  const auto regions_of_group = [](const Fits& fits) {
    return grouped_fits(fits, nullptr)[0].source->subject->cortex[kLh].regions[0].vertices;
  };
  EXPECT_FALSE(regions_of_group(two).empty()) << "one of two is half";
  Fits three = two;
  three.push_back(std::make_shared<const MapSource>(fit_source(fit, third)));
  EXPECT_TRUE(regions_of_group(three).empty());
}

TEST(GroupedFits, PaintHowManySubjectsHaveEvidence) {
  const Fits fits = {fit_to("one", "net", {0}), fit_to("two", "net", {0, 1})};
  PaintRequest request;
  request.map = {"subjects"};
  request.least_ceiling = 0;
  const Painting painting = painting_of(grouped_fits(fits, nullptr)[0].source, request);
  const std::vector<int>& vertices = tiny_subject()->vertices[kLh];
  const std::vector<Rgb8> colors = painting.colors(Ground::kLight)[kLh];
  EXPECT_EQ(colors[std::size_t(vertices[0])], reds(0));
  EXPECT_EQ(colors[std::size_t(vertices[1])], reds(0.5F));
  EXPECT_EQ(colors[std::size_t(vertices[2])], reds(1));
  EXPECT_EQ(painting.value_text({kLh, vertices[1]}), "1 of 2 subjects");
  EXPECT_EQ(painting.legend.high, "2");
}

TEST(GroupedFits, AreBroughtToATemplateThroughRegisteredSpheres) {
  const auto registered = [](const std::string& name) {
    auto subject = std::make_shared<Subject>(*tiny_subject());
    subject->name = name;
    for (const Hemisphere h : kHemispheres) subject->cortex[h].is_sphere_registered = true;
    return std::make_shared<const MapSource>(fit_source(tiny_fit("net", "2026"), subject));
  };
  const Cortex& onto = tiny_subject()->cortex;  // the same sphere: each vertex is itself
  const auto group = grouped_fits({registered("one"), registered("two")}, &onto)[0].source;
  EXPECT_EQ(group->subject->vertices, tiny_subject()->vertices);
  EXPECT_EQ(group->selectors.space.values, tiny_subject()->truth->selectors.space.values);
  EXPECT_NE(error_of([&] {
              grouped_fits({fit_to("one", "net"), fit_to("two", "net")}, &onto);
            }).find("is not known to be registered"),
            std::string::npos);
}

TEST(GroupedFits, NeedOneFitOfEachOfSeveralSubjects) {
  const char* hint = " (give one fit of each of two subjects or more)";
  EXPECT_EQ(error_of([&] { grouped_fits({fit_to("one", "net")}, nullptr); }),
            std::string("group of network \"net\": expected two subjects, found one") + hint);
  EXPECT_EQ(error_of([&] {
              grouped_fits({fit_to("one", "net"), fit_to("one", "net")}, nullptr);
            }),
            std::string("group of network \"net\": found two fits of the subject \"one\"") + hint);
  EXPECT_EQ(error_of([&] { require_map(*fit_to("one", "net"), {"subjects"}); }),
            "map \"subjects\": expected the mean of several subjects (cortiscope figure --group "
            "subjects averages fits)");
}

}  // namespace
}  // namespace cortiscope
