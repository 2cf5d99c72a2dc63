#include <gtest/gtest.h>

#include <QComboBox>
#include <cmath>

#include "tests/app/gui/wall_fixture.h"

namespace cortiscope {
namespace {

TEST_F(WallTest, OrdersModelsByTheirScoreOnceItIsKnown) {
  auto* order = wall().findChild<QComboBox*>(QStringLiteral("wall-order"));
  order->setCurrentIndex(order->findData(int(WallOrder::kR2)));
  Q_EMIT order->activated(order->currentIndex());
  ASSERT_TRUE(wait_for([this] { return wall().note().isEmpty() && wall().is_up_to_date(); }));
  // The later a network, the higher its planted score; the known answer has none.
  EXPECT_EQ(wall().wall().models,
            (std::vector<ModelId>{at(0, 4).model, at(0, 3).model, at(0, 2).model, at(0, 1).model,
                                  kKnownAnswer}));
}

/// The same as a user finds it; the model with the best slope is the last of the library.
class FirstWallTest : public WallTest {
 protected:
  void SetUp() override {
    open_fits();
    session().move_model(at(0, 1).model, -1);
    show_wall();
  }
  bool is_ordered() { return wall().is_up_to_date() && wall().note().isEmpty(); }
  /// The models of a subject, that with the largest slope first.
  std::vector<ModelId> models_by_slope(SubjectId subject) {
    const auto compared = compared_models(session().library(), subject);
    ComparedSubjects subjects;
    const auto numbers = numbers_of(*compare_models(compared, {}, subjects, {}), compared);
    std::vector<ModelId> models;
    for (const ComparedModel& model : compared) {
      EXPECT_FALSE(std::isnan(numbers.at(model.model).slope)) << model.name;
      models.push_back(model.model);
    }
    return ordered_models(models, WallOrder::kSlope, numbers);
  }
};

TEST_F(FirstWallTest, SubtractsTheSecondSlopeFromTheBestByOneClick) {
  ASSERT_TRUE(wait_for([this] { return is_ordered(); }));
  std::vector<ModelId> models = models_by_slope(at(0, 1).subject);
  const Choice best = {at(0, 1).subject, models[0]}, second = {at(0, 1).subject, models[1]};
  models.push_back(kKnownAnswer);  // has no slope
  EXPECT_EQ(wall().wall().models, models);
  EXPECT_NE(models.front(), at(0, 1).model) << "else the library's order would do";
  EXPECT_EQ(wall().pair().a()->at, second);
  EXPECT_EQ(wall().pair().b()->at, best);
  click("mode-difference");
  EXPECT_EQ(session().view().map, (Map{"difference"}));
  EXPECT_EQ(session().view().choice, best);
  EXPECT_EQ(session().against(), second.model);
}

TEST_F(FirstWallTest, KeepsItsOrderAndComparesNothingWhileTheNumbersAreComputed) {
  ASSERT_TRUE(wait_for([this] { return is_ordered(); }));
  const std::vector<ModelId> before = wall().wall().models;
  session().choose(at(1, 1));
  EXPECT_FALSE(wall().note().isEmpty()) << "it says that they are computed";
  bool is_moved = false, is_early = false;
  ASSERT_TRUE(wait_for([&] {
    if (is_ordered()) return true;
    if (!wall().is_up_to_date()) return false;
    is_moved |= wall().wall().models != before;
    is_early |= wall().pair().offers(WallMode::kWipe);
    return false;
  }));
  EXPECT_FALSE(is_moved);
  EXPECT_FALSE(is_early);
  EXPECT_EQ(wall().pair().b()->at, (Choice{at(1, 1).subject, wall().wall().models.front()}));
}

}  // namespace
}  // namespace cortiscope
