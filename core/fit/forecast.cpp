#include "core/fit/forecast.h"

#include <algorithm>

#include "core/fit/arithmetic.h"
#include "core/fit/schedule.h"
#include "core/fit/split.h"
#include "core/fit/torch_module.h"

namespace cortiscope {
namespace {

// The part of the matrix product's rate that whole steps reach, and the fixed cost of a step;
// measured by `bench step` (resources/help/engine.md).
constexpr double kFastEfficiency = 0.6, kEagerEfficiency = 0.09;
constexpr double kStepOverhead_s = 0.0015;
constexpr double kPredictEfficiency = 0.4;

constexpr int kForecastSide = 1024, kForecastRuns = 30;
constexpr double kRecent = 0.02;  // weight of the newest step in the mean

/// The peak number of values held by an engine and its fit, while a checkpoint is written.
double numbers_held(const FitWork& work, int threads, bool is_fast) {
  const ModelSize& size = work.size;
  const double layers = size.layer_count(), vertices = size.vertices, images = work.batch;
  double channels = 0;
  for (const int count : size.channels) channels += count;
  const double tokens = (size.rows * size.columns + 1) * channels;
  const double parameters = vertices * (size.bottleneck + 1) + 2 * channels * size.bottleneck;
  // Parameters, gradient and two moments; the best ones; and the copies in a checkpoint.
  double held = parameters * (4 + 1 + 4);
  held += vertices * (kEncoding + 6 * kHidden);         // the perceptrons
  held += 4 * images * tokens + 4 * images * vertices;  // batches, one ahead
  const double aligned = layers * images * (size.rows * size.columns + 1) * size.bottleneck;
  if (is_fast) return held + (1 + threads) * aligned + vertices * 12 * layers;
  // Automatic differentiation keeps the weights over all tokens and the features read.
  return held + vertices * (6 * kHidden + 2 * layers * (size.rows * size.columns + 1)) +
         3 * images * vertices * size.bottleneck + 4 * aligned;
}

}  // namespace

FitWork work_of(const EncodingData& data, const FitOptions& options) {
  const FeatureInfo& features = data.features->info();
  FitWork work =
      work_of({data.subject.vertex_count(), features.channels, features.rows, features.columns},
              data.image_count(), options);
  const SplitSizes sizes = split_sizes(data, options);
  work.validation_images = sizes.validation;
  work.test_images = sizes.test;
  return work;
}

FitWork work_of(const ModelSize& size, int image_count, const FitOptions& options) {
  FitWork work;
  work.size = size;
  work.size.bottleneck = options.bottleneck;
  work.size.ablation = options.ablation;
  work.batch = options.batch;
  const Schedule schedule(options.steps, options.batch, options.soft_steps);
  work.steps = schedule.end({});
  work.validate_every = schedule.interval();
  work.validation_images = images_of_part(options.validation, image_count);
  work.test_images = images_of_part(options.test, image_count);
  return work;
}

std::optional<FitForecast> forecast_fit(const FitWork& work, const FitOptions& options) {
  TorchModule& torch = torch_module();
  if (torch.resolve_device(options.device) != "cpu") return std::nullopt;
  const int threads = torch.use_threads(options.threads);
  return forecast_at_rate(work, options.engine, threads,
                          torch.sgemm_gflop_per_s("cpu", kForecastSide, kForecastRuns));
}

FitForecast forecast_at_rate(const FitWork& work, const std::string& engine, int threads,
                             double gflop_per_s) {
  const bool is_fast = engine == "fast" && work.size.ablation == Ablation::kNone;
  const double step_s =
      kStepOverhead_s + step_gflop(work.size, work.batch) /
                            (gflop_per_s * (is_fast ? kFastEfficiency : kEagerEfficiency));
  const double image_s = predict_gflop(work.size, 1) /
                         (gflop_per_s * (is_fast ? kPredictEfficiency : kEagerEfficiency));
  FitForecast forecast;
  forecast.seconds = work.steps * step_s +
                     work.steps / work.validate_every * work.validation_images * image_s +
                     work.test_images * image_s;
  forecast.memory_mb = 4 * numbers_held(work, threads, is_fast) / (1 << 20);
  return forecast;
}

void FitPace::stepped(double seconds) {
  step_s_ = step_s_ == 0 ? seconds : step_s_ + kRecent * (seconds - step_s_);
}

void FitPace::validated(double seconds) {
  const double image_s = seconds / work_.validation_images;
  validation_image_s_ = validation_image_s_ ? 0.5 * (*validation_image_s_ + image_s) : image_s;
}

double FitPace::remaining_s(int step, int steps) const {
  // Before the first validation: its share of a step's arithmetic.
  const double image_s = validation_image_s_.value_or(step_s_ * predict_gflop(work_.size, 1) /
                                                      step_gflop(work_.size, work_.batch) *
                                                      kFastEfficiency / kPredictEfficiency);
  const int validations = steps / work_.validate_every - step / work_.validate_every;
  return (steps - step) * step_s_ + validations * work_.validation_images * image_s +
         work_.test_images * image_s;
}

}  // namespace cortiscope
