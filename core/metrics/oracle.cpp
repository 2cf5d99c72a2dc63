#include "core/metrics/oracle.h"

#include <Eigen/Dense>
#include <algorithm>
#include <limits>
#include <numeric>

#include "core/base/error.h"
#include "core/data/read_through.h"

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

/// One vertex's channels of every image, (C, M), out of (M, n, C).
Eigen::MatrixXf channels_of(const Array<float>& read, int index) {
  const std::int64_t channels = read.shape[2];
  Eigen::MatrixXf result(channels, read.rows());
  for (std::int64_t image = 0; image < read.rows(); ++image) {
    result.col(image) =
        Eigen::Map<const Eigen::VectorXf>(read.row(image) + index * channels, channels);
  }
  return result;
}

Eigen::MatrixXd columns_of(const Eigen::MatrixXf& all, const std::vector<int>& columns) {
  Eigen::MatrixXd some(all.rows(), Eigen::Index(columns.size()));
  for (std::size_t i = 0; i < columns.size(); ++i) {
    some.col(Eigen::Index(i)) = all.col(columns[i]).cast<double>();
  }
  return some;
}

Eigen::VectorXd responses_of(const Array<float>& responses, int vertex,
                             const std::vector<int>& rows) {
  Eigen::VectorXd values(Eigen::Index(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    values[Eigen::Index(i)] = responses.row(rows[i])[vertex];
  }
  return values;
}

/// Ridge regression with the penalty that scores best on validation; R2 on test.
float ridge_r2(const Eigen::MatrixXf& channels, const Array<float>& responses, int vertex,
               const OracleRows& rows) {
  const Eigen::VectorXd y_test = responses_of(responses, vertex, rows.test);
  const double total = (y_test.array() - y_test.mean()).square().sum();
  if (!(total > 0)) return std::numeric_limits<float>::quiet_NaN();

  const Eigen::VectorXd y = responses_of(responses, vertex, rows.training);
  const Eigen::VectorXd y_validation = responses_of(responses, vertex, rows.validation);
  Eigen::MatrixXd x = columns_of(channels, rows.training);
  const Eigen::VectorXd mean = x.rowwise().mean();
  x.colwise() -= mean;
  const Eigen::MatrixXd x_validation = columns_of(channels, rows.validation).colwise() - mean;
  const Eigen::MatrixXd x_test = columns_of(channels, rows.test).colwise() - mean;

  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(x * x.transpose());
  const Eigen::VectorXd target =
      axes.eigenvectors().transpose() * (x * (y.array() - y.mean()).matrix());
  const double trace = axes.eigenvalues().mean();
  double least = std::numeric_limits<double>::max();
  double r2 = 0;
  for (double penalty = 1e-4; penalty < 1e3; penalty *= std::sqrt(10.0)) {
    const Eigen::VectorXd weights =
        axes.eigenvectors() *
        (target.array() / (axes.eigenvalues().array().max(0) + penalty * trace)).matrix();
    const auto squared_error = [&](const Eigen::MatrixXd& inputs, const Eigen::VectorXd& truth) {
      return (truth.array() - y.mean() - (inputs.transpose() * weights).array()).square().sum();
    };
    const double error = squared_error(x_validation, y_validation);
    if (error >= least) continue;
    least = error;
    r2 = 1 - squared_error(x_test, y_test) / total;
  }
  return float(r2);
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
      r2.push_back(ridge_r2(channels_of(read, int(i)), responses, vertices[i], rows));
    }
  }
  return r2;
}

}  // namespace cortiscope
