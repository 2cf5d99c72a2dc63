#include "core/fit/arithmetic.h"

namespace cortiscope {
namespace {

constexpr double kGiga = 1e9;

/// Multiply-adds of `images` images' read-out, 5 L tokens of D numbers per vertex.
double gather_of(const ModelSize& size, int images) {
  return double(size.vertices) * images * 5 * size.layer_count() * size.bottleneck;
}

/// Multiply-adds of `images` images' channel alignment.
double alignment_of(const ModelSize& size, int images) {
  double channels = 0;
  for (const int count : size.channels) channels += count;
  return double(images) * (size.rows * size.columns + 1) * channels * size.bottleneck;
}

}  // namespace

double step_gflop(const ModelSize& size, int images) {
  const double first = 3.0 * kEncoding * kHidden, second = 3.0 * kHidden * kHidden;
  const double last = kHidden * (size.layer_count() + 3.0);
  // Backward costs each layer its weights' gradient and, but for the first, its input's.
  const double selectors = size.vertices * (2 * first + 3 * second + 3 * last);
  return 2 * (selectors + 3 * gather_of(size, images) + 2 * alignment_of(size, images)) / kGiga;
}

double predict_gflop(const ModelSize& size, int images) {
  return 2 * (gather_of(size, images) + alignment_of(size, images)) / kGiga;
}

}  // namespace cortiscope
