#pragma once

#include <cstdint>

namespace cortiscope {

/// Borrowed numbers viewed as a matrix; rows or columns are contiguous. T may be const.
template <class T>
struct Matrix {
  T* values = nullptr;
  std::int64_t rows = 0, columns = 0;
  std::int64_t row_step = 0, column_step = 1;

  Matrix() = default;
  /// Rows contiguous, or `step` numbers apart.
  Matrix(T* first, std::int64_t row_count, std::int64_t column_count, std::int64_t step = 0)
      : values(first),
        rows(row_count),
        columns(column_count),
        row_step(step ? step : column_count) {}

  template <class U>  // mutable converts to const
  Matrix(const Matrix<U>& other)
      : values(other.values),
        rows(other.rows),
        columns(other.columns),
        row_step(other.row_step),
        column_step(other.column_step) {}

  Matrix t() const {
    Matrix turned(values, columns, rows);
    turned.row_step = column_step;
    turned.column_step = row_step;
    return turned;
  }
};

enum class Into { kReplace, kAdd };

/// product = a b, or product += a b, by torch's BLAS. Runs on the calling thread and the BLAS's
/// threads (set_blas_threads); disjoint products may run in parallel.
///
/// @pre a.columns == b.rows, product is a.rows by b.columns with contiguous rows, and it overlaps
///      neither
void multiply(Matrix<const float> a, Matrix<const float> b, Matrix<float> product,
              Into into = Into::kReplace);
void multiply(Matrix<const double> a, Matrix<const double> b, Matrix<double> product,
              Into into = Into::kReplace);

}  // namespace cortiscope
