#pragma once

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "core/data/array.h"
#include "core/data/cortex.h"

namespace cortiscope {

/// The responses that a fit predicts of B images, at the N encoded vertices of a subject.
struct Prediction {
  std::string network, subject;
  std::string part = "all";                  ///< of what is read (core/analysis/read_part.h)
  std::vector<std::string> images;           ///< (B) names
  std::array<std::vector<int>, 2> vertices;  ///< mesh indices, [lh, rh], N together
  std::array<int, 2> mesh_sizes = {0, 0};    ///< vertices of each hemisphere's mesh
  Array<float> responses;  ///< (B, N) in standard deviations of the responses that were fitted

  /// One image's, (V) of a hemisphere's mesh; NaN where no vertex is encoded.
  std::vector<float> on_mesh(std::int64_t image, Hemisphere h) const {
    std::vector<float> values(std::size_t(mesh_sizes[h]), std::numeric_limits<float>::quiet_NaN());
    const float* row = responses.row(image) + (h == kRh ? vertices[kLh].size() : 0);
    for (std::size_t i = 0; i < vertices[h].size(); ++i) {
      values[std::size_t(vertices[h][i])] = row[i];
    }
    return values;
  }
};

}  // namespace cortiscope
