#pragma once

#include "core/fit/model.h"

namespace at {
class Tensor;
}

namespace cortiscope {

/// The inputs of a read-out: the selectors of every vertex, the tokens of a batch after channel
/// alignment, and W of method.md.
struct ReadoutInputs {
  const at::Tensor& space;   ///< u, (N, 2)
  const at::Tensor& layer;   ///< w, (N, L)
  const at::Tensor& scale;   ///< s, (N, 1)
  const at::Tensor& local;   ///< (B, L, H W, D)
  const at::Tensor& global;  ///< (B, L, D)
  const at::Tensor& weight;  ///< W, (N, D)
};

/// The selected features read out, sum_d W_id v_id before the mean over D: (B, N). Consists of
/// torch's operations, which can be differentiated.
using Readout = at::Tensor (*)(const ModelSize& size, const ReadoutInputs& inputs);

/// As published: each vertex's weights over all layers and positions are one row of a matrix over
/// the tokens, and the feature v that it reads is stored.
at::Tensor read_densely(const ModelSize& size, const ReadoutInputs& inputs);

/// The same for any weights of the tokens.
/// @param weights  (N, L H W + L): every layer's places, then every layer's global token
at::Tensor read_by_weights(const at::Tensor& weights, const at::Tensor& local,
                           const at::Tensor& global, const at::Tensor& weight);

/// The same numbers in the fast engine's order: vertices sorted into blocks that share a token
/// cell, each block one matrix product with the tokens of its cell. No shape depends on the
/// numbers, so the host never waits for a GPU; sums have a fixed order, so that runs are
/// reproducible.
at::Tensor read_by_cells(const ModelSize& size, const ReadoutInputs& inputs);

}  // namespace cortiscope
