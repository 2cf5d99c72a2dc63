#include "core/analysis/predict.h"

#include <Eigen/Core>
#include <numeric>

#include "core/base/error.h"
#include "core/data/read_through.h"

namespace cortiscope {
namespace {

using RowMatrix = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
using ReadMap = Eigen::Map<const RowMatrix>;
using WriteMap = Eigen::Map<RowMatrix>;

const Array<float>& parameter(const FitResult& fit, const std::string& name) {
  const auto found = fit.parameters.find(name);
  if (found != fit.parameters.end()) return found->second;
  throw Error(ErrorKind::kNotFound, fit.features.network, "this fit holds no " + name,
              "it is for display only; fit the network to predict with it");
}

void require_same_layers(const FitResult& fit, const TokenBatch& tokens) {
  const std::vector<int>& channels = fit.features.channels;
  bool is_same = tokens.local.size() == channels.size();
  for (std::size_t l = 0; is_same && l < channels.size(); ++l) {
    is_same = tokens.local[l].shape[1] == channels[l];
  }
  if (is_same) return;
  throw Error(ErrorKind::kBadShape, fit.features.network,
              "the features have other layers or channels than those fitted",
              "give features of the network that was fitted");
}

}  // namespace

AlignedTokens align_tokens(const FitResult& fit, TokenBatch tokens) {
  if (fit.provenance.ablation == "factorization") {
    throw Error(ErrorKind::kBadValue, fit.features.network,
                "a fit without factorization has a weight for every token",
                "give a fit with all parts of the method");
  }
  require_same_layers(fit, tokens);
  apply(fit.scaling, tokens);
  AlignedTokens aligned;
  aligned.rows = int(tokens.local.front().shape[2]);
  aligned.columns = int(tokens.local.front().shape[3]);
  const std::int64_t places = std::int64_t(aligned.rows) * aligned.columns;
  for (std::size_t l = 0; l < tokens.local.size(); ++l) {
    const std::string layer = std::to_string(l);
    const Array<float>& local = parameter(fit, "local_bottleneck/" + layer);
    const Array<float>& global = parameter(fit, "global_bottleneck/" + layer);
    const std::int64_t width = local.rows(), channels = local.row_size();
    const std::int64_t images = tokens.local[l].rows();
    Array<float> places_of(Shape{images, places, width}), whole(Shape{images, width});
    for (std::int64_t b = 0; b < images; ++b) {
      const ReadMap image(tokens.local[l].row(b), channels, places);
      WriteMap(places_of.row(b), places, width).noalias() =
          image.transpose() * ReadMap(local.values.data(), width, channels).transpose();
    }
    WriteMap(whole.values.data(), images, width).noalias() =
        ReadMap(tokens.global[l].values.data(), images, channels) *
        ReadMap(global.values.data(), width, channels).transpose();
    aligned.local.push_back(std::move(places_of));
    aligned.global.push_back(std::move(whole));
  }
  return aligned;
}

Array<float> features_read(const FitResult& fit, const AlignedTokens& tokens,
                           const std::vector<int>& vertices, const ReadPart& part) {
  const std::int64_t images = tokens.image_count();
  const std::int64_t width = tokens.global.front().row_size();
  Array<float> read(Shape{images, std::int64_t(vertices.size()), width});
  for (std::size_t i = 0; i < vertices.size(); ++i) {
    const std::int64_t vertex = vertices[i];
    const float* place = fit.selectors.space.row(vertex);
    const TokenMix mix = tokens_around(place[0], place[1], tokens.rows, tokens.columns);
    const float scale = fit.selectors.scale.values[std::size_t(vertex)];
    const float of_local = part.has_local() ? 1 - scale : 0;
    const float of_global = part.has_global() ? scale : 0;
    for (std::int64_t b = 0; b < images; ++b) {
      Eigen::Map<Eigen::VectorXf> out(read.row(b) + std::int64_t(i) * width, width);
      for (std::size_t l = 0; l < tokens.local.size(); ++l) {
        if (!part.has_layer(int(l))) continue;
        const float share = fit.selectors.layer.row(vertex)[l];
        const auto add = [&](const float* values, float weight) {
          if (weight != 0) out += weight * Eigen::Map<const Eigen::VectorXf>(values, width);
        };
        for (int corner = 0; corner < 4; ++corner) {
          if (mix.token[corner] < 0) continue;
          add(tokens.local[l].row(b) + mix.token[corner] * width,
              share * of_local * mix.weight[corner]);
        }
        add(tokens.global[l].row(b), share * of_global);
      }
    }
  }
  return read;
}

Array<float> predict(const FitResult& fit, const AlignedTokens& tokens,
                     const std::vector<int>& vertices, const ReadPart& part) {
  const Array<float>& weight = parameter(fit, "readout_weight");
  const Array<float>& bias = parameter(fit, "readout_bias");
  const std::int64_t width = weight.row_size();
  const Array<float> read = features_read(fit, tokens, vertices, part);
  const bool has_bias = part.kind == ReadPart::Kind::kAll;
  Array<float> predicted(Shape{read.rows(), std::int64_t(vertices.size())});
  for (std::int64_t b = 0; b < read.rows(); ++b) {
    for (std::size_t i = 0; i < vertices.size(); ++i) {
      const float* feature = read.row(b) + std::int64_t(i) * width;
      const float sum = std::inner_product(feature, feature + width, weight.row(vertices[i]), 0.0F);
      predicted.row(b)[i] =
          sum / float(width) + (has_bias ? bias.values[std::size_t(vertices[i])] : 0);
    }
  }
  return predicted;
}

}  // namespace cortiscope
