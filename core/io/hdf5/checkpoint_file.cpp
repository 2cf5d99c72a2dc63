#include "core/io/hdf5/checkpoint_file.h"

#include "core/base/error.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/parameters_group.h"
#include "core/io/hdf5/recipe_attributes.h"
#include "core/io/hdf5/snapshots_group.h"

namespace cortiscope {

namespace {

const std::string kAverage = "/engine/average", kSnapshotGroup = "/snapshots";

FitChoices read_choices(const H5Reader& file) {
  FitChoices choices;
  if (!file.has_attribute("/", "steps")) return choices;
  choices.engine = file.text("/", "engine");
  choices.steps = int(file.integer("/", "steps"));
  choices.batch = int(file.integer("/", "batch"));
  choices.soft_steps = file.has_attribute("/", "soft_steps") ? int(file.integer("/", "soft_steps"))
                                                             : choices.steps / 2;
  choices.recipe = read_recipe(file, "/");
  choices.seed = std::uint64_t(file.integer("/", "seed"));
  choices.standardize = file.text_or("/", "standardize", "none");
  choices.ablation = file.text_or("/", "ablation", "none");
  return choices;
}

}  // namespace

FitChoices read_checkpoint_choices(const std::filesystem::path& path) {
  const H5Reader file(path);
  check_format(file, "checkpoint");
  return read_choices(file);
}

int step_of_checkpoint(const std::filesystem::path& path) {
  const H5Reader file(path);
  check_format(file, "checkpoint");
  return int(file.integer("/", "step"));
}

FitCheckpoint read_checkpoint(const std::filesystem::path& path) {
  return read_checkpoint(H5Reader(path));
}

FitCheckpoint read_checkpoint(const H5Reader& file) {
  check_format(file, "checkpoint");
  FitCheckpoint checkpoint;
  checkpoint.choices = read_choices(file);
  checkpoint.plan = file.text("/", "plan");
  checkpoint.step = int(file.integer("/", "step"));
  checkpoint.elapsed_s = file.number("/", "elapsed_s");
  checkpoint.engine.parameters = read_parameters(file, "/engine/parameters");
  checkpoint.engine.moment1 = read_parameters(file, "/engine/moment1");
  checkpoint.engine.moment2 = read_parameters(file, "/engine/moment2");
  if (file.has(kAverage)) checkpoint.engine.average = read_parameters(file, kAverage);
  checkpoint.engine.steps = checkpoint.step;
  checkpoint.loss_since_validation.sum = file.number("/", "loss_sum");
  checkpoint.loss_since_validation.count = int(file.integer("/", "loss_count"));
  checkpoint.history = read_history(file);
  checkpoint.snapshots.kept = read_snapshots(file, kSnapshotGroup, kAny);
  if (!checkpoint.snapshots.kept.empty()) {
    checkpoint.snapshots.loss.sum = file.number(kSnapshotGroup, "loss_sum");
    checkpoint.snapshots.loss.count = int(file.integer(kSnapshotGroup, "loss_count"));
  }
  checkpoint.validation_r2 =
      file.read<float>("/validation_r2", {kAny}, Finite::kNotRequired).values;
  checkpoint.best_step = int(file.integer("/best", "step"));
  checkpoint.best_mean = file.number("/best", "mean");
  checkpoint.best_r2 = file.read<float>("/best/r2", {kAny}, Finite::kNotRequired).values;
  checkpoint.best_parameters = read_parameters(file, "/best/parameters");
  return checkpoint;
}

void write_checkpoint(const std::filesystem::path& path, const FitCheckpoint& checkpoint) {
  H5Writer file(path);
  mark_format(file, "checkpoint");
  file.set_text("/", "plan", checkpoint.plan);
  file.set_text("/", "engine", checkpoint.choices.engine);
  file.set_integer("/", "steps", checkpoint.choices.steps);
  file.set_integer("/", "batch", checkpoint.choices.batch);
  file.set_integer("/", "soft_steps", checkpoint.choices.soft_steps);
  write_recipe(file, "/", checkpoint.choices.recipe);
  file.set_integer("/", "seed", std::int64_t(checkpoint.choices.seed));
  file.set_text("/", "standardize", checkpoint.choices.standardize);
  file.set_text("/", "ablation", checkpoint.choices.ablation);
  file.set_integer("/", "step", checkpoint.step);
  file.set_number("/", "elapsed_s", checkpoint.elapsed_s);
  write_parameters(file, "/engine/parameters", checkpoint.engine.parameters);
  write_parameters(file, "/engine/moment1", checkpoint.engine.moment1);
  write_parameters(file, "/engine/moment2", checkpoint.engine.moment2);
  if (!checkpoint.engine.average.empty()) {
    write_parameters(file, kAverage, checkpoint.engine.average);
  }
  file.set_number("/", "loss_sum", checkpoint.loss_since_validation.sum);
  file.set_integer("/", "loss_count", checkpoint.loss_since_validation.count);
  write_history(file, checkpoint.history);
  write_snapshots(file, kSnapshotGroup, checkpoint.snapshots.kept, Packing::kFast);
  if (!checkpoint.snapshots.kept.empty()) {
    file.set_number(kSnapshotGroup, "loss_sum", checkpoint.snapshots.loss.sum);
    file.set_integer(kSnapshotGroup, "loss_count", checkpoint.snapshots.loss.count);
  }
  file.write("/validation_r2", checkpoint.validation_r2);
  file.set_integer("/best", "step", checkpoint.best_step);
  file.set_number("/best", "mean", checkpoint.best_mean);
  file.write("/best/r2", checkpoint.best_r2);
  write_parameters(file, "/best/parameters", checkpoint.best_parameters);
  file.commit();
}

}  // namespace cortiscope
