#pragma once

#include <cstdint>

namespace cortiscope {

// The inner loops of the fast engine, compiled for several instruction sets and chosen when the
// program starts. T is float or double. Single-threaded; disjoint data may run in parallel.

/// Some vertices of one cell, and B images. K taps: the tokens that the cell's vertices read.
template <class T>
struct ReadBlock {
  const int* vertices;  ///< (count)
  int count;
  int images;              ///< B
  int taps;                ///< K
  const int* tap_columns;  ///< (K) column of each tap in a row of tap_weights
  int row_width;           ///< columns of tap_weights
  const T* tap_weights;    ///< (N, row_width) weight of each tap, by vertex
  const T* bias;           ///< (N)
  int bottleneck;          ///< D
  /// In: (count, B, K), the product of each vertex's read-out weights with each tap.
  T* products;
};

/// y = (1 / D) sum_k products_k tap_weights_k + bias.
/// @param predicted  (N, B), filled at the block's vertices
template <class T>
void predict_block(const ReadBlock<T>& block, T* predicted);

/// The same, then smooth L1 (beta 0.1) against the responses and its derivatives. `products` comes
/// back as the weight with which each tap enters the gradients of read-out and tokens: g_b
/// tap_weight_k / D, where g_b is the derivative by y_b.
///
/// @param responses       (N, B)
/// @param loss_scale      1 / (B N): the loss is a mean
/// @param d_tap_weights   (N, row_width), filled at the block's vertices: 0 where no tap is
/// @param d_bias          (N), filled at the block's vertices
/// @return  the sum of the smooth L1 terms, unscaled
template <class T>
double differentiate_block(const ReadBlock<T>& block, const T* responses, T loss_scale,
                           T* d_tap_weights, T* d_bias);

/// Exact GELU of rows of numbers: in += bias, then out = gelu(in). In float to the last digits of
/// `in`, by a polynomial; in double by the library's error function.
///
/// @param bias  (width)
/// @param in    (count, width)
/// @param out   (count, width)
template <class T>
void gelu_rows(const T* bias, std::int64_t count, std::int64_t width, T* in, T* out);

/// gelu(in) and its slope gelu'(in), of what gelu_rows left.
template <class T>
void gelu_and_slope(std::int64_t count, const T* in, T* out, T* slope);

/// The backward pass through GELU: d *= slope, and its sum over rows is added to d_bias.
///
/// @param slope   (count, width)
/// @param d       (count, width), derivatives by GELU's output, replaced by those by its input
/// @param d_bias  (width)
template <class T>
void through_slope(const T* slope, std::int64_t count, std::int64_t width, T* d, T* d_bias);

/// One AdamW step of a run of parameters.
template <class T>
struct AdamWStep {
  T learning_rate, beta1, beta2, epsilon, weight_decay;
  T gradient_scale;            ///< the clip, at most 1
  T correction1, correction2;  ///< 1 - beta1^t, sqrt(1 - beta2^t)
};
template <class T>
void adamw(const AdamWStep<T>& step, std::int64_t count, const T* gradient, T* parameter,
           T* moment1, T* moment2);

/// Sum of squares, gathered in double.
template <class T>
double sum_of_squares(const T* values, std::int64_t count);

/// average += weight (values - average).
template <class T>
void move_toward(T weight, std::int64_t count, const T* values, T* average);

/// target += source.
template <class T>
void add_to(T* target, const T* source, std::int64_t count);

}  // namespace cortiscope
