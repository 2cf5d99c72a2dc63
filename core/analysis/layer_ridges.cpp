#include "core/analysis/layer_ridges.h"

#include "core/analysis/layer_components.h"
#include "core/analysis/stacking_weights.h"

namespace cortiscope {

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
  LayerFits result{BestRidge(test_images, vertices), Eigen::MatrixXf::Zero(test_images, vertices),
                   Array<float>(Shape{vertices, layers})};
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
      const Eigen::VectorXf weights =
          stacking_weights(of_vertex.transpose() * of_vertex).cast<float>();
      for (Eigen::Index layer = 0; layer < layers; ++layer) {
        result.stacked_test.col(first + i) += weights[layer] * predicted[std::size_t(layer)].col(i);
        result.stacked_weights.row(first + i)[layer] = weights[layer];
      }
    }
  });
  return result;
}

}  // namespace cortiscope
