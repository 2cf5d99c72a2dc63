#include "core/analysis/channels.h"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

namespace cortiscope {
namespace {

/// Standard deviation of each of D channels over images. @param features  (M, 1, D)
std::vector<double> deviations(const Array<float>& features) {
  const std::int64_t images = features.rows(), width = features.row_size();
  std::vector<double> deviation(std::size_t(width), 0);
  for (std::int64_t d = 0; d < width; ++d) {
    double sum = 0, squares = 0;
    for (std::int64_t m = 0; m < images; ++m) sum += features.row(m)[d];
    for (std::int64_t m = 0; m < images; ++m) {
      const double away = features.row(m)[d] - sum / double(images);
      squares += away * away;
    }
    deviation[std::size_t(d)] = std::sqrt(squares / double(images));
  }
  return deviation;
}

/// The value below which this share of them lies, between neighbours in a straight line.
float percentile(std::vector<float> values, double share) {
  std::sort(values.begin(), values.end());
  const double place = share * double(values.size() - 1);
  const std::size_t below = std::size_t(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + float(place - double(below)) * (values[above] - values[below]);
}

std::uint8_t stretched(float value, float low, float high) {
  if (!(high > low)) return 128;
  return std::uint8_t(std::lround(255 * std::clamp((value - low) / (high - low), 0.0F, 1.0F)));
}

}  // namespace

ChannelTriple channels_of_vertex(const FitResult& fit, int vertex, const Array<float>& features) {
  const Array<float>& weight = fit.parameters.at("readout_weight");
  const std::size_t width = std::size_t(weight.row_size());
  assert(std::size_t(features.row_size()) == width);
  const std::vector<double> deviation = deviations(features);
  std::vector<std::size_t> order(width);
  std::iota(order.begin(), order.end(), 0);
  const auto matters = [&](std::size_t d) {
    return std::abs(double(weight.row(vertex)[d])) * deviation[d];
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return matters(a) > matters(b); });
  ChannelTriple channels;
  for (std::size_t k = 0; k < channels.size(); ++k) {
    channels[k].assign(width, 0);
    if (k < width) channels[k][order[k]] = weight.row(vertex)[order[k]] < 0 ? -1.0F : 1.0F;
  }
  return channels;
}

ChannelTriple channels_of_vertices(const FitResult& fit, const std::vector<int>& vertices) {
  const Array<float>& weight = fit.parameters.at("readout_weight");
  const Eigen::Index width = weight.row_size();
  Eigen::MatrixXd rows(Eigen::Index(vertices.size()), width);
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    rows.row(Eigen::Index(i)) =
        Eigen::Map<const Eigen::RowVectorXf>(weight.row(vertices[i]), width).cast<double>();
  }
  rows.rowwise() -= Eigen::RowVectorXd(rows.colwise().mean());
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(rows.transpose() * rows);
  ChannelTriple channels;
  for (Eigen::Index k = 0; k < 3; ++k) {
    Eigen::VectorXd component = Eigen::VectorXd::Zero(width);
    const bool is_there = k < width && k + 1 < rows.rows();
    if (is_there) component = solver.eigenvectors().col(width - 1 - k);
    Eigen::Index largest = 0;
    component.cwiseAbs().maxCoeff(&largest);
    if (component[largest] < 0) component = -component;
    for (const double loading : component) channels[std::size_t(k)].push_back(float(loading));
  }
  return channels;
}

Image channel_picture(const FitResult& fit, const AlignedTokens& tokens, int image,
                      const std::vector<int>& vertices, const ChannelTriple& channels) {
  const std::size_t places = std::size_t(tokens.rows) * std::size_t(tokens.columns);
  const std::int64_t width = tokens.global.front().row_size();
  std::vector<float> mixture(tokens.local.size(), 0);
  for (const int vertex : vertices) {
    for (std::size_t l = 0; l < mixture.size(); ++l) {
      mixture[l] += fit.selectors.layer.row(vertex)[l] / float(vertices.size());
    }
  }
  std::array<std::vector<float>, 3> seen;
  for (std::size_t k = 0; k < seen.size(); ++k) {
    seen[k].assign(places, 0);
    for (std::size_t l = 0; l < mixture.size(); ++l) {
      for (std::size_t p = 0; p < places; ++p) {
        const float* token = tokens.local[l].row(image) + std::int64_t(p) * width;
        seen[k][p] +=
            mixture[l] * std::inner_product(token, token + width, channels[k].begin(), 0.0F);
      }
    }
  }
  Image picture(tokens.columns, tokens.rows);
  std::array<float, 3> low{}, high{};
  for (std::size_t k = 0; k < seen.size(); ++k) {
    low[k] = percentile(seen[k], 0.05);
    high[k] = percentile(seen[k], 0.95);
  }
  for (std::size_t p = 0; p < places; ++p) {
    picture.pixels[p] = {stretched(seen[0][p], low[0], high[0]),
                         stretched(seen[1][p], low[1], high[1]),
                         stretched(seen[2][p], low[2], high[2])};
  }
  return picture;
}

}  // namespace cortiscope
