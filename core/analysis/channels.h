#pragma once

#include <array>
#include <vector>

#include "core/analysis/predict.h"
#include "core/data/image.h"

namespace cortiscope {

/// Three directions in the D aligned channels, shown as red, green and blue.
using ChannelTriple = std::array<std::vector<float>, 3>;

/// The three channels that a vertex's prediction depends on most: the largest |W_id| sd(v_id).
///
/// @param features  (M, 1, D) of some images, from features_read()
ChannelTriple channels_of_vertex(const FitResult& fit, int vertex, const Array<float>& features);

/// The first three principal components of the read-out weights of some vertices, such as an ROI
/// or a cluster; centred, the loading of largest magnitude positive. Fewer than four vertices have
/// fewer components: the others are zero.
ChannelTriple channels_of_vertices(const FitResult& fit, const std::vector<int>& vertices);

/// What these channels show of an image: its aligned local tokens, mixed over layers as the
/// vertices read them on average, projected on the three directions; each stretched from its 5th
/// to its 95th percentile. One pixel a token.
///
/// @param tokens    of one or more images
/// @param image     which of them
Image channel_picture(const FitResult& fit, const AlignedTokens& tokens, int image,
                      const std::vector<int>& vertices, const ChannelTriple& channels);

}  // namespace cortiscope
