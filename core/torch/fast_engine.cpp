// FactorTopy with its arithmetic reordered: vertices sorted by the token cell that their receptive
// field falls in share the tokens they read, so the read-out weights of a block of them are
// multiplied with all its tokens in one dense matrix product, and nothing of size images x vertices
// x D is ever stored. Loss, gradients and steps are those of the eager engine.

#include <ATen/Parallel.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "core/base/thread_team.h"
#include "core/torch/devices.h"
#include "core/torch/engines.h"
#include "core/torch/fast_kernels.h"
#include "core/torch/matrix.h"
#include "core/torch/optimizer.h"
#include "core/torch/selector_perceptrons.h"
#include "core/torch/token_cells.h"

namespace cortiscope {
namespace {

constexpr int kBlock = 256;  // vertices: their products with all taps stay in the cache
constexpr std::int64_t kOptimizerRun = 1 << 16;

/// Lets each of the team's threads run a matrix product of its own, instead of all sharing one.
class OneBlasThread {
 public:
  OneBlasThread() { set_blas_threads(1); }
  ~OneBlasThread() { set_blas_threads(at::get_num_threads()); }
};

/// (rows, columns) to (columns, rows).
template <class T>
void transpose(ThreadTeam& team, const T* from, std::int64_t rows, std::int64_t columns, T* to) {
  team.share(columns, [&](std::int64_t first, std::int64_t last, int) {
    for (std::int64_t column = first; column < last; ++column) {
      for (std::int64_t row = 0; row < rows; ++row) {
        to[column * rows + row] = from[row * columns + column];
      }
    }
  });
}

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
        team_(at::get_num_threads()),
        perceptrons_(size_, layout_, encoding, team_),
        workspaces_(std::size_t(team_.size())) {}

  void step(const TokensOf<T>& tokens, const Array<T>& responses, const StepRates& rates) override {
    const OneBlasThread one_blas_thread;
    const StepReport report = differentiate(tokens, responses, rates.lambda);
    optimize(report.gradient_norm, rates.learning);
    average(rates.average_weight);
    reports_.push_back(report);
  }

  std::vector<StepReport> take_reports() override { return std::exchange(reports_, {}); }

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
    for_each_block(
        [&](const ReadBlock<T>& block, Workspace&) { predict_block(block, predicted.data()); });
    Array<T> result(Shape{images_, size_.vertices});
    transpose(team_, predicted.data(), size_.vertices, images_, result.values.data());
    return result;
  }

  SelectorsOf<T> selectors() override {
    const OneBlasThread one_blas_thread;
    select();
    return selectors_;
  }

  ParametersOf<T> parameters() override { return layout_.unflatten(parameters_); }

  EngineStateOf<T> state() override {
    return {parameters(), layout_.unflatten(moment1_), layout_.unflatten(moment2_),
            average_.empty() ? ParametersOf<T>() : layout_.unflatten(average_), steps_};
  }

  void restore(const EngineStateOf<T>& state) override {
    set_parameters(state.parameters);
    moment1_ = layout_.flatten(state.moment1);
    moment2_ = layout_.flatten(state.moment2);
    average_.clear();
    if (!state.average.empty()) average_ = layout_.flatten(state.average);
    steps_ = state.steps;
  }

  void set_parameters(const ParametersOf<T>& parameters) override {
    parameters_ = layout_.flatten(parameters);
    is_selected_ = false;
  }

  void swap_average() override {
    if (average_.empty()) return;
    parameters_.swap(average_);
    is_selected_ = false;
  }

 private:
  /// The work memory of one thread, allocated once: memory freed every step would be cleared by the
  /// system every step.
  struct Workspace {
    std::vector<int> tap_columns;          // (K) of a row of tap_weights_
    std::vector<std::int64_t> token_rows;  // (B K) of aligned_
    std::vector<T> taps;                   // (B K, D) the tokens that a block reads
    std::vector<T> d_taps;                 // (B K, D)
    std::vector<T> weights;                // (count, D) the block's read-out, then its gradient
    std::vector<T> products;               // (count, B K)
    std::vector<T> d_aligned;              // as aligned_
    double loss = 0;
  };

  int layer_count() const { return size_.layer_count(); }
  int places() const { return size_.rows * size_.columns; }
  int row_width() const { return 5 * layer_count(); }

