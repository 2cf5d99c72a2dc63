// FactorTopy with the order of its arithmetic turned round: vertices sorted by the token cell that
// their receptive field falls in share the tokens they read, so the read-out weights of a block of
// them meet all its tokens in one dense matrix product, and nothing of size images x vertices x D
// is ever stored. Loss, gradients and steps are those of the eager engine.

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/fit/engine.h"
#include "core/fit/fast_kernels.h"
#include "core/fit/optimizer.h"
#include "core/fit/selector_perceptrons.h"
#include "core/fit/token_cells.h"

namespace cortiscope {
namespace {

using torch::Tensor;

constexpr int kBlock = 256;  // vertices: their products with all taps stay in the cache
constexpr std::int64_t kOptimizerRun = 1 << 16;

template <class T>
Tensor view(const T* data, torch::IntArrayRef shape) {
  return torch::from_blob(const_cast<T*>(data), shape, torch::CppTypeToScalarType<T>::value);
}

/// Lets each of torch's threads run a matrix product of its own, instead of all sharing one.
class OneBlasThread {
 public:
  OneBlasThread() { set_blas_threads(1); }
  ~OneBlasThread() { set_blas_threads(at::get_num_threads()); }
};

template <class T>
class FastEngine : public Engine<T> {
 public:
  FastEngine(ModelSize size, const Array<T>& encoding, const ParametersOf<T>& parameters)
      : size_(std::move(size)),
        layout_(size_),
        parameters_(layout_.flatten(parameters)),
        gradient_(parameters_.size()),
        moment1_(parameters_.size(), T(0)),
        moment2_(parameters_.size(), T(0)),
        perceptrons_(size_, layout_, encoding) {}

  StepReport step(const TokensOf<T>& tokens, const Array<T>& responses, double lambda) override {
    const OneBlasThread one_blas_thread;
    const StepReport report = differentiate(tokens, responses, lambda);
    optimize(report.gradient_norm);
    return report;
  }

  ParametersOf<T> gradients(const TokensOf<T>& tokens, const Array<T>& responses, double lambda,
                            StepReport* report) override {
    const OneBlasThread one_blas_thread;
    const StepReport seen = differentiate(tokens, responses, lambda);
    if (report) *report = seen;
    return layout_.unflatten(gradient_);
  }

  Array<T> predict(const TokensOf<T>& tokens) override {
    const OneBlasThread one_blas_thread;
    select();
    align(tokens);
    std::vector<T> predicted(std::size_t(size_.vertices) * images_);
    for_each_block([&](const ReadBlock<T>& block, const std::vector<std::int64_t>&, const Tensor&,
                       Tensor&, int) { predict_block(block, predicted.data()); });
    Array<T> result(Shape{images_, size_.vertices});
    view(result.values.data(), {images_, size_.vertices})
        .copy_(view(predicted.data(), {size_.vertices, images_}).t());
    return result;
  }

  SelectorsOf<T> selectors() override {
    const OneBlasThread one_blas_thread;
    select();
    return selectors_;
  }

  ParametersOf<T> parameters() override { return layout_.unflatten(parameters_); }

  EngineStateOf<T> state() override {
    return {parameters(), layout_.unflatten(moment1_), layout_.unflatten(moment2_), steps_};
  }

  void restore(const EngineStateOf<T>& state) override {
    set_parameters(state.parameters);
    moment1_ = layout_.flatten(state.moment1);
    moment2_ = layout_.flatten(state.moment2);
    steps_ = state.steps;
  }

  void set_parameters(const ParametersOf<T>& parameters) override {
    parameters_ = layout_.flatten(parameters);
    is_selected_ = false;
  }

 private:
  int layer_count() const { return size_.layer_count(); }
  int places() const { return size_.rows * size_.columns; }
  int row_width() const { return 5 * layer_count(); }

  /// Selectors, the order of vertices and the weight of each tap. They depend on the parameters
  /// alone, so they are made once however many batches are predicted.
  void select() {
    if (is_selected_) return;
    selectors_ = perceptrons_.forward(parameters_);
    order_ = sort_by_cell(selectors_.space, size_.rows, size_.columns, kBlock);
    // A row: for each layer the four corners, then every layer's global token.
    tap_weights_.resize(std::size_t(size_.vertices) * row_width());
    at::parallel_for(0, size_.vertices, 1024, [&](std::int64_t from, std::int64_t to) {
      for (std::int64_t vertex = from; vertex < to; ++vertex) {
        T corner[4];
        corner_weights(vertex, corner);
        const T* w = selectors_.layer.row(vertex);
        const T s = selectors_.scale.values[vertex];
        T* row = tap_weights_.data() + vertex * row_width();
        for (int l = 0; l < layer_count(); ++l) {
          for (int c = 0; c < 4; ++c) row[4 * l + c] = (1 - s) * w[l] * corner[c];
          row[4 * layer_count() + l] = s * w[l];
        }
      }
    });
    is_selected_ = true;
  }

