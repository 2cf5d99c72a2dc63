#pragma once

#include <ATen/core/Tensor.h>

#include <string>
#include <vector>

#include "core/data/array.h"
#include "core/data/image.h"
#include "core/data/preprocessing.h"

namespace cortiscope {

/// A copy on the CPU.
at::Tensor to_tensor(const Array<float>& array);
Array<float> to_array(const at::Tensor& tensor);

/// What a network reads of images of one size: (B, 3, H, W), on the CPU. Does not resize.
at::Tensor to_input(const std::vector<Image>& images, const Preprocessing& preprocessing);

/// Reorders the values of a weight tensor as its untrained twin has them (weight_order.h).
/// @throws Error  kBadShape: more values than can be reordered
void shuffle(at::Tensor weights, std::uint64_t seed, const std::string& name);

}  // namespace cortiscope
