#pragma once

#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// How the responses of N vertices are brought to one scale: (response - mean) * factor.
struct ResponseScaling {
  std::vector<float> mean;    ///< (N), or empty where responses are taken as they are
  std::vector<float> factor;  ///< (N) 1 / deviation; 0 where responses do not vary

  bool empty() const { return mean.empty(); }
};

/// Changes the responses to some images. @pre the scaling is empty or of as many vertices
/// @param responses  (B, N)
void apply(const ResponseScaling& scaling, Array<float>& responses);

}  // namespace cortiscope
