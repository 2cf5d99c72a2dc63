#include "core/analysis/roi_order.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"

namespace cortiscope {
namespace {

TEST(RoiOrder, IsTheDefaultHierarchy) {
  EXPECT_EQ(to_text(default_roi_order()), "V1,V2,V3,hV4,OFA+OWFA+EBA+OPA,FFA+FBA+PPA+VWFA+RSC");
  EXPECT_EQ(default_roi_order().height(0), 0);
  EXPECT_DOUBLE_EQ(default_roi_order().height(2), 0.4);
  EXPECT_EQ(default_roi_order().height(5), 1);
}

TEST(RoiOrder, HasRoutes) {
  const std::vector<RoiOrder> routes = default_routes();
  ASSERT_EQ(routes.size(), 3U);
  EXPECT_EQ(routes[0].name + ":" + to_text(routes[0]), "ventral:V1,V2,V3,hV4,FFA+PPA+VWFA");
  EXPECT_EQ(routes[1].name + ":" + to_text(routes[1]), "lateral:V1,V2,V3,EBA+OFA");
  EXPECT_EQ(routes[2].name + ":" + to_text(routes[2]), "dorsal:V1,V2,V3,OPA+RSC");
}

TEST(RoiOrder, IsReadAsItIsWritten) {
  for (const std::string text : {"V1,V2", "V1,V2,V3,hV4,OFA+EBA,FFA+PPA", "FFA-1,FFA-2"}) {
    EXPECT_EQ(to_text(parse_roi_order(text, "roi-order")), text);
  }
  EXPECT_EQ(to_text(parse_roi_order(" V1 , a b + c ", "roi-order")), "V1,a b+c");
  EXPECT_EQ(parse_route("my route: V1,V2", "route").name, "my route");
}

TEST(RoiOrder, RefusesWhatIsNoOrder) {
  const auto error = [](const std::string& text) {
    return error_of([&] { parse_roi_order(text, "roi-order"); });
  };
  const std::string syntax =
      " (commas between stages, + between the areas of one, such as "
      "V1,V2,V3,hV4,OFA+EBA,FFA+PPA)";
  EXPECT_EQ(error("V1"), "roi-order: expected at least 2 stages, found \"V1\"" + syntax);
  EXPECT_EQ(error("V1,,V2"),
            "roi-order: expected an area, found an empty name in \"V1,,V2\"" + syntax);
  EXPECT_EQ(error("V1,V2+"),
            "roi-order: expected an area, found an empty name in \"V1,V2+\"" + syntax);
  EXPECT_EQ(error("V1,V2+V1"), "roi-order: expected each area once, found \"V1\" twice");
  for (const std::string text : {"V1,V2", ":V1,V2"}) {
    EXPECT_EQ(error_of([&] { parse_route(text, "route"); }),
              "route: expected a name before the areas, found \"" + text +
                  "\" (such as ventral:V1,V2,V3,hV4,FFA+PPA)");
  }
}

}  // namespace
}  // namespace cortiscope
