#include "core/fit/batch_memory.h"

#include <numeric>

namespace cortiscope {
namespace {

EncodingBatch first_images(const EncodingBatch& batch, int count) {
  std::vector<int> rows(std::size_t(count), 0);
  std::iota(rows.begin(), rows.end(), 0);
  EncodingBatch first;
  for (const Array<float>& layer : batch.tokens.local) {
    first.tokens.local.push_back(rows_of(layer, rows));
  }
  for (const Array<float>& layer : batch.tokens.global) {
    first.tokens.global.push_back(rows_of(layer, rows));
  }
  first.responses = rows_of(batch.responses, rows);
  return first;
}

bool has_memory_for(const EncodingBatch& batch, Engine<float>& engine) {
  try {
    engine.gradients(batch.tokens, batch.responses, /*lambda=*/0, nullptr);
    return true;
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kNoMemory) throw;
    return false;
  }
}

}  // namespace

Error no_memory_for(const EncodingBatch& batch, Engine<float>& engine, const std::string& device) {
  const int images = int(batch.responses.rows());
  int fitting = images / 2;
  while (fitting > 0 && !has_memory_for(first_images(batch, fitting), engine)) fitting /= 2;
  const std::string elsewhere = device == "cpu" ? "end other programs" : "use the device cpu";
  return option_error(
      ErrorKind::kNoMemory, "batch",
      "the device " + device + " has no memory for " + std::to_string(images) + " images per step",
      fitting > 0 ? "it has for " + std::to_string(fitting) + "; or " + elsewhere
                  : "nor for a single one: " + elsewhere);
}

}  // namespace cortiscope
