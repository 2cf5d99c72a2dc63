#include "app/session/model_pair.h"

#include <gtest/gtest.h>

#include "app/session/window_figure.h"
#include "tests/app/session/tiny_study.h"

namespace cortiscope {
namespace {

/// A subject with a known answer, the fits "one" and "two", and "three", which is not fitted.
struct ModelPairTest : testing::Test {
  ModelPairTest() {
    const std::vector<std::string> images = {"a", "b"};
    library.add_subject(tiny_subject(), "s/subject.h5", images);
    FitResult two = tiny_fit("two", "2026");
    two.r2.assign(60, 0.35F);
    library.add_fit(tiny_fit("one", "2026"), "s/one.fit.h5");
    library.add_fit(two, "s/two.fit.h5");
    library.add_features(tiny_features("three", images), "s/three.features.h5");
    look.map = {"difference"};
    look.choice = {0, 2};
  }

  const MapSource& shown(ModelId model) { return *library.cell({0, model}).source; }

  Library library;
  Look look;
};

using Models = std::vector<ModelId>;

TEST_F(ModelPairTest, IsOfTheChosenModelAndTheFirstOtherFit) {
  EXPECT_EQ(models_to_compare(library, look, shown(2)), Models{1});
  EXPECT_EQ(model_against(library, look, shown(2)), 1);
  look.choice = {0, 1};
  EXPECT_EQ(model_against(library, look, shown(1)), 2);
}

TEST_F(ModelPairTest, IsOfTheModelThatWasChosenToCompareWithWhereverItCanBe) {
  library.add_fit(tiny_fit("three", "2026"), "s/three.fit.h5");
  look.against = 3;
  EXPECT_EQ(models_to_compare(library, look, shown(2)), (Models{1, 3}));
  EXPECT_EQ(model_against(library, look, shown(2)), 3);
  look.choice = {0, 3};
  EXPECT_EQ(model_against(library, look, shown(3)), 1) << "not of itself";
}

TEST_F(ModelPairTest, NeedsTwoFits) {
  look.choice = {0, kKnownAnswer};
  EXPECT_TRUE(models_to_compare(library, look, shown(kKnownAnswer)).empty());
  const MapSource bare = bare_source(tiny_subject());
  look.choice = {0, 3};
  EXPECT_EQ(model_against(library, look, bare), -1);
}

TEST_F(ModelPairTest, IsKeptUntilOneOfTheTwoChanges) {
  const auto one = library.cell({0, 1}).source, two = library.cell({0, 2}).source;
  ModelPair pair;
  const auto first = pair.source(one, two);
  EXPECT_EQ(pair.name(), "two (B) - one (A) · simulated on builtin");
  EXPECT_EQ(first->features.network, "two");
  EXPECT_NEAR(first->differences->score[0], 0.1, 1e-6);
  EXPECT_EQ(pair.source(one, two), first);
  const auto back = pair.source(two, one);
  EXPECT_NE(back, first);
  EXPECT_NEAR(back->differences->score[0], -0.1, 1e-6);
}

TEST_F(ModelPairTest, IsDrawnFromBothFitsAndFoundAgain) {
  ModelPair pair;
  const auto painted = pair.source(library.cell({0, 1}).source, library.cell({0, 2}).source);
  look.quantity = MapQuantity::kScore;
  const FigureRequest figure = figure_of_window(library, look, *painted, {{"flat", 1}});
  EXPECT_EQ(figure.inputs, (std::vector<std::string>{"s/one.fit.h5", "s/two.fit.h5"}));
  EXPECT_EQ(choice_of_figure(library, figure), (Choice{0, 2}));
  EXPECT_EQ(model_against_of_figure(library, figure, {0, 2}), 1);
  EXPECT_EQ(look_of_figure(Look(), figure).quantity, MapQuantity::kScore);

  FigureRequest typed;  // on the command line
  typed.inputs = {"s/two.fit.h5", "s/one.fit.h5"};
  typed.maps = {"difference"};
  typed.quantity = MapQuantity::kSpace;
  EXPECT_EQ(choice_of_figure(library, typed), (Choice{0, 1}));
  EXPECT_EQ(model_against_of_figure(library, typed, {0, 1}), 2);
  EXPECT_EQ(look_of_figure(Look(), typed).map, (Map{"difference"}));
  EXPECT_EQ(look_of_figure(Look(), typed).quantity, MapQuantity::kSpace);
  typed.inputs[0] = "s/other.fit.h5";
  EXPECT_FALSE(choice_of_figure(library, typed)) << "one of the two is not open";
  typed.maps = {"layer"};
  EXPECT_EQ(model_against_of_figure(library, typed, {0, 1}), -1);
}

}  // namespace
}  // namespace cortiscope
