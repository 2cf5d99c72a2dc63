#include "core/metrics/oracle.h"

#include <Eigen/Dense>
#include <cmath>
#include <limits>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// (M, L, HW + 1, C), the global token after the local ones: a vertex adds up whole rows of it.
using TokenRows = std::vector<float>;

struct Layout {
  int images, layers, rows, columns, channels;

  int tokens() const { return rows * columns + 1; }
  std::size_t at(int image, int layer, int token) const {
    return ((std::size_t(image) * layers + layer) * tokens() + token) * channels;
  }
};

Layout layout_of(const TokenBatch& tokens) {
  const Shape& first = tokens.local.at(0).shape;
  for (const Array<float>& local : tokens.local) {
    if (local.shape == first) continue;
    throw Error(ErrorKind::kBadShape, "oracle",
                "expected the same channels in every layer, found tokens of shape " +
                    to_string(first) + " and " + to_string(local.shape));
  }
  return {int(first[0]), int(tokens.local.size()), int(first[2]), int(first[3]), int(first[1])};
}

TokenRows gather(const TokenBatch& tokens, const Layout& layout) {
  TokenRows rows(layout.at(layout.images, 0, 0));
  const int places = layout.rows * layout.columns;
  for (int image = 0; image < layout.images; ++image) {
    for (int layer = 0; layer < layout.layers; ++layer) {
      const float* local = tokens.local[layer].row(image);
      for (int channel = 0; channel < layout.channels; ++channel) {
        for (int place = 0; place < places; ++place) {
          rows[layout.at(image, layer, place) + channel] = local[channel * places + place];
        }
      }
      std::copy_n(tokens.global[layer].row(image), layout.channels,
                  rows.begin() + std::ptrdiff_t(layout.at(image, layer, places)));
    }
  }
  return rows;
}

/// One token that a vertex reads, and with what weight.
struct Tap {
  int layer, token;
  float weight;
};

std::vector<Tap> taps_of(const Selectors& selectors, int vertex, const Layout& layout) {
  constexpr float kNothing = 1e-7F;
  const float* u = selectors.space.row(vertex);
  const float scale = selectors.scale.values[vertex];
  const float x = ((u[0] + 1) * float(layout.columns) - 1) / 2;
  const float y = ((u[1] + 1) * float(layout.rows) - 1) / 2;
  const int left = int(std::floor(x)), top = int(std::floor(y));
  std::vector<Tap> taps;
  for (int layer = 0; layer < layout.layers; ++layer) {
    const float weight = selectors.layer.row(vertex)[layer];
    for (int row = top; row <= top + 1; ++row) {
      for (int column = left; column <= left + 1; ++column) {
        if (row < 0 || row >= layout.rows || column < 0 || column >= layout.columns) continue;
        const float part = (1 - std::abs(x - float(column))) * (1 - std::abs(y - float(row)));
        const float tap = (1 - scale) * weight * part;
        if (tap > kNothing) taps.push_back({layer, row * layout.columns + column, tap});
      }
    }
    if (scale * weight > kNothing) {
      taps.push_back({layer, layout.rows * layout.columns, scale * weight});
    }
  }
  return taps;
}

Eigen::MatrixXf read_channels(const TokenRows& tokens, const Layout& layout,
                              const std::vector<Tap>& taps) {
  Eigen::MatrixXf read = Eigen::MatrixXf::Zero(layout.channels, layout.images);
  for (int image = 0; image < layout.images; ++image) {
    for (const Tap& tap : taps) {
      read.col(image) +=
          tap.weight * Eigen::Map<const Eigen::VectorXf>(
                           &tokens[layout.at(image, tap.layer, tap.token)], layout.channels);
    }
  }
  return read;
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

/// Ridge regression with the penalty that does best on validation; R2 on test.
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
  const Layout layout = layout_of(tokens);
  const TokenRows token_rows = gather(tokens, layout);
  std::vector<float> r2;
  for (int vertex = 0; vertex < selectors.vertex_count(); ++vertex) {
    const Eigen::MatrixXf channels =
        read_channels(token_rows, layout, taps_of(selectors, vertex, layout));
    r2.push_back(ridge_r2(channels, responses, vertex, rows));
  }
  return r2;
}

}  // namespace cortiscope
