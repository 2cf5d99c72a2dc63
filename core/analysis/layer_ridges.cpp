#include "core/analysis/layer_ridges.h"

#include <algorithm>
#include <numeric>

#include "core/analysis/layer_components.h"
#include "core/analysis/stacking_weights.h"

namespace cortiscope {
namespace {

/// The layers outside a third of them; all layers where there is no such third.
std::vector<int> layers_outside(int third, int layers) {
  std::vector<int> outside;
  for (int layer = 0; layer < layers; ++layer) {
    const bool is_inside = layer >= first_layer_of_third(third, layers) &&
                           layer < first_layer_of_third(third + 1, layers);
    if (!is_inside) outside.push_back(layer);
  }
  return outside;
}

/// Adds the average of some layers' predictions of one vertex.
/// @param errors     (L, L) as stacking_weights takes them
/// @param predicted  (M, count) of each layer
/// @return  (L) the weights, 0 of the other layers
Eigen::VectorXf add_stacked(const Eigen::MatrixXd& errors, const std::vector<int>& layers,
                            const std::vector<Eigen::MatrixXf>& predicted, Eigen::Index vertex,
                            Eigen::Ref<Eigen::VectorXf> stacked) {
  Eigen::VectorXf weights = Eigen::VectorXf::Zero(errors.rows());
  if (layers.empty()) return weights;  // the mean over the training images remains
  const Eigen::MatrixXd part = errors(layers, layers);
  weights(layers) = stacking_weights(part).cast<float>();
  for (const int layer : layers) {
    stacked += weights[layer] * predicted[std::size_t(layer)].col(vertex);
  }
  return weights;
}

}  // namespace

LayerRidges layer_ridges(const BaselineInput& input, int most,
                         const std::function<void()>& layer_done) {
  const auto count = std::size_t(input.layer_count());
  std::vector<RidgeInputs> components;
  for (std::size_t layer = 0; layer < count; ++layer) {
    components.push_back(layer_components(input, int(layer), most));
    layer_done();
  }
  LayerRidges ridges(count);
  input.team.share(std::int64_t(count), [&](std::int64_t from, std::int64_t to, int) {
    for (auto layer = std::size_t(from); layer < std::size_t(to); ++layer) {
      ridges[layer] = std::make_unique<const Ridge>(std::move(components[layer]));
    }
  });
  return ridges;
}

LayerFits fit_layers(const BaselineInput& input, const ResponseSlice& slice,
                     const LayerRidges& ridges) {
  const auto test_images = Eigen::Index(input.split.test.size());
  const auto layers = Eigen::Index(ridges.size());
  const int vertices = slice.vertex_count();
  const Eigen::MatrixXf nothing = Eigen::MatrixXf::Zero(test_images, vertices);
  LayerFits result{BestRidge(test_images, vertices),
                   nothing,
                   Array<float>(Shape{vertices, layers}),
                   {nothing, nothing, nothing}};
  std::array<std::vector<int>, 3> outside;
  for (int third = 0; third < 3; ++third) outside[third] = layers_outside(third, int(layers));
  std::vector<int> all(ridges.size());
  std::iota(all.begin(), all.end(), 0);
  share_vertices(input.team, vertices, [&](Eigen::Index first, Eigen::Index count) {
    const auto training = slice.training.middleCols(first, count);
    const auto validation = slice.validation.middleCols(first, count);
    std::vector<Eigen::MatrixXf> errors, predicted;  // (M, count) of each layer
    for (Eigen::Index layer = 0; layer < layers; ++layer) {
      const Ridge& ridge = *ridges[std::size_t(layer)];
      const RidgeFits fits = ridge.fit(training, validation);
      result.best.offer(int(layer), ridge, fits, first);
      errors.emplace_back(validation - ridge.validation() * fits.weights);
      predicted.emplace_back(ridge.test() * fits.weights);
    }
    Eigen::MatrixXd of_vertex(validation.rows(), layers);
    for (Eigen::Index i = 0; i < count; ++i) {
      for (Eigen::Index layer = 0; layer < layers; ++layer) {
        of_vertex.col(layer) = errors[std::size_t(layer)].col(i).cast<double>();
      }
      const Eigen::MatrixXd products = of_vertex.transpose() * of_vertex;
      const Eigen::VectorXf weights =
          add_stacked(products, all, predicted, i, result.stacked_test.col(first + i));
      std::copy(weights.begin(), weights.end(), result.stacked_weights.row(first + i));
      for (std::size_t third = 0; third < 3; ++third) {
        add_stacked(products, outside[third], predicted, i,
                    result.without_third_test[third].col(first + i));
      }
    }
  });
  return result;
}

}  // namespace cortiscope
