#include "core/metrics/oracle.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/base/error.h"
#include "core/data/read_through.h"
#include "core/metrics/ridge.h"

namespace cortiscope {
namespace {

/// Vertices read at a time: bounds the memory to M x 512 x C numbers.
constexpr int kVerticesAtATime = 512;

void require_equal_channels(const TokenBatch& tokens) {
  const Shape& first = tokens.local.at(0).shape;
  for (const Array<float>& local : tokens.local) {
    if (local.shape == first) continue;
    throw Error(ErrorKind::kBadShape, "oracle",
                "expected the same channels in every layer, found tokens of shape " +
                    to_string(first) + " and " + to_string(local.shape),
                "compare with the known answer by a network whose layers are equally wide");
  }
}

/// One vertex's channels of some images, (rows, C), out of (M, n, C).
Eigen::MatrixXf channels_of(const Array<float>& read, int index, const std::vector<int>& rows) {
  const std::int64_t channels = read.shape[2];
  Eigen::MatrixXf result(Eigen::Index(rows.size()), channels);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    result.row(Eigen::Index(i)) =
        Eigen::Map<const Eigen::RowVectorXf>(read.row(rows[i]) + index * channels, channels);
  }
  return result;
}

Eigen::VectorXf responses_of(const Array<float>& responses, int vertex,
                             const std::vector<int>& rows) {
  Eigen::VectorXf values(Eigen::Index(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    values[Eigen::Index(i)] = responses.row(rows[i])[vertex];
  }
  return values;
}

/// Ridge regression of a vertex on its channels; R2 on test.
float ridge_r2(const Array<float>& read, int index, const Array<float>& responses, int vertex,
               const OracleRows& rows) {
  const Eigen::VectorXd truth = responses_of(responses, vertex, rows.test).cast<double>();
  const double total = (truth.array() - truth.mean()).square().sum();
  if (!(total > 0)) return std::numeric_limits<float>::quiet_NaN();

  const Eigen::VectorXf y = responses_of(responses, vertex, rows.training);
  const Eigen::VectorXf y_validation = responses_of(responses, vertex, rows.validation);
  const float mean = y.mean();
  const Ridge ridge({channels_of(read, index, rows.training),
                     channels_of(read, index, rows.validation),
                     channels_of(read, index, rows.test)});
  const RidgeFits fits =
      ridge.fit((y.array() - mean).matrix(), (y_validation.array() - mean).matrix());
  const Eigen::VectorXd predicted = (ridge.test() * fits.weights).cast<double>();
  return float(1 - (truth.array() - mean - predicted.array()).square().sum() / total);
}

}  // namespace

std::vector<float> oracle_r2(const TokenBatch& tokens, const Selectors& selectors,
                             const Array<float>& responses, const OracleRows& rows) {
  require_equal_channels(tokens);
  std::vector<float> r2;
  for (int first = 0; first < selectors.vertex_count(); first += kVerticesAtATime) {
    std::vector<int> vertices(std::min(kVerticesAtATime, selectors.vertex_count() - first));
    std::iota(vertices.begin(), vertices.end(), first);
    const Array<float> read = read_through(tokens, selectors, vertices);
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      r2.push_back(ridge_r2(read, int(i), responses, vertices[i], rows));
    }
  }
  return r2;
}

}  // namespace cortiscope
