#include "core/fit/score_rows.h"

#include <algorithm>
#include <cassert>

#include "core/fit/batch_reader.h"
#include "core/fit/forecast.h"
#include "core/fit/torch_module.h"
#include "core/fit/twins.h"

namespace cortiscope {
namespace {

constexpr std::size_t kScoringBatch = 16;

}  // namespace

std::optional<ScoreSum> score_rows(Engine<float>& engine, const EncodingData& data,
                                   const DataScaling& scaling, const std::vector<int>& some,
                                   const StopToken& stop) {
  const std::vector<int> rows = with_twins_together(some, data.twins);
  ScoreSum sum(data.subject.vertex_count());
  std::size_t first = 0;
  BatchReader batches(data, scaling, [&] {
    const std::size_t last = std::min(rows.size(), first + kScoringBatch);
    const std::vector<int> batch(rows.begin() + std::ptrdiff_t(first),
                                 rows.begin() + std::ptrdiff_t(last));
    first = last;
    return batch;
  });
  while (batches.has_next()) {
    if (stop.stop_requested()) return std::nullopt;
    const EncodingBatch batch = batches.next();
    sum.add(engine.predict(batch.tokens), batch.responses, batch.groups);
  }
  return sum;
}

ScoreSum score_parameters(const EncodingData& data, const Parameters& parameters,
                          const DataScaling& scaling, const std::vector<int>& rows,
                          const FitOptions& options) {
  TorchModule& torch = torch_module();
  torch.use_threads(options.threads);
  const auto readout = parameters.find("readout_weight");
  assert(readout != parameters.end());
  FitOptions of_these = options;
  of_these.bottleneck = int(readout->second.row_size());
  const ModelSize size = work_of(data, of_these).size;
  const auto engine =
      torch.make_engine(options.engine, size, position_encoding(sphere_positions(data.subject)),
                        parameters, torch.resolve_device(options.device));
  return *score_rows(*engine, data, scaling, rows, StopToken());
}

}  // namespace cortiscope
