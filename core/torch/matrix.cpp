#include "core/torch/matrix.h"

#include <torch/types.h>

#include <cassert>

#include "core/torch/devices.h"

namespace cortiscope {
namespace {

template <class T>
torch::Tensor borrow(const Matrix<const T>& matrix) {
  return torch::from_blob(const_cast<T*>(matrix.values), {matrix.rows, matrix.columns},
                          {matrix.row_step, matrix.column_step},
                          torch::CppTypeToScalarType<T>::value);
}

template <class T>
void multiply_as(const Matrix<const T>& a, const Matrix<const T>& b, const Matrix<T>& product,
                 Into into) {
  assert(a.columns == b.rows && product.rows == a.rows && product.columns == b.columns);
  const at::NoGradGuard no_gradient;
  apply_blas_threads();
  torch::Tensor out = borrow<T>(product);
  if (into == Into::kAdd) {
    out.addmm_(borrow<T>(a), borrow<T>(b));
  } else {
    torch::mm_out(out, borrow<T>(a), borrow<T>(b));
  }
}

}  // namespace

void multiply(Matrix<const float> a, Matrix<const float> b, Matrix<float> product, Into into) {
  multiply_as(a, b, product, into);
}

void multiply(Matrix<const double> a, Matrix<const double> b, Matrix<double> product, Into into) {
  multiply_as(a, b, product, into);
}

}  // namespace cortiscope
