#include "core/analysis/baseline_input.h"

#include <algorithm>

namespace cortiscope {
namespace {

constexpr int kImagesAtATime = 64;

/// Calls `use` with portions of these rows and the index of the first of each.
void in_portions(const std::vector<int>& rows,
                 const std::function<void(int, const std::vector<int>&)>& use) {
  for (std::size_t first = 0; first < rows.size(); first += kImagesAtATime) {
    const std::size_t last = std::min(rows.size(), first + kImagesAtATime);
    use(int(first), {rows.begin() + std::ptrdiff_t(first), rows.begin() + std::ptrdiff_t(last)});
  }
}

/// (rows, count): the responses of some vertices.
Eigen::MatrixXf responses_of(const BaselineInput& input, const std::vector<int>& rows, int first,
                             int count) {
  Eigen::MatrixXf responses(Eigen::Index(rows.size()), count);
  in_portions(rows, [&](int start, const std::vector<int>& portion) {
    const Array<float> read = input.data.responses->read(portion);
    for (std::int64_t i = 0; i < read.rows(); ++i) {
      responses.row(start + i) = Eigen::Map<const Eigen::RowVectorXf>(read.row(i) + first, count);
    }
  });
  return responses;
}

/// Row-major, as ScoreSum reads it.
Array<float> array_of(const Eigen::MatrixXf& matrix) {
  Array<float> array(Shape{matrix.rows(), matrix.cols()});
  for (Eigen::Index i = 0; i < matrix.rows(); ++i) {
    Eigen::Map<Eigen::RowVectorXf>(array.row(i), matrix.cols()) = matrix.row(i);
  }
  return array;
}

}  // namespace

void read_layer(const BaselineInput& input, int layer, const std::vector<int>& rows,
                const std::function<void(int first, const LayerTokens& tokens)>& take) {
  in_portions(rows, [&](int first, const std::vector<int>& portion) {
    std::vector<int> images;
    for (const int row : portion) images.push_back(input.data.images[row]);
    LayerTokens tokens = input.data.features->read_layer(layer, images);
    apply(input.scaling, layer, tokens);
    take(first, tokens);
  });
}

void share_vertices(ThreadTeam& team, int count,
                    const std::function<void(Eigen::Index first, Eigen::Index count)>& work) {
  const int pieces = (count + kVerticesAtATime - 1) / kVerticesAtATime;
  team.share(pieces, [&](std::int64_t from, std::int64_t to, int) {
    for (std::int64_t piece = from; piece < to; ++piece) {
      const int first = int(piece) * kVerticesAtATime;
      work(first, std::min(kVerticesAtATime, count - first));
    }
  });
}

ResponseSlice read_slice(const BaselineInput& input, int first, int count) {
  ResponseSlice slice;
  slice.first = first;
  slice.training = responses_of(input, input.split.training, first, count);
  slice.validation = responses_of(input, input.split.validation, first, count);
  slice.mean = slice.training.colwise().mean();
  slice.training.rowwise() -= slice.mean;
  slice.validation.rowwise() -= slice.mean;
  return slice;
}

ScoreSum score_of(const BaselineInput& input, const ResponseSlice& slice,
                  const Eigen::MatrixXf& predicted) {
  ScoreSum sum(slice.vertex_count());
  const Eigen::MatrixXf measured =
      responses_of(input, input.split.test, slice.first, slice.vertex_count());
  sum.add(array_of(predicted.rowwise() + slice.mean), array_of(measured));
  return sum;
}

}  // namespace cortiscope
