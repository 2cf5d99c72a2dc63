#include "core/torch/fast_kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

// Sanitizers cannot start before the resolvers of function clones run.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CORTISCOPE_CLONES \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CORTISCOPE_CLONES
#endif

namespace cortiscope {
namespace {

constexpr double kBeta = 0.1;

template <class T>
[[gnu::always_inline]] inline void gather_weights(const ReadBlock<T>& block, int vertex,
                                                  T* weights) {
  const T* row = block.tap_weights + std::int64_t(vertex) * block.row_width;
  for (int k = 0; k < block.taps; ++k) weights[k] = row[block.tap_columns[k]];
}

template <class T>
[[gnu::always_inline]] inline T dot(const T* a, const T* b, int count) {
  T sum = 0;
#pragma omp simd reduction(+ : sum)
  for (int k = 0; k < count; ++k) sum += a[k] * b[k];
  return sum;
}

template <class T>
[[gnu::always_inline]] inline void predict_body(const ReadBlock<T>& block, T* predicted) {
  std::vector<T> weights(block.taps);
  for (int i = 0; i < block.count; ++i) {
    const int vertex = block.vertices[i];
    gather_weights(block, vertex, weights.data());
    const T* products = block.products + std::int64_t(i) * block.images * block.taps;
    for (int b = 0; b < block.images; ++b) {
      const T read = dot(products + std::int64_t(b) * block.taps, weights.data(), block.taps);
      predicted[std::int64_t(vertex) * block.images + b] =
          read / block.bottleneck + block.bias[vertex];
    }
  }
}

template <class T>
[[gnu::always_inline]] inline double differentiate_body(const ReadBlock<T>& block,
                                                        const T* responses, T loss_scale,
                                                        T* d_tap_weights, T* d_bias) {
  std::vector<T> weights(block.taps), d_weights(block.taps);
  double loss = 0;
  for (int i = 0; i < block.count; ++i) {
    const int vertex = block.vertices[i];
    gather_weights(block, vertex, weights.data());
    std::fill(d_weights.begin(), d_weights.end(), T(0));
    T bias_gradient = 0;
    for (int b = 0; b < block.images; ++b) {
      T* products = block.products + (std::int64_t(i) * block.images + b) * block.taps;
      const T read = dot(products, weights.data(), block.taps);
      const T error = read / block.bottleneck + block.bias[vertex] -
                      responses[std::int64_t(vertex) * block.images + b];
      const T size = std::abs(error);
      loss += size < T(kBeta) ? 0.5 * double(error) * double(error) / kBeta
                              : double(size) - 0.5 * kBeta;
      const T slope = std::clamp(error / T(kBeta), T(-1), T(1)) * loss_scale;
      bias_gradient += slope;
      const T part = slope / block.bottleneck;
      T* d = d_weights.data();
      const T* w = weights.data();
#pragma omp simd
      for (int k = 0; k < block.taps; ++k) {
        d[k] += part * products[k];
        products[k] = part * w[k];
      }
    }
    d_bias[vertex] = bias_gradient;
    T* row = d_tap_weights + std::int64_t(vertex) * block.row_width;
    std::fill_n(row, block.row_width, T(0));  // corners outside the grid are not taps
    for (int k = 0; k < block.taps; ++k) row[block.tap_columns[k]] = d_weights[k];
  }
  return loss;
}

/// exp(x) for x from -1e9 to 0, to 2e-7 of the result, without a branch that would keep loops from
/// being vectorised: 2^n by the exponent's bits, the rest by a polynomial of least error.
[[gnu::always_inline]] inline float exp_of_negative(float x) {
  const int whole = int(x * 1.44269504F - 0.5F);
  // n log 2 is subtracted in two parts, the first of few digits, so that nothing is lost.
  const float rest = (x - float(whole) * 0.693145752F) - float(whole) * 1.42860677e-6F;
  float series = 1.38368e-3F;
  series = series * rest + 8.37482e-3F;
  series = series * rest + 4.166823e-2F;
  series = series * rest + 1.6666420e-1F;
  series = series * rest + 4.9999992e-1F;
  series = series * rest + 1;
  series = series * rest + 1;
  const std::int32_t bits = std::max(whole + 127, 0) << 23;  // 0 below the smallest
  float power;
  std::memcpy(&power, &bits, sizeof(power));
  return series * power;
}

/// The normal distribution at x: cumulative probability and density.
template <class T>
struct Normal {
  T below, density;
};

/// The tail is exp(-x^2 / 2) times a function that hardly changes: a polynomial of least relative
/// error, 2.4e-8, in t = 1 / (1 + 0.4 z), z = |x| / sqrt(2), fitted to exp(z^2) erfc(z) for z to 6.
/// So far tails are accurate too, which the derivatives of nearly silent units need.
[[gnu::always_inline]] inline Normal<float> normal_at(float x) {
  const float size = std::abs(x);
  const float bell = exp_of_negative(-0.5F * size * size);
  const float t = 1 / (1 + 0.4F * 0.707106781F * size);
  float tail = 2.75731391e-2F;
  tail = tail * t - 7.06741552e-2F;
  tail = tail * t - 6.76223799e-2F;
  tail = tail * t + 2.71996515e-1F;
  tail = tail * t - 5.62757305e-2F;
  tail = tail * t + 2.56004617e-1F;
  tail = tail * t + 1.84384834e-1F;
  tail = tail * t + 2.29157725e-1F;
  tail = tail * t + 2.25455459e-1F;
  tail *= 0.5F * t * bell;
  const float head = 1 - tail;
  return {x < 0 ? tail : head, 0.398942280F * bell};
}

[[gnu::always_inline]] inline Normal<double> normal_at(double x) {
  return {0.5 * std::erfc(-x * 0.70710678118654752), 0.39894228040143268 * std::exp(-0.5 * x * x)};
}

template <class T>
[[gnu::always_inline]] inline void gelu_body(const T* bias, std::int64_t count, std::int64_t width,
                                             T* in, T* out) {
  for (std::int64_t row = 0; row < count; ++row, in += width, out += width) {
#pragma omp simd
    for (std::int64_t i = 0; i < width; ++i) {
      const T x = in[i] + bias[i];
      in[i] = x;
      out[i] = x * normal_at(x).below;
    }
  }
}

template <class T>
[[gnu::always_inline]] inline void gelu_and_slope_body(std::int64_t count, const T* in, T* out,
                                                       T* slope) {
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) {
    const T x = in[i];
    const Normal<T> normal = normal_at(x);
    out[i] = x * normal.below;
    slope[i] = normal.below + x * normal.density;
  }
}

template <class T>
[[gnu::always_inline]] inline void through_slope_body(const T* slope, std::int64_t count,
                                                      std::int64_t width, T* d, T* d_bias) {
  for (std::int64_t row = 0; row < count; ++row, slope += width, d += width) {
#pragma omp simd
    for (std::int64_t i = 0; i < width; ++i) {
      d[i] *= slope[i];
      d_bias[i] += d[i];
    }
  }
}

template <class T>
[[gnu::always_inline]] inline void adamw_body(const AdamWStep<T>& step, std::int64_t count,
                                              const T* gradient, T* parameter, T* moment1,
                                              T* moment2) {
  const T keep = 1 - step.learning_rate * step.weight_decay;
  const T rate = step.learning_rate / step.correction1;
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) {
    const T slope = gradient[i] * step.gradient_scale;
    moment1[i] = step.beta1 * moment1[i] + (1 - step.beta1) * slope;
    moment2[i] = step.beta2 * moment2[i] + (1 - step.beta2) * slope * slope;
    parameter[i] = parameter[i] * keep -
                   rate * moment1[i] / (std::sqrt(moment2[i]) / step.correction2 + step.epsilon);
  }
}

