#include "core/io/hdf5/fit_file.h"

#include <cmath>

#include "core/base/error.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/h5_file.h"
#include "core/io/hdf5/parameters_group.h"
#include "core/io/hdf5/recipe_attributes.h"
#include "core/io/hdf5/snapshots_group.h"
#include "core/io/hdf5/subject_file.h"

namespace cortiscope {
namespace {

std::vector<int> read_images_of_split(const H5Reader& file, const std::string& name,
                                      int image_count) {
  std::vector<int> images = file.read<std::int32_t>(name, {kAny}).values;
  for (const int image : images) {
    if (image >= 0 && image < image_count) continue;
    throw Error(ErrorKind::kBadValue, file.subject(name),
                "expected image indices from 0 to " + std::to_string(image_count - 1) + ", found " +
                    std::to_string(image),
                "the file is damaged; copy it again");
  }
  return images;
}

Provenance read_provenance(const H5Reader& file) {
  const auto text = [&](const char* name) { return file.text("/provenance", name); };
  const auto integer = [&](const char* name) { return file.integer("/provenance", name); };
  Provenance made;
  made.program = text("program");
  made.created = text("created");
  made.subject_path = text("subject_path");
  made.subject_hash = text("subject_hash");
  made.features_path = text("features_path");
  made.features_hash = text("features_hash");
  made.engine = text("engine");
  made.device = text("device");
  made.threads = int(integer("threads"));
  made.seed = std::uint64_t(integer("seed"));
  made.steps = int(integer("steps"));
  made.steps_done = int(integer("steps_done"));
  made.best_step = int(integer("best_step"));
  made.batch = int(integer("batch"));
  made.is_open_ended =
      file.has_attribute("/provenance", "open_ended") && integer("open_ended") != 0;
  made.recipe = read_recipe(file, "/provenance");
  made.leak = file.text_or("/provenance", "leak", "");
  made.near_images = file.text_or("/provenance", "near_images", "");
  made.standardize = file.text_or("/provenance", "standardize", "none");
  made.ablation = file.text_or("/provenance", "ablation", "none");
  if (file.has_attribute("/provenance", "null_r2")) {
    made.null_r2 = file.number("/provenance", "null_r2");
  }
  made.seconds = file.number("/provenance", "seconds");
  return made;
}

void write_provenance(H5Writer& file, const Provenance& made) {
  const auto text = [&](const char* name, const std::string& value) {
    file.set_text("/provenance", name, value);
  };
  const auto integer = [&](const char* name, std::int64_t value) {
    file.set_integer("/provenance", name, value);
  };
  text("program", made.program);
  text("created", made.created);
  text("subject_path", made.subject_path);
  text("subject_hash", made.subject_hash);
  text("features_path", made.features_path);
  text("features_hash", made.features_hash);
  text("engine", made.engine);
  text("device", made.device);
  integer("threads", made.threads);
  integer("seed", std::int64_t(made.seed));
  integer("steps", made.steps);
  integer("steps_done", made.steps_done);
  integer("best_step", made.best_step);
  integer("batch", made.batch);
  integer("open_ended", made.is_open_ended);
  write_recipe(file, "/provenance", made.recipe);
  if (!made.leak.empty()) text("leak", made.leak);
  if (!made.near_images.empty()) text("near_images", made.near_images);
  text("standardize", made.standardize);
  text("ablation", made.ablation);
  file.set_number("/provenance", "null_r2", made.null_r2);
  file.set_number("/provenance", "seconds", made.seconds);
}

std::string scaling_name(const char* kind, std::size_t layer) {
  return std::string("/scaling/") + kind + "/" + std::to_string(layer);
}

/// Means and factors of a layer's channels.
ChannelScaling read_channels(const H5Reader& file, const std::string& name, int channels) {
  const Array<float> table = file.read<float>(name, {2, channels});
  return {{table.row(0), table.row(0) + channels}, {table.row(1), table.row(1) + channels}};
}

TokenScaling read_scaling(const H5Reader& file, const FeatureInfo& features) {
  TokenScaling scaling;
  for (std::size_t l = 0; l < features.channels.size(); ++l) {
    const int channels = features.channels[l];
    scaling.local.push_back(read_channels(file, scaling_name("local", l), channels));
    scaling.global.push_back(read_channels(file, scaling_name("global", l), channels));
  }
  return scaling;
}

void write_channels(H5Writer& file, const std::string& name, const ChannelScaling& channels) {
  std::vector<float> values = channels.mean;
  values.insert(values.end(), channels.factor.begin(), channels.factor.end());
  file.write(name, Array<float>(Shape{2, std::int64_t(channels.mean.size())}, values));
}

void write_scaling(H5Writer& file, const TokenScaling& scaling) {
  for (std::size_t l = 0; l < scaling.local.size(); ++l) {
    write_channels(file, scaling_name("local", l), scaling.local[l]);
    write_channels(file, scaling_name("global", l), scaling.global[l]);
  }
}

const std::string kResponseScaling = "/response_scaling", kSnapshotGroup = "/snapshots";

ResponseScaling read_response_scaling(const H5Reader& file, int vertices) {
  const Array<float> table = file.read<float>(kResponseScaling, {2, vertices});
  return {{table.row(0), table.row(0) + vertices}, {table.row(1), table.row(1) + vertices}};
}

void write_response_scaling(H5Writer& file, const ResponseScaling& scaling) {
  if (scaling.empty()) return;
  std::vector<float> values = scaling.mean;
  values.insert(values.end(), scaling.factor.begin(), scaling.factor.end());
  file.write(kResponseScaling, Array<float>(Shape{2, std::int64_t(scaling.mean.size())}, values));
}

/// All of a fit except its subject and parameters.
void write_what_was_found(H5Writer& file, const FitResult& fit) {
  write_feature_info(file, "/features", fit.features);
  file.write("/split/training", fit.training_images);
  file.write("/split/validation", fit.validation_images);
  file.write("/split/test", fit.test_images);
  write_selectors(file, "/selectors", fit.selectors);
  file.write("/r2", fit.r2);
  file.write("/validation_r2", fit.validation_r2);
  if (!fit.evidence.empty()) file.write("/evidence", fit.evidence);
  write_history(file, fit.history);
  write_snapshots(file, kSnapshotGroup, fit.snapshots);
  write_provenance(file, fit.provenance);
}

/// To 12 significant bits, to the nearest: the rest of the mantissa is zeros, which compress.
void round_all(std::vector<float>& values) {
  constexpr int kBits = 12;
  for (float& value : values) {
    if (!std::isfinite(value)) continue;
    int exponent = 0;
    const float mantissa = std::frexp(value, &exponent);  // from 0.5 to 1
    value = std::ldexp(std::round(std::ldexp(mantissa, kBits)), exponent - kBits);
  }
}

void round_selectors(Selectors& selectors) {
  for (auto* values : {&selectors.layer.values, &selectors.space.values, &selectors.scale.values}) {
    round_all(*values);
  }
}

}  // namespace

FitResult read_fit(const std::filesystem::path& path, const CortexTemplates& templates) {
  return read_fit(H5Reader(path), templates);
}

FitResult read_fit(const H5Reader& file, const CortexTemplates& templates) {
  check_format(file, "fit");
  FitResult fit;
  fit.subject = read_subject(file, templates);
  fit.features = read_feature_info(file, "/features");
  const int images = fit.features.image_count();
  fit.training_images = read_images_of_split(file, "/split/training", images);
  fit.validation_images = read_images_of_split(file, "/split/validation", images);
  fit.test_images = read_images_of_split(file, "/split/test", images);
  const int vertices = fit.subject.vertex_count();
  fit.selectors = read_selectors(file, "/selectors", vertices);
  if (fit.selectors.layer_count() != fit.features.layer_count()) {
    throw Error(ErrorKind::kBadShape, file.subject("/selectors/layer"),
                "expected one column for each of the network's " +
                    std::to_string(fit.features.layer_count()) + " layers, found " +
                    std::to_string(fit.selectors.layer_count()),
                "the file is damaged; copy it again");
  }
  fit.r2 = file.read<float>("/r2", {vertices}, Finite::kNotRequired).values;
  fit.validation_r2 = file.read<float>("/validation_r2", {vertices}, Finite::kNotRequired).values;
  if (file.has("/evidence")) {
    fit.evidence = file.read<float>("/evidence", {vertices}, Finite::kNotRequired).values;
  }
  fit.parameters = read_parameters(file, "/parameters");
  if (file.has("/scaling")) fit.scaling = read_scaling(file, fit.features);
  if (file.has(kResponseScaling)) fit.response_scaling = read_response_scaling(file, vertices);
  fit.history = read_history(file);
  fit.snapshots = read_snapshots(file, kSnapshotGroup, vertices, fit.features.layer_count());
  fit.provenance = read_provenance(file);
  return fit;
}

void write_fit(const std::filesystem::path& path, const FitResult& fit) {
  H5Writer file(path);
  mark_format(file, "fit");
  write_subject(file, fit.subject);
  write_what_was_found(file, fit);
  write_parameters(file, "/parameters", fit.parameters);
  write_scaling(file, fit.scaling);
  write_response_scaling(file, fit.response_scaling);
  file.commit();
}

void write_fit_to_look_at(const std::filesystem::path& path, const FitResult& fit,
                          const std::string& template_name) {
  FitResult rounded = fit;
  round_selectors(rounded.selectors);
  if (rounded.subject.truth) round_selectors(rounded.subject.truth->selectors);
  for (auto* values :
       {&rounded.r2, &rounded.validation_r2, &rounded.evidence, &rounded.subject.noise_ceiling}) {
    round_all(*values);
  }
  H5Writer file(path);
  mark_format(file, "fit");
  write_subject(file, rounded.subject, template_name);
  write_what_was_found(file, rounded);
  file.commit();
}

}  // namespace cortiscope
