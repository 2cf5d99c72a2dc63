#include "core/torch/selector_perceptrons.h"

#include <algorithm>
#include <cmath>

#include "core/torch/fast_kernels.h"
#include "core/torch/matrix.h"

namespace cortiscope {
namespace {

constexpr std::int64_t kRun = 256;  // vertices: what a run works on stays in the cache
constexpr std::int64_t kEvenRuns = 8;
constexpr int kWide = 3 * kHidden;
constexpr double kLogGuard = 1e-8;

/// Softmax, tanh and sigmoid in place, row by row: outputs (count, width).
template <class T>
void softmax_rows(T* values, std::int64_t count, int width) {
  for (std::int64_t i = 0; i < count; ++i, values += width) {
    T most = values[0], sum = 0;
    for (int l = 1; l < width; ++l) most = std::max(most, values[l]);
    for (int l = 0; l < width; ++l) sum += values[l] = std::exp(values[l] - most);
    for (int l = 0; l < width; ++l) values[l] /= sum;
  }
}

}  // namespace

template <class T>
SelectorPerceptrons<T>::SelectorPerceptrons(const ModelSize& size, const ParameterLayout& layout,
                                            Array<T> encoding, ThreadTeam& team)
    : team_(team),
      vertices_(size.vertices),
      layers_(size.layer_count()),
      at_{layout.offset("space_mlp/w0"),
          layout.offset("space_mlp/b0"),
          layout.offset("space_mlp/w1"),
          layout.offset("space_mlp/b1"),
          {layout.offset("space_mlp/w2"), layout.offset("layer_mlp/w2"),
           layout.offset("scale_mlp/w2")},
          layout.offset("local_bottleneck/0")},
      encoding_(std::move(encoding)),
      hidden0_in_(std::size_t(vertices_) * kWide),
      hidden1_in_(std::size_t(vertices_) * kWide),
      scratch_(std::size_t(team.size())) {}

/// Calls visit(first, count, scratch) with every run of vertices, threads in parallel.
template <class T>
template <class Visit>
void SelectorPerceptrons<T>::for_each_run(Visit visit) {
  // Enough runs to balance usual numbers of threads, and the same runs for every number of threads,
  // so that predictions do not depend on it.
  const std::int64_t runs = ((vertices_ + kRun - 1) / kRun + kEvenRuns - 1) / kEvenRuns * kEvenRuns;
  team_.share(runs, [&](std::int64_t from, std::int64_t to, int thread) {
    Scratch& scratch = scratch_[std::size_t(thread)];
    scratch.hidden0.resize(std::size_t(kRun * kWide));
    scratch.hidden1.resize(std::size_t(kRun * kHidden));
    for (std::int64_t run = from; run < to; ++run) {
      const std::int64_t first = vertices_ * run / runs;
      const std::int64_t count = vertices_ * (run + 1) / runs - first;
      if (count > 0) visit(first, count, scratch);
    }
  });
}

template <class T>
SelectorsOf<T> SelectorPerceptrons<T>::forward(const std::vector<T>& parameters) {
  SelectorsOf<T> selectors{Array<T>(Shape{vertices_, layers_}), Array<T>(Shape{vertices_, 2}),
                           Array<T>(Shape{vertices_})};
  for_each_run([&](std::int64_t first, std::int64_t count, Scratch& scratch) {
    forward_run(parameters.data(), first, count, selectors, scratch);
  });
  return selectors;
}

template <class T>
void SelectorPerceptrons<T>::forward_run(const T* parameters, std::int64_t first,
                                         std::int64_t count, SelectorsOf<T>& selectors,
                                         Scratch& scratch) {
  using In = Matrix<const T>;
  using Out = Matrix<T>;
  T* in0 = hidden0_in_.data() + first * kWide;
  T* hidden0 = scratch.hidden0.data();
  T* hidden1 = scratch.hidden1.data();
  multiply(In(encoding_.row(first), count, kEncoding),
           In(parameters + at_.w0, kWide, kEncoding).t(), Out(in0, count, kWide));
  gelu_rows(parameters + at_.b0, count, std::int64_t(kWide), in0, hidden0);
  T* outputs[3] = {selectors.space.row(first), selectors.layer.row(first),
                   selectors.scale.values.data() + first};
  const int widths[3] = {2, layers_, 1};
  for (int k = 0; k < 3; ++k) {
    T* in1 = hidden1_in_.data() + (k * vertices_ + first) * kHidden;
    multiply(In(hidden0 + k * kHidden, count, kHidden, kWide),
             In(parameters + at_.w1 + k * kHidden * kHidden, kHidden, kHidden).t(),
             Out(in1, count, kHidden));
    gelu_rows(parameters + at_.b1 + k * kHidden, count, std::int64_t(kHidden), in1, hidden1);
    multiply(In(hidden1, count, kHidden), In(parameters + at_.w2[k], widths[k], kHidden).t(),
             Out(outputs[k], count, widths[k]));
  }
  for (std::int64_t i = 0; i < 2 * count; ++i) outputs[0][i] = std::tanh(outputs[0][i]);
  softmax_rows(outputs[1], count, layers_);
  for (std::int64_t i = 0; i < count; ++i) outputs[2][i] = 1 / (1 + std::exp(-outputs[2][i]));
}

template <class T>
double SelectorPerceptrons<T>::backward(const std::vector<T>& parameters,
                                        const SelectorsOf<T>& selectors, double lambda,
                                        SelectorsOf<T>& derivatives, std::vector<T>& gradient) {
  for (Scratch& scratch : scratch_) {
    scratch.gradient.assign(std::size_t(at_.end), T(0));
    scratch.penalty = 0;
  }
  for_each_run([&](std::int64_t first, std::int64_t count, Scratch& scratch) {
    backward_run(parameters.data(), first, count, lambda, selectors, derivatives, scratch);
  });
  std::fill_n(gradient.begin(), at_.end, T(0));
  double penalty = 0;
  for (const Scratch& scratch : scratch_) {
    add_to(gradient.data(), scratch.gradient.data(), at_.end);
    penalty += scratch.penalty;
  }
  return penalty;
}

template <class T>
void SelectorPerceptrons<T>::backward_run(const T* parameters, std::int64_t first,
                                          std::int64_t count, double lambda,
                                          const SelectorsOf<T>& selectors,
                                          SelectorsOf<T>& derivatives, Scratch& scratch) {
  using In = Matrix<const T>;
  using Out = Matrix<T>;
  const double vertices = double(vertices_);
  const double entropy_scale = layers_ > 1 ? 1 / (vertices * std::log(double(layers_))) : 0;
  double penalty = 0;
  for (std::int64_t i = first; i < first + count; ++i) {
    const T* u = selectors.space.row(i);
    T* du = derivatives.space.row(i);
    for (int axis = 0; axis < 2; ++axis) du[axis] *= 1 - u[axis] * u[axis];

    const T* w = selectors.layer.row(i);
    T* dw = derivatives.layer.row(i);
    T mean = 0;
    for (int l = 0; l < layers_; ++l) {
      const T guarded = w[l] + T(kLogGuard);
      const T log_weight = std::log(guarded);
      penalty += entropy_scale * double(w[l]) * double(log_weight);
      dw[l] += T(lambda * entropy_scale) * (log_weight + w[l] / guarded);
      mean += w[l] * dw[l];
    }
    for (int l = 0; l < layers_; ++l) dw[l] = w[l] * (dw[l] - mean);

    const T s = selectors.scale.values[i];
    T& ds = derivatives.scale.values[i];
    penalty += double(s - T(0.5)) * double(s - T(0.5)) / vertices;
    ds += T(lambda / vertices) * 2 * (s - T(0.5));
    ds *= s * (1 - s);
  }
  scratch.penalty += penalty;

  for (std::vector<T>* wide : {&scratch.slope0, &scratch.d_hidden0}) wide->resize(kRun * kWide);
  for (std::vector<T>* one : {&scratch.slope1, &scratch.d_hidden1}) one->resize(kRun * kHidden);
  T* gradient = scratch.gradient.data();
  gelu_and_slope(count * kWide, hidden0_in_.data() + first * kWide, scratch.hidden0.data(),
                 scratch.slope0.data());
  const T* d_outputs[3] = {derivatives.space.row(first), derivatives.layer.row(first),
                           derivatives.scale.values.data() + first};
  const int widths[3] = {2, layers_, 1};
  for (int k = 0; k < 3; ++k) {
    gelu_and_slope(count * kHidden, hidden1_in_.data() + (k * vertices_ + first) * kHidden,
                   scratch.hidden1.data(), scratch.slope1.data());
    const In hidden1(scratch.hidden1.data(), count, kHidden);
    const Out d_hidden1(scratch.d_hidden1.data(), count, kHidden);
    const In d_output(d_outputs[k], count, widths[k]);
    multiply(d_output.t(), hidden1, Out(gradient + at_.w2[k], widths[k], kHidden), Into::kAdd);
    multiply(d_output, In(parameters + at_.w2[k], widths[k], kHidden), d_hidden1);
    through_slope(scratch.slope1.data(), count, std::int64_t(kHidden), d_hidden1.values,
                  gradient + at_.b1 + k * kHidden);
    const std::int64_t w1 = at_.w1 + k * kHidden * kHidden;
    multiply(d_hidden1.t(), In(scratch.hidden0.data() + k * kHidden, count, kHidden, kWide),
             Out(gradient + w1, kHidden, kHidden), Into::kAdd);
    multiply(d_hidden1, In(parameters + w1, kHidden, kHidden),
             Out(scratch.d_hidden0.data() + k * kHidden, count, kHidden, kWide));
  }
  through_slope(scratch.slope0.data(), count, std::int64_t(kWide), scratch.d_hidden0.data(),
                gradient + at_.b0);
  multiply(Out(scratch.d_hidden0.data(), count, kWide).t(),
           In(encoding_.row(first), count, kEncoding), Out(gradient + at_.w0, kWide, kEncoding),
           Into::kAdd);
}

template class SelectorPerceptrons<float>;
template class SelectorPerceptrons<double>;

}  // namespace cortiscope
