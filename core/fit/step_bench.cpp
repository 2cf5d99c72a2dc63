#include "core/fit/step_bench.h"

#include <sys/resource.h>
#include <torch/torch.h>

#include <algorithm>
#include <chrono>

#include "core/base/random.h"
#include "core/fit/engine.h"

namespace cortiscope {
namespace {

constexpr double kGiga = 1e9;

template <class Work>
double seconds_of(Work&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
  std::nth_element(values.begin(), values.begin() + std::ptrdiff_t(values.size() / 2),
                   values.end());
  return values[values.size() / 2];
}

Array<float> random_array(const Shape& shape, float scale, Random& random) {
  Array<float> array{Shape(shape)};
  // Uniform is as good here as normal, and quick for the hundreds of megabytes of a large case.
  for (float& value : array.values) value = scale * float(random.uniform(-1.7, 1.7));
  return array;
}

double peak_rss_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_maxrss) / 1024;
}

}  // namespace

double step_gflop(const ModelSize& size, int images) {
  const double vertices = size.vertices, layers = size.layer_count(), d = size.bottleneck;
  const double first = 3.0 * kEncoding * kHidden, second = 3.0 * kHidden * kHidden;
  const double last = kHidden * (layers + 3);
  // Backward costs each layer its weights' gradient and, but for the first, its input's.
  const double selectors = vertices * (2 * first + 3 * second + 3 * last);
  const double gather = 3 * vertices * images * 5 * layers * d;
  double channels = 0;
  for (const int count : size.channels) channels += count;
  const double alignment = 2.0 * images * (size.rows * size.columns + 1) * channels * d;
  return 2 * (selectors + gather + alignment) / kGiga;
}

double sgemm_gflop_per_s() {
  constexpr std::int64_t kSide = 2048;  // of no more memory than a step
  const torch::Tensor a = torch::rand({kSide, kSide}), b = torch::rand({kSide, kSide});
  torch::Tensor product = torch::empty({kSide, kSide});
  std::vector<double> seconds;
  torch::mm_out(product, a, b);
  for (int run = 0; run < 5; ++run) {
    seconds.push_back(seconds_of([&] { torch::mm_out(product, a, b); }));
  }
  return 2.0 * kSide * kSide * kSide / median(seconds) / kGiga;
}

StepTiming time_steps(const std::string& name, const ModelSize& size, int images, int steps,
                      int threads, const std::string& device) {
  use_threads(threads);
  Random random(1);
  StepTiming timing;
  timing.sgemm_gflop_per_s = sgemm_gflop_per_s();

  Parameters parameters = initial_parameters<float>(size, 1);
  for (const char* last : {"space_mlp/w2", "layer_mlp/w2", "scale_mlp/w2"}) {
    parameters[last] = random_array(parameters[last].shape, 0.5F, random);
  }
  TokenBatch tokens;
  for (const int channels : size.channels) {
    tokens.local.push_back(random_array({images, channels, size.rows, size.columns}, 1, random));
    tokens.global.push_back(random_array({images, channels}, 1, random));
  }
  const Array<float> responses = random_array({images, size.vertices}, 1, random);
  const Array<float> places = random_array({size.vertices, 3}, 60, random);
  const auto engine =
      make_engine(name, size, position_encoding(places), parameters, resolve_device(device));
  parameters.clear();

  std::vector<double> seconds;
  for (int step = 0; step < steps + 2; ++step) {
    const double taken = seconds_of([&] { engine->step(tokens, responses, 0.05); });
    if (step >= 2) seconds.push_back(taken);
  }
  timing.step_ms = 1000 * median(seconds);
  timing.peak_rss_mb = peak_rss_mb();
  return timing;
}

}  // namespace cortiscope
