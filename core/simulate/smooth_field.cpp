#include "core/simulate/smooth_field.h"

#include <cmath>

namespace cortiscope {

SmoothField::SmoothField(int count, float length_mm, Random& random) {
  constexpr int kWaves = 64;
  constexpr double kPi = 3.14159265358979323846;
  waves_.resize(kWaves, 3);
  phases_.resize(kWaves);
  amplitudes_.resize(count, kWaves);
  for (int k = 0; k < kWaves; ++k) {
    for (int axis = 0; axis < 3; ++axis) waves_(k, axis) = float(random.normal()) / length_mm;
    phases_[k] = float(random.uniform(0, 2 * kPi));
  }
  const float deviation = std::sqrt(2.0F / kWaves);
  for (int i = 0; i < count; ++i) {
    for (int k = 0; k < kWaves; ++k) amplitudes_(i, k) = deviation * float(random.normal());
  }
}

Eigen::VectorXf SmoothField::at(const Eigen::Vector3f& place_mm) const {
  return amplitudes_ * ((waves_ * place_mm + phases_).array().sin().matrix());
}

}  // namespace cortiscope
