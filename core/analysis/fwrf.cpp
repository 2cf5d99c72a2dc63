#include "core/analysis/fwrf.h"

#include <algorithm>
#include <memory>

namespace cortiscope {
namespace {

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Tokens first..first + count - 1 of a layer of some images: for each, (images, C).
std::vector<Eigen::MatrixXf> tokens_of(const BaselineInput& input, int layer,
                                       const std::vector<int>& rows, int first, int count) {
  const int channels = input.data.features->info().channels[std::size_t(layer)];
  const int local_count = input.token_count() - 1;
  std::vector<Eigen::MatrixXf> inputs(std::size_t(count),
                                      Eigen::MatrixXf(Eigen::Index(rows.size()), channels));
  read_layer(input, layer, rows, [&](int start, const LayerTokens& tokens) {
    for (std::int64_t i = 0; i < tokens.global.rows(); ++i) {
      const Eigen::Map<const RowMajor> local(tokens.local.row(i), channels, local_count);
      const Eigen::Map<const Eigen::RowVectorXf> global(tokens.global.row(i), channels);
      for (int token = 0; token < count; ++token) {
        auto row = inputs[std::size_t(token)].row(start + i);
        if (first + token < local_count) {
          row = local.col(first + token).transpose();
        } else {
          row = global;
        }
      }
    }
  });
  return inputs;
}

/// The ridge regressions on tokens first..first + count - 1 of a layer.
std::vector<std::unique_ptr<const Ridge>> ridges_of(const BaselineInput& input, int layer,
                                                    int first, int count) {
  auto training = tokens_of(input, layer, input.split.training, first, count);
  auto validation = tokens_of(input, layer, input.split.validation, first, count);
  auto test = tokens_of(input, layer, input.split.test, first, count);
  std::vector<std::unique_ptr<const Ridge>> ridges(static_cast<std::size_t>(count));
  input.team.share(count, [&](std::int64_t from, std::int64_t to, int) {
    for (auto i = std::size_t(from); i < std::size_t(to); ++i) {
      ridges[i] = std::make_unique<const Ridge>(
          RidgeInputs{std::move(training[i]), std::move(validation[i]), std::move(test[i])});
    }
  });
  return ridges;
}

/// How many tokens of a layer are held at a time.
int tokens_at_a_time(const BaselineInput& input, int layer, double memory_gb) {
  const double token_gb = 1e-9 * sizeof(float) * input.data.image_count() *
                          input.data.features->info().channels[std::size_t(layer)];
  return int(std::clamp(memory_gb / token_gb, 1.0, double(input.token_count())));
}

}  // namespace

BestRidge fit_fwrf(const BaselineInput& input, const ResponseSlice& slice, double memory_gb,
                   const std::function<void()>& layer_done) {
  BestRidge best(Eigen::Index(input.split.test.size()), slice.vertex_count());
  for (int layer = 0; layer < input.layer_count(); ++layer) {
    const int most = tokens_at_a_time(input, layer, memory_gb);
    for (int start = 0; start < input.token_count(); start += most) {
      const auto ridges =
          ridges_of(input, layer, start, std::min(most, input.token_count() - start));
      share_vertices(input.team, slice.vertex_count(), [&](Eigen::Index first, Eigen::Index count) {
        const auto training = slice.training.middleCols(first, count);
        const auto validation = slice.validation.middleCols(first, count);
        for (std::size_t i = 0; i < ridges.size(); ++i) {
          best.offer(layer * input.token_count() + start + int(i), *ridges[i],
                     ridges[i]->fit(training, validation), first);
        }
      });
    }
    layer_done();
  }
  return best;
}

}  // namespace cortiscope
