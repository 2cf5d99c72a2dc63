#include "core/simulate/planted_responses.h"

#include <Eigen/Core>
#include <cassert>
#include <cmath>
#include <numeric>

#include "core/data/read_through.h"
#include "core/simulate/pooled_reader.h"

namespace cortiscope {
namespace {

/// Each column to mean 0 and variance 1; a constant column becomes 0.
void z_score_columns(Array<float>& values) {
  const std::int64_t rows = values.rows(), columns = values.row_size();
  const std::size_t count = std::size_t(columns);
  std::vector<double> mean(count), variance(count);
  for (std::int64_t m = 0; m < rows; ++m) {
    for (std::int64_t i = 0; i < columns; ++i) mean[i] += values.row(m)[i] / double(rows);
  }
  for (std::int64_t m = 0; m < rows; ++m) {
    for (std::int64_t i = 0; i < columns; ++i) {
      const double away = values.row(m)[i] - mean[i];
      variance[i] += away * away / double(rows);
    }
  }
  for (std::int64_t m = 0; m < rows; ++m) {
    for (std::int64_t i = 0; i < columns; ++i) {
      float& value = values.row(m)[i];
      value = variance[i] > 0 ? float((value - mean[i]) / std::sqrt(variance[i])) : 0;
    }
  }
}

using Matrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// The tokens of one image and layer, position by position, the global token last: (H W + 1, C).
Matrix tokens_of(const TokenBatch& tokens, int layer, std::int64_t image) {
  const Array<float>& local = tokens.local[layer];
  const std::int64_t channels = local.shape[1], positions = local.shape[2] * local.shape[3];
  Matrix all(positions + 1, channels);
  all.topRows(positions) =
      Eigen::Map<const Matrix>(local.row(image), channels, positions).transpose();
  all.bottomRows(1) = Eigen::Map<const Matrix>(tokens.global[layer].row(image), 1, channels);
  return all;
}

Array<float> pooled_signals(const TokenBatch& tokens, const PlantedSubject& planted) {
  const Selectors& selectors = planted.subject.truth->selectors;
  const Shape& shape = tokens.local.front().shape;
  std::vector<std::vector<Tap>> taps;
  for (int i = 0; i < selectors.vertex_count(); ++i) {
    taps.push_back(pooled_taps(selectors, i, int(shape[2]), int(shape[3])));
  }
  const std::int64_t channels = shape[1];
  Array<float> signals(Shape{shape[0], selectors.vertex_count()});
  for (std::int64_t b = 0; b < shape[0]; ++b) {
    std::vector<Matrix> layers;
    for (int l = 0; l < selectors.layer_count(); ++l) layers.push_back(tokens_of(tokens, l, b));
    for (std::size_t i = 0; i < taps.size(); ++i) {
      const float* weights = planted.channel_weights.row(std::int64_t(i));
      for (const Tap& tap : taps[i]) {
        const Eigen::Map<const Eigen::RowVectorXf> readout(weights + tap.layer * channels,
                                                           channels);
        signals.row(b)[i] += tap.weight * layers[tap.layer].row(tap.token).dot(readout);
      }
    }
  }
  return signals;
}

}  // namespace

Array<float> planted_signals(const TokenBatch& tokens, const PlantedSubject& planted) {
  if (planted.responses == ResponseModel::kPooled) return pooled_signals(tokens, planted);
  const Selectors& selectors = planted.subject.truth->selectors;
  std::vector<int> vertices(std::size_t(selectors.vertex_count()));
  std::iota(vertices.begin(), vertices.end(), 0);
  const Array<float> read = read_through(tokens, selectors, vertices);
  const std::int64_t channels = read.shape[2];
  Array<float> signals(Shape{read.shape[0], read.shape[1]});
  for (std::int64_t b = 0; b < read.shape[0]; ++b) {
    for (std::int64_t i = 0; i < read.shape[1]; ++i) {
      const float* feature = read.row(b) + i * channels;
      const float* weights = planted.channel_weights.row(i);
      signals.row(b)[i] = std::inner_product(feature, feature + channels, weights, 0.0F);
    }
  }
  return signals;
}

Array<float> add_noise(const Array<float>& signals, const std::vector<float>& noise_ceiling,
                       Random& random) {
  assert(std::int64_t(noise_ceiling.size()) == signals.row_size());
  Array<float> responses = signals;
  z_score_columns(responses);
  for (std::int64_t m = 0; m < responses.rows(); ++m) {
    for (std::size_t i = 0; i < noise_ceiling.size(); ++i) {
      float& value = responses.row(m)[i];
      value = std::sqrt(noise_ceiling[i]) * value +
              std::sqrt(1 - noise_ceiling[i]) * float(random.normal());
    }
  }
  z_score_columns(responses);
  return responses;
}

}  // namespace cortiscope