template <class T>
[[gnu::always_inline]] inline double squares_body(const T* values, std::int64_t count) {
  double sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t i = 0; i < count; ++i) sum += double(values[i]) * double(values[i]);
  return sum;
}

template <class T>
[[gnu::always_inline]] inline void move_body(T weight, std::int64_t count, const T* values,
                                             T* average) {
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) average[i] += weight * (values[i] - average[i]);
}

template <class T>
[[gnu::always_inline]] inline void add_body(T* target, const T* source, std::int64_t count) {
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) target[i] += source[i];
}

// Clones cannot be templates: one plain function per type.
#define CORTISCOPE_KERNELS(T)                                                                      \
  CORTISCOPE_CLONES void gelu_of(const T* bias, std::int64_t count, std::int64_t width, T* in,     \
                                 T* out) {                                                         \
    gelu_body(bias, count, width, in, out);                                                        \
  }                                                                                                \
  CORTISCOPE_CLONES void gelu_and_slope_of(std::int64_t count, const T* in, T* out, T* slope) {    \
    gelu_and_slope_body(count, in, out, slope);                                                    \
  }                                                                                                \
  CORTISCOPE_CLONES void through_slope_of(const T* slope, std::int64_t count, std::int64_t width,  \
                                          T* d, T* d_bias) {                                       \
    through_slope_body(slope, count, width, d, d_bias);                                            \
  }                                                                                                \
  CORTISCOPE_CLONES void predict_of(const ReadBlock<T>& block, T* predicted) {                     \
    predict_body(block, predicted);                                                                \
  }                                                                                                \
  CORTISCOPE_CLONES double differentiate_of(const ReadBlock<T>& block, const T* responses,         \
                                            T loss_scale, T* d_tap_weights, T* d_bias) {           \
    return differentiate_body(block, responses, loss_scale, d_tap_weights, d_bias);                \
  }                                                                                                \
  CORTISCOPE_CLONES void adamw_of(const AdamWStep<T>& step, std::int64_t count, const T* gradient, \
                                  T* parameter, T* moment1, T* moment2) {                          \
    adamw_body(step, count, gradient, parameter, moment1, moment2);                                \
  }                                                                                                \
  CORTISCOPE_CLONES double squares_of(const T* values, std::int64_t count) {                       \
    return squares_body(values, count);                                                            \
  }                                                                                                \
  CORTISCOPE_CLONES void move_of(T weight, std::int64_t count, const T* values, T* average) {      \
    move_body(weight, count, values, average);                                                     \
  }                                                                                                \
  CORTISCOPE_CLONES void add_of(T* target, const T* source, std::int64_t count) {                  \
    add_body(target, source, count);                                                               \
  }
