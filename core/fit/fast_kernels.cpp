#include "core/fit/fast_kernels.h"

#include <algorithm>
#include <cmath>
#include <vector>

// Sanitizers cannot start before the resolvers of function clones run.
#if defined(__x86_64__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define CORTISCOPE_CLONES __attribute__((target_clones("avx512f", "avx2,fma", "default")))
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
    for (int k = 0; k < block.taps; ++k) row[block.tap_columns[k]] = d_weights[k];
  }
  return loss;
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
[[gnu::always_inline]] inline void add_body(T* target, const T* source, std::int64_t count) {
#pragma omp simd
  for (std::int64_t i = 0; i < count; ++i) target[i] += source[i];
}

// Clones cannot be templates: one plain function a type.
#define CORTISCOPE_KERNELS(T)                                                                      \
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
void adamw(const AdamWStep<T>& step, std::int64_t count, const T* gradient, T* parameter,
           T* moment1, T* moment2) {
  adamw_of(step, count, gradient, parameter, moment1, moment2);
}

template <class T>
double sum_of_squares(const T* values, std::int64_t count) {
  return squares_of(values, count);
}

template <class T>
void add_to(T* target, const T* source, std::int64_t count) {
  add_of(target, source, count);
}

#define CORTISCOPE_INSTANTIATE(T)                                                \
  template void predict_block(const ReadBlock<T>&, T*);                          \
  template double differentiate_block(const ReadBlock<T>&, const T*, T, T*, T*); \
  template void adamw(const AdamWStep<T>&, std::int64_t, const T*, T*, T*, T*);  \
  template double sum_of_squares(const T*, std::int64_t);                        \
  template void add_to(T*, const T*, std::int64_t);
CORTISCOPE_INSTANTIATE(float)
CORTISCOPE_INSTANTIATE(double)

}  // namespace cortiscope
