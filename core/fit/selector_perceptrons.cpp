#include "core/fit/selector_perceptrons.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <cmath>

#include "core/fit/fast_kernels.h"

namespace cortiscope {
namespace {

using torch::Tensor;

constexpr std::int64_t kRun = 512;  // vertices; 0.8 MB of activations
constexpr int kWide = 3 * kHidden;
constexpr double kLogGuard = 1e-8;

template <class T>
Tensor view(const T* data, torch::IntArrayRef shape) {
  return torch::from_blob(const_cast<T*>(data), shape, torch::CppTypeToScalarType<T>::value);
}

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
                                            Array<T> encoding)
    : vertices_(size.vertices),
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
      hidden1_in_(std::size_t(vertices_) * kWide) {}

template <class T>
SelectorsOf<T> SelectorPerceptrons<T>::forward(const std::vector<T>& parameters) {
  SelectorsOf<T> selectors{Array<T>(Shape{vertices_, layers_}), Array<T>(Shape{vertices_, 2}),
                           Array<T>(Shape{vertices_})};
  const std::int64_t runs = (vertices_ + kRun - 1) / kRun;
  at::parallel_for(0, runs, 1, [&](std::int64_t from, std::int64_t to) {
    const torch::NoGradGuard no_gradient;
    for (std::int64_t run = from; run < to; ++run) {
      const std::int64_t first = run * kRun;
      forward_run(parameters.data(), first, std::min(kRun, vertices_ - first), selectors);
    }
  });
  return selectors;
}

template <class T>
void SelectorPerceptrons<T>::forward_run(const T* parameters, std::int64_t first,
                                         std::int64_t count, SelectorsOf<T>& selectors) {
  const Tensor encoding = view(encoding_.row(first), {count, kEncoding});
  Tensor in0 = view(hidden0_in_.data() + first * kWide, {count, kWide});
  torch::addmm_out(in0, view(parameters + at_.b0, {kWide}), encoding,
                   view(parameters + at_.w0, {kWide, kEncoding}).t());
  const Tensor hidden0 = torch::gelu(in0);
  T* outputs[3] = {selectors.space.row(first), selectors.layer.row(first),
                   selectors.scale.values.data() + first};
  const int widths[3] = {2, layers_, 1};
  for (int k = 0; k < 3; ++k) {
    Tensor in1 = view(hidden1_in_.data() + (k * vertices_ + first) * kHidden, {count, kHidden});
    torch::addmm_out(in1, view(parameters + at_.b1 + k * kHidden, {kHidden}),
                     hidden0.slice(1, k * kHidden, (k + 1) * kHidden),
                     view(parameters + at_.w1 + k * kHidden * kHidden, {kHidden, kHidden}).t());
    Tensor out = view(outputs[k], {count, widths[k]});
    torch::mm_out(out, torch::gelu(in1), view(parameters + at_.w2[k], {widths[k], kHidden}).t());
  }
  for (std::int64_t i = 0; i < 2 * count; ++i) outputs[0][i] = std::tanh(outputs[0][i]);
  softmax_rows(outputs[1], count, layers_);
  for (std::int64_t i = 0; i < count; ++i) outputs[2][i] = 1 / (1 + std::exp(-outputs[2][i]));
}

template <class T>
double SelectorPerceptrons<T>::backward(const std::vector<T>& parameters,
                                        const SelectorsOf<T>& selectors, double lambda,
                                        SelectorsOf<T>& derivatives, std::vector<T>& gradient) {
  const int threads = at::get_num_threads();
  std::vector<std::vector<T>> gradients(threads, std::vector<T>(std::size_t(at_.end), T(0)));
  std::vector<double> penalties(threads, 0);
  const std::int64_t runs = (vertices_ + kRun - 1) / kRun;
  at::parallel_for(0, runs, 1, [&](std::int64_t from, std::int64_t to) {
    const torch::NoGradGuard no_gradient;
    const int thread = at::get_thread_num();
    for (std::int64_t run = from; run < to; ++run) {
      const std::int64_t first = run * kRun;
      penalties[thread] += backward_run(parameters.data(), first, std::min(kRun, vertices_ - first),
                                        lambda, selectors, derivatives, gradients[thread].data());
    }
  });
  std::fill_n(gradient.begin(), at_.end, T(0));
  double penalty = 0;
  for (int thread = 0; thread < threads; ++thread) {
    add_to(gradient.data(), gradients[thread].data(), at_.end);
    penalty += penalties[thread];
  }
  return penalty;
}

template <class T>
double SelectorPerceptrons<T>::backward_run(const T* parameters, std::int64_t first,
                                            std::int64_t count, double lambda,
                                            const SelectorsOf<T>& selectors,
                                            SelectorsOf<T>& derivatives, T* gradient) {
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

  const Tensor in0 = view(hidden0_in_.data() + first * kWide, {count, kWide});
  const Tensor hidden0 = torch::gelu(in0);
  Tensor d_hidden0 = torch::empty({count, kWide}, in0.options());
  const T* d_outputs[3] = {derivatives.space.row(first), derivatives.layer.row(first),
                           derivatives.scale.values.data() + first};
  const int widths[3] = {2, layers_, 1};
  for (int k = 0; k < 3; ++k) {
    const Tensor in1 =
        view(hidden1_in_.data() + (k * vertices_ + first) * kHidden, {count, kHidden});
    const Tensor d_out = view(d_outputs[k], {count, widths[k]});
    const std::int64_t w1 = at_.w1 + k * kHidden * kHidden;
    view(gradient + at_.w2[k], {widths[k], kHidden}).addmm_(d_out.t(), torch::gelu(in1));
    const Tensor d_in1 = torch::gelu_backward(
        torch::mm(d_out, view(parameters + at_.w2[k], {widths[k], kHidden})), in1);
    const std::int64_t from = k * kHidden, to = from + kHidden;
    view(gradient + w1, {kHidden, kHidden}).addmm_(d_in1.t(), hidden0.slice(1, from, to));
    view(gradient + at_.b1 + from, {kHidden}).add_(d_in1.sum(0));
    Tensor d_part = d_hidden0.slice(1, from, to);
    torch::mm_out(d_part, d_in1, view(parameters + w1, {kHidden, kHidden}));
  }
  const Tensor d_in0 = torch::gelu_backward(d_hidden0, in0);
  view(gradient + at_.w0, {kWide, kEncoding})
      .addmm_(d_in0.t(), view(encoding_.row(first), {count, kEncoding}));
  view(gradient + at_.b0, {kWide}).add_(d_in0.sum(0));
  return penalty;
}

template class SelectorPerceptrons<float>;
template class SelectorPerceptrons<double>;

}  // namespace cortiscope
