#include "core/analysis/layer_components.h"

#include <Eigen/Eigenvalues>
#include <algorithm>

namespace cortiscope {
namespace {

constexpr double kLeastShare = 1e-6;            // of the largest variance: less is rounding
constexpr Eigen::Index kColumnsAtATime = 1024;  // summed in single precision

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// At most `most` of these rows, evenly spaced.
std::vector<int> spread(const std::vector<int>& rows, std::size_t most) {
  const std::size_t count = std::min(rows.size(), most);
  std::vector<int> some;
  for (std::size_t i = 0; i < count; ++i) some.push_back(rows[i * rows.size() / count]);
  return some;
}

/// The tokens of images, one row each, the global token last.
RowMajor flat(const LayerTokens& tokens) {
  const std::int64_t local = tokens.local.row_size(), global = tokens.global.row_size();
  RowMajor rows(tokens.global.rows(), local + global);
  for (std::int64_t i = 0; i < rows.rows(); ++i) {
    rows.row(i) << Eigen::Map<const Eigen::RowVectorXf>(tokens.local.row(i), local),
        Eigen::Map<const Eigen::RowVectorXf>(tokens.global.row(i), global);
  }
  return rows;
}

/// The same of all these rows of the data.
RowMajor tokens_of(const BaselineInput& input, int layer, const std::vector<int>& rows) {
  RowMajor all;
  read_layer(input, layer, rows, [&](int first, const LayerTokens& tokens) {
    const RowMajor portion = flat(tokens);
    if (first == 0) all.resize(Eigen::Index(rows.size()), portion.cols());
    all.middleRows(first, portion.rows()) = portion;
  });
  return all;
}

/// a b, rows shared among the threads.
template <class A, class B>
Eigen::MatrixXf product(ThreadTeam& team, const A& a, const B& b) {
  Eigen::MatrixXf result(a.rows(), b.cols());
  team.share(a.rows(), [&](std::int64_t from, std::int64_t to, int) {
    result.middleRows(from, to - from).noalias() = a.middleRows(from, to - from) * b;
  });
  return result;
}

/// x x', rows shared among the threads.
Eigen::MatrixXd products_of_rows(ThreadTeam& team, const RowMajor& x) {
  Eigen::MatrixXd result = Eigen::MatrixXd::Zero(x.rows(), x.rows());
  team.share(x.rows(), [&](std::int64_t from, std::int64_t to, int) {
    for (Eigen::Index first = 0; first < x.cols(); first += kColumnsAtATime) {
      const auto columns = x.middleCols(first, std::min(kColumnsAtATime, x.cols() - first));
      const Eigen::MatrixXf part = columns.middleRows(from, to - from) * columns.transpose();
      result.middleRows(from, to - from) += part.cast<double>();
    }
  });
  return result;
}

/// A point and directions in the space of a layer's tokens.
struct Components {
  Eigen::RowVectorXf mean;     // (T)
  Eigen::MatrixXf directions;  // (T, K), orthonormal
};

/// From the products of images, fewer than there are tokens.
Components find_components(const BaselineInput& input, int layer, int most) {
  RowMajor tokens =
      tokens_of(input, layer, spread(input.split.training, std::size_t(kImagesForComponents)));
  Components found;
  found.mean = tokens.colwise().mean();
  tokens.rowwise() -= found.mean;
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> axes(products_of_rows(input.team, tokens));
  const Eigen::VectorXd variances = axes.eigenvalues().reverse();
  const double least = kLeastShare * variances[0];
  Eigen::Index count = 1;
  while (count < std::min<Eigen::Index>(most, variances.size()) && variances[count] > least) {
    ++count;
  }
  const Eigen::VectorXd lengths = variances.head(count).cwiseMax(0).cwiseSqrt();
  const Eigen::VectorXd scales = (lengths.array() > 0).select(lengths.cwiseInverse(), 0.0);
  const Eigen::MatrixXf mixtures =
      (axes.eigenvectors().rowwise().reverse().leftCols(count) * scales.asDiagonal()).cast<float>();
  found.directions = product(input.team, tokens.transpose(), mixtures);
  return found;
}

/// (rows, K)
Eigen::MatrixXf along(const Components& components, const BaselineInput& input, int layer,
                      const std::vector<int>& rows) {
  Eigen::MatrixXf result(Eigen::Index(rows.size()), components.directions.cols());
  read_layer(input, layer, rows, [&](int first, const LayerTokens& tokens) {
    RowMajor portion = flat(tokens);
    portion.rowwise() -= components.mean;
    result.middleRows(first, portion.rows()) = product(input.team, portion, components.directions);
  });
  return result;
}

}  // namespace

RidgeInputs layer_components(const BaselineInput& input, int layer, int most) {
  const Components components = find_components(input, layer, most);
  return {along(components, input, layer, input.split.training),
          along(components, input, layer, input.split.validation),
          along(components, input, layer, input.split.test)};
}

}  // namespace cortiscope