  void corner_weights(std::int64_t vertex, T* corner) const {
    const CellPlace<T> place =
        place_in_cell(selectors_.space.row(vertex), size_.rows, size_.columns);
    for (int c = 0; c < 4; ++c) {
      corner[c] = (c % 2 ? place.across : 1 - place.across) * (c / 2 ? place.down : 1 - place.down);
    }
  }

  std::int64_t bottleneck_offset(const char* kind, int layer) const {
    return layout_.offset(std::string(kind) + "_bottleneck/" + std::to_string(layer));
  }

  /// Channel alignment: every token of every layer as a row of D numbers, (L, B, HW + 1, D), the
  /// global token last.
  void align(const TokensOf<T>& tokens) {
    images_ = int(tokens.global[0].rows());
    aligned_.resize(std::size_t(layer_count()) * images_ * (places() + 1) * size_.bottleneck);
    at::parallel_for(
        0, std::int64_t(layer_count()) * images_, 1, [&](std::int64_t from, std::int64_t to) {
          const torch::NoGradGuard no_gradient;
          for (std::int64_t item = from; item < to; ++item) {
            const int layer = int(item / images_), image = int(item % images_);
            const std::int64_t channels = size_.channels[layer], d = size_.bottleneck;
            T* out = aligned_.data() + item * (places() + 1) * d;
            Tensor local_out = view(out, {places(), d});
            torch::mm_out(
                local_out, view(tokens.local[layer].row(image), {channels, places()}).t(),
                view(parameters_.data() + bottleneck_offset("local", layer), {d, channels}).t());
            Tensor global_out = view(out + places() * d, {1, d});
            torch::mm_out(
                global_out, view(tokens.global[layer].row(image), {1, channels}),
                view(parameters_.data() + bottleneck_offset("global", layer), {d, channels}).t());
          }
        });
  }

  void align_backward(const TokensOf<T>& tokens, const std::vector<T>& d_aligned) {
    at::parallel_for(0, layer_count(), 1, [&](std::int64_t from, std::int64_t to) {
      const torch::NoGradGuard no_gradient;
      for (std::int64_t layer = from; layer < to; ++layer) {
        const std::int64_t channels = size_.channels[layer], d = size_.bottleneck;
        Tensor local =
            view(gradient_.data() + bottleneck_offset("local", int(layer)), {d, channels});
        Tensor global =
            view(gradient_.data() + bottleneck_offset("global", int(layer)), {d, channels});
        local.zero_();
        global.zero_();
        for (int image = 0; image < images_; ++image) {
          const T* d_out = d_aligned.data() + (layer * images_ + image) * (places() + 1) * d;
          local.addmm_(view(d_out, {places(), d}).t(),
                       view(tokens.local[layer].row(image), {channels, places()}).t());
          global.addmm_(view(d_out + places() * d, {d, 1}),
                        view(tokens.global[layer].row(image), {1, channels}));
        }
      }
    });
  }

  /// Calls `visit` with every block of vertices that share a cell, threads in parallel:
  ///   visit(block, token_rows, taps, weights, thread)
  /// where taps (B K, D) are the tokens the cell reads, token_rows their rows in aligned_, weights
  /// (count, D) the block's read-out, and block.products their product.
  template <class Visit>
  void for_each_block(Visit visit) {
    const std::int64_t blocks = std::int64_t(order_.blocks.size());
    const T* readout = parameters_.data() + layout_.offset("readout_weight");
    at::parallel_for(0, blocks, 1, [&](std::int64_t from, std::int64_t to) {
      const torch::NoGradGuard no_gradient;
      const int thread = at::get_thread_num();
      const std::int64_t d = size_.bottleneck;
      std::vector<T> tap_rows, weight_rows, products;
      std::vector<std::int64_t> token_rows;
      std::vector<int> tap_columns;
      for (std::int64_t index = from; index < to; ++index) {
        const CellBlock& cell = order_.blocks[std::size_t(index)];
        list_taps(cell, tap_columns, token_rows);
        const std::int64_t rows = std::int64_t(token_rows.size());
        tap_rows.resize(std::size_t(rows * d));
        for (std::int64_t row = 0; row < rows; ++row) {
          std::copy_n(aligned_.data() + token_rows[row] * d, d, tap_rows.data() + row * d);
        }
        const int* vertices = order_.vertices.data() + cell.first;
        weight_rows.resize(std::size_t(cell.count) * d);
        for (int i = 0; i < cell.count; ++i) {
          std::copy_n(readout + vertices[i] * d, d, weight_rows.data() + i * d);
        }
        products.resize(std::size_t(cell.count) * rows);
        const Tensor taps = view(tap_rows.data(), {rows, d});
        Tensor weights = view(weight_rows.data(), {cell.count, d});
        Tensor product = view(products.data(), {cell.count, rows});
        torch::mm_out(product, weights, taps.t());
        const ReadBlock<T> block{vertices,
                                 cell.count,
                                 images_,
                                 int(tap_columns.size()),
                                 tap_columns.data(),
                                 row_width(),
                                 tap_weights_.data(),
                                 parameters_.data() + layout_.offset("readout_bias"),
                                 size_.bottleneck,
                                 products.data()};
        visit(block, token_rows, taps, weights, thread);
      }
    });
  }

