#include "core/fit/step_bench.h"

#include <algorithm>

#include "core/base/process_memory.h"
#include "core/base/random.h"
#include "core/fit/median_time.h"
#include "core/fit/torch_module.h"

namespace cortiscope {
namespace {

Array<float> random_array(const Shape& shape, float scale, Random& random) {
  Array<float> array{Shape(shape)};
  // Uniform numbers serve as well as normal ones here, and are fast for hundreds of megabytes.
  for (float& value : array.values) value = scale * float(random.uniform(-1.7, 1.7));
  return array;
}

}  // namespace

StepTiming time_steps(const std::string& name, const ModelSize& size, int images, int steps,
                      int threads, const std::string& device) {
  TorchModule& torch = torch_module();
  torch.use_threads(threads);
  Random random(1);
  StepTiming timing;
  const std::string there = torch.resolve_device(device);
  timing.sgemm_gflop_per_s = torch.sgemm_gflop_per_s(there, kSgemmSide, kSgemmRuns);

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
  const auto engine = torch.make_engine(name, size, position_encoding(places), parameters, there);
  parameters.clear();

  timing.step_ms = 1000 * median_seconds(2, steps, [&] {
                     engine->step(tokens, responses, {0.05});
                     engine->take_reports();  // waits for a GPU
                   });
  // Measured before and after, taking the higher rate, because another load may slow one of them.
  timing.sgemm_gflop_per_s =
      std::max(timing.sgemm_gflop_per_s, torch.sgemm_gflop_per_s(there, kSgemmSide, kSgemmRuns));
  timing.peak_rss_mb = peak_resident_mb();
  return timing;
}

}  // namespace cortiscope
