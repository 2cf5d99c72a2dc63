#include "core/data/token_grid.h"

#include <cmath>
#include <vector>

namespace cortiscope {
namespace {

/// The two old rows or columns between which a new one lies.
struct Between {
  int low, high;
  float to_high;
};

std::vector<Between> between(int from, int to) {
  std::vector<Between> all;
  for (int i = 0; i < to; ++i) {
    const float at =
        std::clamp((float(i) + 0.5F) * float(from) / float(to) - 0.5F, 0.0F, float(from - 1));
    const int low = int(std::floor(at));
    all.push_back({low, std::min(low + 1, from - 1), at - float(low)});
  }
  return all;
}

}  // namespace

Array<float> on_grid(const Array<float>& local, int rows, int columns) {
  const int old_rows = int(local.shape[2]), old_columns = int(local.shape[3]);
  if (old_rows == rows && old_columns == columns) return local;
  const std::vector<Between> down = between(old_rows, rows);
  const std::vector<Between> across = between(old_columns, columns);
  Array<float> tokens(Shape{local.shape[0], local.shape[1], rows, columns});
  float* out = tokens.values.data();
  const float* end = local.values.data() + local.values.size();
  for (const float* field = local.values.data(); field < end; field += old_rows * old_columns) {
    for (const Between& y : down) {
      const float* upper = field + y.low * old_columns;
      const float* lower = field + y.high * old_columns;
      for (const Between& x : across) {
        const float above = upper[x.low] + x.to_high * (upper[x.high] - upper[x.low]);
        const float below = lower[x.low] + x.to_high * (lower[x.high] - lower[x.low]);
        *out++ = above + y.to_high * (below - above);
      }
    }
  }
  return tokens;
}

}  // namespace cortiscope