  /// The taps of a cell: their columns in tap_weights_, and for every image and tap the row of
  /// aligned_ it reads.
  void list_taps(const CellBlock& cell, std::vector<int>& columns,
                 std::vector<std::int64_t>& token_rows) const {
    columns.clear();
    token_rows.clear();
    const int corners = int(cell.corners.size());
    for (int l = 0; l < layer_count(); ++l) {
      for (int c = 0; c < corners; ++c) columns.push_back(4 * l + cell.corners[c]);
    }
    for (int l = 0; l < layer_count(); ++l) columns.push_back(4 * layer_count() + l);
    for (int image = 0; image < images_; ++image) {
      const auto row = [&](int layer, int token) {
        return (std::int64_t(layer) * images_ + image) * (places() + 1) + token;
      };
      for (int l = 0; l < layer_count(); ++l) {
        for (int c = 0; c < corners; ++c) token_rows.push_back(row(l, cell.tokens[c]));
      }
      for (int l = 0; l < layer_count(); ++l) token_rows.push_back(row(l, places()));
    }
  }

  /// Loss and its gradient by every parameter, into gradient_.
  StepReport differentiate(const TokensOf<T>& tokens, const Array<T>& responses, double lambda) {
    select();
    align(tokens);
    const std::int64_t d = size_.bottleneck, vertices = size_.vertices;
    std::vector<T> responses_by_vertex(responses.values.size());
    view(responses_by_vertex.data(), {vertices, images_})
        .copy_(view(responses.values.data(), {images_, vertices}).t());

    const int threads = at::get_num_threads();
    std::vector<std::vector<T>> d_aligned(threads, std::vector<T>(aligned_.size(), T(0)));
    std::vector<double> losses(threads, 0);
    d_tap_weights_.assign(tap_weights_.size(), T(0));
    T* d_readout = gradient_.data() + layout_.offset("readout_weight");
    T* d_bias = gradient_.data() + layout_.offset("readout_bias");
    const T loss_scale = T(1) / (T(images_) * T(vertices));
    for_each_block([&](const ReadBlock<T>& block, const std::vector<std::int64_t>& token_rows,
                       const Tensor& taps, Tensor& weights, int thread) {
      losses[thread] += differentiate_block(block, responses_by_vertex.data(), loss_scale,
                                            d_tap_weights_.data(), d_bias);
      const std::int64_t rows = taps.size(0);
      const Tensor spread = view(block.products, {block.count, rows});
      const Tensor d_taps = torch::mm(spread.t(), weights);
      const T* d_tap_rows = d_taps.template data_ptr<T>();
      for (std::int64_t row = 0; row < rows; ++row) {
        add_to(d_aligned[thread].data() + token_rows[row] * d, d_tap_rows + row * d, d);
      }
      torch::mm_out(weights, spread, taps);
      const T* d_weights = weights.template data_ptr<T>();
      for (int i = 0; i < block.count; ++i) {
        std::copy_n(d_weights + i * d, d, d_readout + block.vertices[i] * d);
      }
    });
    for (int thread = 1; thread < threads; ++thread) {
      add_to(d_aligned[0].data(), d_aligned[thread].data(), std::int64_t(d_aligned[0].size()));
    }
    align_backward(tokens, d_aligned[0]);

    StepReport report;
    report.smooth_l1 =
        std::accumulate(losses.begin(), losses.end(), 0.0) / (double(images_) * double(vertices));
    SelectorsOf<T> derivatives = selector_derivatives();
    report.regularizer =
        perceptrons_.backward(parameters_, selectors_, lambda, derivatives, gradient_);
    report.gradient_norm = gradient_norm();
    return report;
  }