CORTISCOPE_KERNELS(float)
CORTISCOPE_KERNELS(double)
#undef CORTISCOPE_KERNELS

}  // namespace

template <class T>
void predict_block(const ReadBlock<T>& block, T* predicted) {
  predict_of(block, predicted);
}

template <class T>
double differentiate_block(const ReadBlock<T>& block, const T* responses, T loss_scale,
                           T* d_tap_weights, T* d_bias) {
  return differentiate_of(block, responses, loss_scale, d_tap_weights, d_bias);
}

template <class T>
void gelu_rows(const T* bias, std::int64_t count, std::int64_t width, T* in, T* out) {
  gelu_of(bias, count, width, in, out);
}

template <class T>
void gelu_and_slope(std::int64_t count, const T* in, T* out, T* slope) {
  gelu_and_slope_of(count, in, out, slope);
}

template <class T>
void through_slope(const T* slope, std::int64_t count, std::int64_t width, T* d, T* d_bias) {
  through_slope_of(slope, count, width, d, d_bias);
}

template <class T>
void adamw(const AdamWStep<T>& step, std::int64_t count, const T* gradient, T* parameter,
           T* moment1, T* moment2) {
  adamw_of(step, count, gradient, parameter, moment1, moment2);
}

template <class T>
double sum_of_squares(const T* values, std::int64_t count) {
  return squares_of(values, count);
}

template <class T>
void move_toward(T weight, std::int64_t count, const T* values, T* average) {
  move_of(weight, count, values, average);
}

template <class T>
void add_to(T* target, const T* source, std::int64_t count) {
  add_of(target, source, count);
}

#define CORTISCOPE_INSTANTIATE(T)                                                \
  template void predict_block(const ReadBlock<T>&, T*);                          \
  template double differentiate_block(const ReadBlock<T>&, const T*, T, T*, T*); \
  template void gelu_rows(const T*, std::int64_t, std::int64_t, T*, T*);         \
  template void gelu_and_slope(std::int64_t, const T*, T*, T*);                  \
  template void through_slope(const T*, std::int64_t, std::int64_t, T*, T*);     \
  template void adamw(const AdamWStep<T>&, std::int64_t, const T*, T*, T*, T*);  \
  template double sum_of_squares(const T*, std::int64_t);                        \
  template void move_toward(T, std::int64_t, const T*, T*);                      \
  template void add_to(T*, const T*, std::int64_t);
CORTISCOPE_INSTANTIATE(float)
CORTISCOPE_INSTANTIATE(double)

}  // namespace cortiscope