  /// Selectors, the order of vertices and the weight of each tap. They depend only on the
  /// parameters, so they are computed once for any number of predicted batches.
  void select() {
    if (is_selected_) return;
    selectors_ = perceptrons_.forward(parameters_);
    order_ = sort_by_cell(selectors_.space, size_.rows, size_.columns, kBlock);
    // A row: for each layer the four corners, then every layer's global token.
    tap_weights_.resize(std::size_t(size_.vertices) * row_width());
    team_.share(size_.vertices, [&](std::int64_t from, std::int64_t to, int) {
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

  /// A layer's tokens in aligned_ or its gradient: those of an image, or every image's global one.
  Matrix<T> local_rows(std::vector<T>& aligned, std::int64_t layer, std::int64_t image) const {
    const std::int64_t d = size_.bottleneck;
    return {aligned.data() + (layer * images_ + image) * (places() + 1) * d, places(), d};
  }
  Matrix<T> global_rows(std::vector<T>& aligned, std::int64_t layer) const {
    const std::int64_t d = size_.bottleneck, of_image = (places() + 1) * d;
    return {aligned.data() + layer * images_ * of_image + places() * d, images_, d, of_image};
  }

  /// The channel alignment of a layer in parameters_ or gradient_, (D, C).
  Matrix<T> bottleneck(std::vector<T>& values, const char* kind, std::int64_t layer) const {
    const std::int64_t offset =
        layout_.offset(std::string(kind) + "_bottleneck/" + std::to_string(layer));
    return {values.data() + offset, size_.bottleneck, size_.channels[std::size_t(layer)]};
  }

  Matrix<const T> local_tokens(const TokensOf<T>& tokens, std::int64_t layer, int image) const {
    return {tokens.local[std::size_t(layer)].row(image), size_.channels[std::size_t(layer)],
            places()};
  }
  Matrix<const T> global_tokens(const TokensOf<T>& tokens, std::int64_t layer) const {
    return {tokens.global[std::size_t(layer)].values.data(), images_,
            size_.channels[std::size_t(layer)]};
  }

  /// Channel alignment: every token of every layer as a row of D numbers, (L, B, HW + 1, D), the
  /// global token last.
  void align(const TokensOf<T>& tokens) {
    images_ = int(tokens.global[0].rows());
    aligned_.resize(std::size_t(layer_count()) * images_ * (places() + 1) * size_.bottleneck);
    // An item is one image's local tokens of a layer, or the layer's global tokens.
    const std::int64_t of_layer = images_ + 1;
    team_.share(layer_count() * of_layer, [&](std::int64_t from, std::int64_t to, int) {
      for (std::int64_t item = from; item < to; ++item) {
        const std::int64_t layer = item / of_layer;
        const int image = int(item % of_layer);
        if (image < images_) {
          multiply(local_tokens(tokens, layer, image).t(),
                   bottleneck(parameters_, "local", layer).t(), local_rows(aligned_, layer, image));
        } else {
          multiply(global_tokens(tokens, layer), bottleneck(parameters_, "global", layer).t(),
                   global_rows(aligned_, layer));
        }
      }
    });
  }

  void align_backward(const TokensOf<T>& tokens, std::vector<T>& d_aligned) {
    team_.share(2 * layer_count(), [&](std::int64_t from, std::int64_t to, int) {
      for (std::int64_t item = from; item < to; ++item) {
        const std::int64_t layer = item / 2;
        if (item % 2) {
          multiply(global_rows(d_aligned, layer).t(), global_tokens(tokens, layer),
                   bottleneck(gradient_, "global", layer));
          continue;
        }
        for (int image = 0; image < images_; ++image) {
          multiply(local_rows(d_aligned, layer, image).t(), local_tokens(tokens, layer, image).t(),
                   bottleneck(gradient_, "local", layer), image ? Into::kAdd : Into::kReplace);
        }
      }
    });
  }

  /// Calls `visit(block, workspace)` with every block of vertices that share a cell, threads in
  /// parallel: the workspace holds the tokens that the cell reads, the block's read-out weights,
  /// and in block.products their product.
  template <class Visit>
  void for_each_block(Visit visit) {
    const T* readout = parameters_.data() + layout_.offset("readout_weight");
    const T* bias = parameters_.data() + layout_.offset("readout_bias");
    const std::vector<std::size_t> ends = even_shares();
    team_.share(team_.size(), [&](std::int64_t, std::int64_t, int thread) {
      Workspace& work = workspaces_[std::size_t(thread)];
      const std::int64_t d = size_.bottleneck;
      for (std::size_t index = thread ? ends[std::size_t(thread) - 1] : 0;
           index < ends[std::size_t(thread)]; ++index) {
        const CellBlock& cell = order_.blocks[index];
        list_taps(cell, work.tap_columns, work.token_rows);
        const std::int64_t rows = std::int64_t(work.token_rows.size());
        work.taps.resize(std::size_t(rows * d));
        copy_rows(aligned_.data(), work.token_rows.data(), rows, work.taps.data());
        const int* vertices = order_.vertices.data() + cell.first;
        work.weights.resize(std::size_t(cell.count) * d);
        copy_rows(readout, vertices, cell.count, work.weights.data());
        work.products.resize(std::size_t(cell.count) * rows);
        multiply(Matrix<const T>(work.weights.data(), cell.count, d),
                 Matrix<const T>(work.taps.data(), rows, d).t(),
                 Matrix<T>(work.products.data(), cell.count, rows));
        const ReadBlock<T> block{vertices,
                                 cell.count,
                                 images_,
                                 int(work.tap_columns.size()),
                                 work.tap_columns.data(),
                                 row_width(),
                                 tap_weights_.data(),
                                 bias,
                                 size_.bottleneck,
                                 work.products.data()};
        visit(block, work);
      }
    });
  }

  /// The end of each thread's blocks, chosen to balance the work: cells differ in their vertices,
  /// and at the border in their tokens.
  std::vector<std::size_t> even_shares() const {
    std::vector<std::int64_t> done = {0};
    for (const CellBlock& cell : order_.blocks) {
      done.push_back(done.back() + cell.count * std::int64_t(cell.corners.size() + 1));
    }
    std::vector<std::size_t> ends;
    for (int thread = 1; thread <= team_.size(); ++thread) {
      const std::int64_t share = done.back() * thread / team_.size();
      ends.push_back(std::size_t(std::lower_bound(done.begin(), done.end(), share) - done.begin()));
    }
    return ends;
  }

  /// The rows of D numbers with the indices `rows`, contiguous.
  template <class Index>
  void copy_rows(const T* from, const Index* rows, std::int64_t count, T* to) const {
    const std::int64_t d = size_.bottleneck;
    for (std::int64_t i = 0; i < count; ++i) std::copy_n(from + rows[i] * d, d, to + i * d);
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
    responses_.resize(responses.values.size());
    transpose(team_, responses.values.data(), images_, size_.vertices, responses_.data());
    d_tap_weights_.resize(tap_weights_.size());

    T* d_readout = gradient_.data() + layout_.offset("readout_weight");
    T* d_bias = gradient_.data() + layout_.offset("readout_bias");
    const T loss_scale = T(1) / (T(images_) * T(size_.vertices));
    team_.share(team_.size(), [&](std::int64_t, std::int64_t, int thread) {
      Workspace& work = workspaces_[std::size_t(thread)];
      work.d_aligned.assign(aligned_.size(), T(0));
      work.loss = 0;
    });
    for_each_block([&](const ReadBlock<T>& block, Workspace& work) {
      work.loss +=
          differentiate_block(block, responses_.data(), loss_scale, d_tap_weights_.data(), d_bias);
      const std::int64_t d = size_.bottleneck, rows = std::int64_t(work.token_rows.size());
      const Matrix<const T> spread(block.products, block.count, rows);
      const Matrix<T> weights(work.weights.data(), block.count, d);
      work.d_taps.resize(std::size_t(rows * d));
      multiply(spread.t(), weights, Matrix<T>(work.d_taps.data(), rows, d));
      for (std::int64_t row = 0; row < rows; ++row) {
        add_to(work.d_aligned.data() + work.token_rows[row] * d, work.d_taps.data() + row * d, d);
      }
      multiply(spread, Matrix<const T>(work.taps.data(), rows, d), weights);
      for (int i = 0; i < block.count; ++i) {
        std::copy_n(weights.values + i * d, d, d_readout + block.vertices[i] * d);
      }
    });
    std::vector<T>& d_aligned = workspaces_[0].d_aligned;
    double loss = 0;
    for (const Workspace& work : workspaces_) loss += work.loss;
    team_.share(std::int64_t(d_aligned.size()), [&](std::int64_t from, std::int64_t to, int) {
      for (std::size_t other = 1; other < workspaces_.size(); ++other) {
        add_to(d_aligned.data() + from, workspaces_[other].d_aligned.data() + from, to - from);
      }
    });
    align_backward(tokens, d_aligned);

    StepReport report;
    report.smooth_l1 = loss / (double(images_) * double(size_.vertices));
    SelectorsOf<T> derivatives = selector_derivatives();
    report.regularizer =
        perceptrons_.backward(parameters_, selectors_, lambda, derivatives, gradient_);
    report.gradient_norm = gradient_norm();
    return report;
  }

  /// From the derivatives by each tap's weight to those by receptive field, layer and scale.
  SelectorsOf<T> selector_derivatives() {
    SelectorsOf<T> derivatives{Array<T>(selectors_.layer.shape), Array<T>(selectors_.space.shape),
                               Array<T>(selectors_.scale.shape)};
    team_.share(size_.vertices, [&](std::int64_t from, std::int64_t to, int) {
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

  double gradient_norm() {
    const std::int64_t count = std::int64_t(gradient_.size());
    std::vector<double> squares(std::size_t((count + kOptimizerRun - 1) / kOptimizerRun));
    team_.share(std::int64_t(squares.size()), [&](std::int64_t from, std::int64_t to, int) {
      for (std::int64_t run = from; run < to; ++run) {
        const std::int64_t first = run * kOptimizerRun;
        squares[run] =
            sum_of_squares(gradient_.data() + first, std::min(kOptimizerRun, count - first));
      }
    });
    return std::sqrt(std::accumulate(squares.begin(), squares.end(), 0.0));
  }

  void optimize(double norm, const LearningRates& learning) {
    ++steps_;
    AdamWStep<T> step;
    step.beta1 = T(kBeta1);
    step.beta2 = T(kBeta2);
    step.epsilon = T(kEpsilon);
    step.gradient_scale = T(clip_scale(norm));
    step.correction1 = T(1 - std::pow(kBeta1, steps_));
    step.correction2 = T(std::sqrt(1 - std::pow(kBeta2, steps_)));
    const auto move = [&](double rate, double decay, std::int64_t from, std::int64_t to) {
      AdamWStep<T> by = step;
      by.learning_rate = T(rate);
      by.weight_decay = T(decay);
      adamw(by, to - from, gradient_.data() + from, parameters_.data() + from,
            moment1_.data() + from, moment2_.data() + from);
    };
    team_.share(layout_.count(), [&](std::int64_t from, std::int64_t to, int) {
      const std::int64_t alignment = std::clamp(layout_.selector_count(), from, to);
      const std::int64_t readout = std::clamp(layout_.readout_offset(), from, to);
      move(learning.selectors, kWeightDecay, from, alignment);
      move(learning.alignment, kWeightDecay, alignment, readout);
      move(learning.readout, learning.readout_decay, readout, to);
    });
    is_selected_ = false;
  }

  /// @param weight  of the parameters as they are now
  void average(double weight) {
    if (weight == 0) return;
    if (average_.empty()) average_ = parameters_;
    team_.share(layout_.count(), [&](std::int64_t from, std::int64_t to, int) {
      move_toward(T(weight), to - from, parameters_.data() + from, average_.data() + from);
    });
  }

  ModelSize size_;
  ParameterLayout layout_;
  std::vector<T> parameters_, gradient_, moment1_, moment2_;
  std::vector<T> average_;  // of the parameters; empty where none is kept
  int steps_ = 0;
  std::vector<StepReport> reports_;  // of steps whose reports were not taken
  ThreadTeam team_;
  SelectorPerceptrons<T> perceptrons_;

  bool is_selected_ = false;  // whether the next three belong to parameters_
  SelectorsOf<T> selectors_;
  CellOrder order_;
  std::vector<T> tap_weights_;    // (N, 5 L)
  std::vector<T> d_tap_weights_;  // (N, 5 L)
  std::vector<T> responses_;      // (N, B) of the last batch

  int images_ = 0;                     // B of the last batch
  std::vector<T> aligned_;             // (L, B, HW + 1, D)
  std::vector<Workspace> workspaces_;  // one per thread
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
