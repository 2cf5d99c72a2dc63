#pragma once

#include <Eigen/Core>
#include <functional>
#include <vector>

#include "core/base/thread_team.h"
#include "core/data/token_scaling.h"
#include "core/fit/encoding_data.h"
#include "core/fit/split.h"
#include "core/metrics/score.h"

namespace cortiscope {

/// What the baselines of one study share.
struct BaselineInput {
  const EncodingData& data;
  const Split& split;
  const TokenScaling& scaling;
  ThreadTeam& team;

  int layer_count() const { return data.features->info().layer_count(); }
  /// H * W + 1: the global token is the last.
  int token_count() const { return data.features->info().rows * data.features->info().columns + 1; }
};

/// Reads a layer's tokens as the model reads them, in portions of images.
///
/// @param rows  of the data
/// @param take  called with each portion and the index in `rows` of its first image
void read_layer(const BaselineInput& input, int layer, const std::vector<int>& rows,
                const std::function<void(int first, const LayerTokens& tokens)>& take);

/// Vertices that one thread works on at a time.
constexpr int kVerticesAtATime = 128;

/// Calls `work` with ranges of at most kVerticesAtATime of these vertices, on all threads.
void share_vertices(ThreadTeam& team, int count,
                    const std::function<void(Eigen::Index first, Eigen::Index count)>& work);

/// The responses of some neighbouring vertices, minus their means over the training images.
struct ResponseSlice {
  int first = 0;                         ///< of the N vertices
  Eigen::MatrixXf training, validation;  ///< (M, n)
  Eigen::RowVectorXf mean;               ///< (n)

  int vertex_count() const { return int(mean.size()); }
};

/// Reads the responses of vertices first..first + count - 1.
ResponseSlice read_slice(const BaselineInput& input, int first, int count);

/// Scores predictions of the test images. @param predicted  (M, n), without the means
ScoreSum score_of(const BaselineInput& input, const ResponseSlice& slice,
                  const Eigen::MatrixXf& predicted);

}  // namespace cortiscope
