#include "core/torch/fast_kernels.h"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/torch/matrix.h"

namespace cortiscope {
namespace {

double exact_gelu(double x) { return 0.5 * x * std::erfc(-x / std::sqrt(2.0)); }

double exact_slope(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0)) +
         x * std::exp(-0.5 * x * x) / std::sqrt(2 * 3.14159265358979324);
}

template <class T>
void expect_gelu_within(double tolerance) {
  std::vector<T> in;
  for (double x = -40; x <= 40; x += 0.01) in.push_back(T(x));
  in.push_back(T(1000));
  in.push_back(T(-1000));
  const std::int64_t count = std::int64_t(in.size());
  std::vector<T> out(in.size()), slope(in.size()), again(in.size());
  gelu_and_slope(count, in.data(), out.data(), slope.data());
  const std::vector<T> shift(in.size(), T(0.25));
  std::vector<T> shifted = in;
  for (T& x : shifted) x -= T(0.25);
  gelu_rows(shift.data(), 1, count, shifted.data(), again.data());
  for (std::int64_t i = 0; i < count; ++i) {
    const double x = double(in[i]), size = std::max(1.0, std::abs(x));
    ASSERT_NEAR(out[i], exact_gelu(x), tolerance * size) << "at " << x;
    ASSERT_NEAR(slope[i], exact_slope(x), tolerance * size) << "at " << x;
    ASSERT_NEAR(shifted[i], x, tolerance * size) << "at " << x;
    ASSERT_NEAR(again[i], exact_gelu(double(shifted[i])), tolerance * size) << "at " << x;
  }
}

TEST(FastKernels, GeluIsExactInFloat) { expect_gelu_within<float>(2e-7); }
TEST(FastKernels, GeluIsExactInDouble) { expect_gelu_within<double>(1e-14); }

TEST(FastKernels, GeluKeepsTheDigitsOfFarTails) {
  for (float x = -8; x < -1.5F; x += 0.05F) {
    float out, slope;
    gelu_and_slope(1, &x, &out, &slope);
    EXPECT_NEAR(out / exact_gelu(double(x)), 1, 3e-6) << "at " << x;
    EXPECT_NEAR(slope / exact_slope(double(x)), 1, 3e-6) << "at " << x;
  }
}

TEST(FastKernels, GeluOfNotANumberIsNone) {
  const float in[2] = {std::nanf(""), 1};
  float out[2], slope[2];
  gelu_and_slope(2, in, out, slope);
  EXPECT_TRUE(std::isnan(out[0]));
  EXPECT_TRUE(std::isnan(slope[0]));
  EXPECT_FLOAT_EQ(out[1], float(exact_gelu(1)));
}

TEST(FastKernels, DerivativesPassThroughTheSlope) {
  const std::vector<double> slope = {1, 2, 3, 4, 5, 6};
  std::vector<double> d = {1, 1, 2, 2, 3, 3}, d_bias = {100, 200};
  through_slope(slope.data(), 3, 2, d.data(), d_bias.data());
  EXPECT_EQ(d, (std::vector<double>{1, 2, 6, 8, 15, 18}));
  EXPECT_EQ(d_bias, (std::vector<double>{122, 228}));
}

TEST(Multiply, TakesTurnedAndSpacedOperands) {
  const std::vector<double> a = {1, 2, 3, 4, 5, 6};           // (2, 3)
  const std::vector<double> b = {1, 0, 9, 0, 1, 9, 1, 1, 9};  // (3, 2) of rows 3 apart
  std::vector<double> product = {0, 0, 7, 0, 0, 7};           // (2, 2) of rows 3 apart
  const Matrix<const double> left(a.data(), 2, 3), right(b.data(), 3, 2, 3);
  multiply(left, right, Matrix<double>(product.data(), 2, 2, 3));
  EXPECT_EQ(product, (std::vector<double>{4, 5, 7, 10, 11, 7}));
  multiply(left, right, Matrix<double>(product.data(), 2, 2, 3), Into::kAdd);
  EXPECT_EQ(product, (std::vector<double>{8, 10, 7, 20, 22, 7}));

  std::vector<double> turned(9);
  multiply(left.t(), left, Matrix<double>(turned.data(), 3, 3));
  EXPECT_EQ(turned, (std::vector<double>{17, 22, 27, 22, 29, 36, 27, 36, 45}));
}

}  // namespace
}  // namespace cortiscope
