#include <gtest/gtest.h>

#include "core/io/hdf5/checkpoint_file.h"
#include "core/open/describe.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

FitCheckpoint small_checkpoint() {
  FitCheckpoint checkpoint;
  checkpoint.plan = "small, 60 steps";
  checkpoint.choices = {"eager", 60, 20, 4, {"averaged", {1e-3, 2e-3, 3e-3, 0.25}, 0.5}, 9};
  checkpoint.step = 7;
  checkpoint.engine.steps = 7;
  checkpoint.engine.parameters["space_mlp/w0"] = Array<float>(Shape{1, 2}, 2.0F);
  checkpoint.engine.moment1 = checkpoint.engine.parameters;
  checkpoint.engine.average["readout_bias"] = Array<float>(Shape{3}, 0.75F);
  checkpoint.engine.moment2["readout_bias"] = Array<float>(Shape{3}, 0.5F);
  checkpoint.loss_since_validation.add(0.25);
  checkpoint.best_mean = 0.125;
  return checkpoint;
}

TEST(CheckpointFile, GivesBackWhatWasWrittenBeforeTheFirstValidation) {
  const TempDir folder;
  write_checkpoint(folder / "c", small_checkpoint());
  const FitCheckpoint read = read_checkpoint(folder / "c");
  EXPECT_EQ(read.plan, "small, 60 steps");
  EXPECT_EQ(read.engine.steps, 7);
  for (const FitChoices& choices : {read.choices, read_checkpoint_choices(folder / "c")}) {
    EXPECT_EQ(choices.engine, "eager");
    EXPECT_EQ(choices.steps, 60);
    EXPECT_EQ(choices.batch, 4);
    EXPECT_EQ(choices.soft_steps, 20);
    EXPECT_EQ(choices.recipe.rates.readout, 3e-3);
    EXPECT_EQ(choices.recipe.rates.readout_decay, 0.25);
    EXPECT_EQ(choices.recipe.averaging, 0.5);
    EXPECT_EQ(choices.seed, 9U);
  }
  EXPECT_EQ(read.engine.moment1.at("space_mlp/w0").shape, (Shape{1, 2}));
  EXPECT_EQ(read.engine.moment2.at("readout_bias").values, std::vector<float>(3, 0.5F));
  EXPECT_EQ(read.engine.average.at("readout_bias").values, std::vector<float>(3, 0.75F));
  EXPECT_EQ(read.loss_since_validation.mean(), 0.25);
  EXPECT_TRUE(read.history.empty());
  EXPECT_TRUE(read.best_parameters.empty());
  EXPECT_EQ(read.best_mean, 0.125);
}

TEST(CheckpointFile, IsDescribedByWhatItGoesOnWith) {
  const TempDir folder;
  write_checkpoint(folder / "c", small_checkpoint());
  const Description description = describe(folder / "c");
  EXPECT_EQ(description.kind, "cortiscope checkpoint");
  EXPECT_EQ(description.facts.at(0).name, "plan");
  EXPECT_TRUE(description.problems.empty());
}

}  // namespace
}  // namespace cortiscope
