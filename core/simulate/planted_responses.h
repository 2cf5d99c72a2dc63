#pragma once

#include "core/base/random.h"
#include "core/data/array.h"
#include "core/data/features.h"
#include "core/simulate/planted_subject.h"

namespace cortiscope {

/// The noise-free response of each vertex: its channel weights times the feature that it reads
/// (read_through.h), or with ResponseModel::kPooled each layer's weights times what is pooled from
/// that layer (pooled_reader.h).
///
/// @param tokens  of B images, of the network that the truth refers to
/// @return  (B, N), in the tokens' units
Array<float> planted_signals(const TokenBatch& tokens, const PlantedSubject& planted);

/// Responses as measured: sqrt(c) signal + sqrt(1 - c) noise with c the noise ceiling of the
/// vertex, the signal z-scored over images, the noise white and normal; z-scored over images.
///
/// @param signals        (M, N)
/// @param noise_ceiling  (N) in [0, 1]
/// @return  (M, N)
Array<float> add_noise(const Array<float>& signals, const std::vector<float>& noise_ceiling,
                       Random& random);

}  // namespace cortiscope
