#include "core/fit/fit_options.h"

#include <cstdio>

#include "core/base/error.h"

namespace cortiscope {
namespace {

template <class T>
void require_range(const char* option, T value, T least, T most) {
  if (value >= least && value <= most) return;
  throw option_error(ErrorKind::kBadValue, option,
                     "expected " + std::to_string(least) + " to " + std::to_string(most) +
                         ", found " + std::to_string(value));
}

/// "published recipe", with its rates where they are not those of its name.
std::string text_of(const Recipe& recipe) {
  char text[160];
  std::snprintf(text, sizeof text, "%s recipe at %.9g %.9g %.9g, read-out decay %.9g",
                recipe.name.c_str(), recipe.rates.selectors, recipe.rates.alignment,
                recipe.rates.readout, recipe.rates.readout_decay);
  return text;
}

}  // namespace

void check(const FitOptions& options) {
  require_range("steps", options.steps, options.steps == 0 ? 0 : 1, kMostSteps);
  require_range("batch", options.batch, 1, 4096);
  const LearningRates& rates = options.recipe.rates;
  for (const double rate : {rates.selectors, rates.alignment, rates.readout}) {
    require_range("learning-rate", rate, 1e-6, 1.0);
  }
  require_range("readout-decay", rates.readout_decay, 0.0, 100.0);
  require_range("threads", options.threads, 0, 1024);
  require_range("bottleneck", options.bottleneck, 1, 4096);
  require_range("validation fraction", options.validation, 1e-6, 0.9);
  require_range("test fraction", options.test, 1e-6, 0.9);
}

std::string plan_of(const EncodingData& data, const FitOptions& options) {
  const FeatureInfo& features = data.features->info();
  return data.subject.name + ", " + std::to_string(data.image_count()) + " images, " +
         std::to_string(data.subject.vertex_count()) + " vertices, network " + features.network +
         ", " + std::to_string(features.layer_count()) + " layers, " + options.engine +
         " engine, batches of " + std::to_string(options.batch) + ", " + text_of(options.recipe) +
         ", features standardised by " + name_of(options.standardize) + ", seed " +
         std::to_string(options.seed) + (data.twins.empty() ? "" : ", twins in one part") +
         (data.test_rows.empty() ? "" : ", the study's own test set") +
         (options.ablation == Ablation::kNone
              ? ""
              : std::string(", without ") + name_of(options.ablation)) +
         (data.files.subject_hash.empty()
              ? ""
              : ", files " + data.files.subject_hash + " " + data.files.features_hash);
}

}  // namespace cortiscope
