#pragma once

#include <vector>

#include "core/data/array.h"

namespace cortiscope {

/// The layer, receptive field and scale of each vertex. N vertices, L layers.
template <class T>
struct SelectorsOf {
  Array<T> layer;  ///< (N, L), rows sum to 1
  Array<T> space;  ///< (N, 2), x then y in [-1, 1]; image centre at 0, x right, y down
  Array<T> scale;  ///< (N), 0 = local token only, 1 = global token only

  int vertex_count() const { return int(layer.rows()); }
  int layer_count() const { return int(layer.row_size()); }
};
using Selectors = SelectorsOf<float>;

/// Argmax of each row of the layer selector, 0-based. Ties go to the lower layer.
std::vector<int> chosen_layers(const Selectors& selectors);

/// Expected layer of each vertex, layers counted 1..L.
std::vector<float> expected_layers(const Selectors& selectors);

/// (m - 1) / (L - 1) of the expected layer m of each vertex: 0 the first layer, 1 the last. With
/// one layer only, 0.
std::vector<float> normalised_depths(const Selectors& selectors);

/// 1 - H(w) / log L of each vertex: 0 where all layers have equal weight, 1 where one layer has
/// all. With one layer only, 1.
std::vector<float> layer_confidence(const Selectors& selectors);

}  // namespace cortiscope