  /// From the derivatives by each tap's weight to those by place, layer and scale.
  SelectorsOf<T> selector_derivatives() const {
    SelectorsOf<T> derivatives{Array<T>(selectors_.layer.shape), Array<T>(selectors_.space.shape),
                               Array<T>(selectors_.scale.shape)};
    at::parallel_for(0, size_.vertices, 1024, [&](std::int64_t from, std::int64_t to) {
      for (std::int64_t vertex = from; vertex < to; ++vertex) {
        const CellPlace<T> place =
            place_in_cell(selectors_.space.row(vertex), size_.rows, size_.columns);
        T corner[4], d_corner[4] = {0, 0, 0, 0};
        corner_weights(vertex, corner);
        const T* w = selectors_.layer.row(vertex);
        const T s = selectors_.scale.values[vertex];
        const T* d_row = d_tap_weights_.data() + vertex * row_width();
        T d_scale = 0;
        for (int l = 0; l < layer_count(); ++l) {
          T local = 0;
          for (int c = 0; c < 4; ++c) {
            local += corner[c] * d_row[4 * l + c];
            d_corner[c] += (1 - s) * w[l] * d_row[4 * l + c];
          }
          const T global = d_row[4 * layer_count() + l];
          derivatives.layer.row(vertex)[l] = (1 - s) * local + s * global;
          d_scale += w[l] * (global - local);
        }
        derivatives.scale.values[vertex] = d_scale;
        const T d_across = (1 - place.down) * (d_corner[1] - d_corner[0]) +
                           place.down * (d_corner[3] - d_corner[2]);
        const T d_down = (1 - place.across) * (d_corner[2] - d_corner[0]) +
                         place.across * (d_corner[3] - d_corner[1]);
        derivatives.space.row(vertex)[0] = d_across * (size_.columns / T(2));
        derivatives.space.row(vertex)[1] = d_down * (size_.rows / T(2));
      }
    });
    return derivatives;
  }

  double gradient_norm() const {
    const std::int64_t count = std::int64_t(gradient_.size());
    std::vector<double> squares(std::size_t((count + kOptimizerRun - 1) / kOptimizerRun));
    at::parallel_for(0, std::int64_t(squares.size()), 1, [&](std::int64_t from, std::int64_t to) {
      for (std::int64_t run = from; run < to; ++run) {
        const std::int64_t first = run * kOptimizerRun;
        squares[run] =
            sum_of_squares(gradient_.data() + first, std::min(kOptimizerRun, count - first));
      }
    });
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
  }

  void optimize(double norm) {
    ++steps_;
    AdamWStep<T> step;
    step.learning_rate = T(kLearningRate);
    step.beta1 = T(kBeta1);
    step.beta2 = T(kBeta2);
    step.epsilon = T(kEpsilon);
    step.weight_decay = T(kWeightDecay);
    step.gradient_scale = T(clip_scale(norm));
    step.correction1 = T(1 - std::pow(kBeta1, steps_));
    step.correction2 = T(std::sqrt(1 - std::pow(kBeta2, steps_)));
    at::parallel_for(0, std::int64_t(parameters_.size()), kOptimizerRun,
                     [&](std::int64_t from, std::int64_t to) {
                       adamw(step, to - from, gradient_.data() + from, parameters_.data() + from,
                             moment1_.data() + from, moment2_.data() + from);
                     });
    is_selected_ = false;
  }

  ModelSize size_;
  ParameterLayout layout_;
  std::vector<T> parameters_, gradient_, moment1_, moment2_;
  int steps_ = 0;
  SelectorPerceptrons<T> perceptrons_;

  bool is_selected_ = false;  // whether the next three belong to parameters_
  SelectorsOf<T> selectors_;
  CellOrder order_;
  std::vector<T> tap_weights_;    // (N, 5 L)
  std::vector<T> d_tap_weights_;  // (N, 5 L)

  int images_ = 0;          // B of the last batch
  std::vector<T> aligned_;  // (L, B, HW + 1, D)
};

}  // namespace

template <class T>
std::unique_ptr<Engine<T>> make_fast_engine(const ModelSize& size, const Array<T>& encoding,
                                            const ParametersOf<T>& parameters) {
  return std::make_unique<FastEngine<T>>(size, encoding, parameters);
}

template std::unique_ptr<Engine<float>> make_fast_engine(const ModelSize&, const Array<float>&,
                                                         const ParametersOf<float>&);
template std::unique_ptr<Engine<double>> make_fast_engine(const ModelSize&, const Array<double>&,
                                                          const ParametersOf<double>&);

}  // namespace cortiscope
