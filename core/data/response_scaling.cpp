#include "core/data/response_scaling.h"

#include <cassert>

namespace cortiscope {

void apply(const ResponseScaling& scaling, Array<float>& responses) {
  if (scaling.empty()) return;
  assert(std::int64_t(scaling.mean.size()) == responses.row_size());
  for (std::int64_t b = 0; b < responses.rows(); ++b) {
    float* row = responses.row(b);
    for (std::size_t i = 0; i < scaling.mean.size(); ++i) {
      row[i] = (row[i] - scaling.mean[i]) * scaling.factor[i];
    }
  }
}

}  // namespace cortiscope
