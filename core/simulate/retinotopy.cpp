#include "core/simulate/retinotopy.h"

#include <cmath>
#include <complex>

namespace cortiscope {
namespace {

constexpr float kPi = 3.14159265F;
constexpr float kQuarter = kPi / 2;

// The dipole.
constexpr float kMagnificationMm = 20;
constexpr float kFovealPoleDeg = 1;
constexpr float kPeripheralPoleDeg = 90;

// How much of a wedge one radian of polar angle takes in each area.
constexpr float kShearV1 = 0.6F;
constexpr float kShearV2 = 0.36F;
constexpr float kShearV3 = 0.33F;
constexpr float kShearHemifield = 0.3F;

constexpr float kEndOfV1 = kShearV1 * kQuarter;
constexpr float kEndOfV2 = kEndOfV1 + kShearV2 * kQuarter;
constexpr float kEndOfV3 = kEndOfV2 + kShearV3 * kQuarter;
constexpr float kEndOfHemifield = kEndOfV3 + kShearHemifield * kPi;

// Far away the dipole map repeats and reverses; the areas end before that.
constexpr float kLateralEndMm = -14;
constexpr float kAnteriorEndMm = 60;

}  // namespace

RetinotopicPlace retinotopic_place(const Eigen::Vector2f& place_mm) {
  const std::complex<float> w(place_mm.x() / kMagnificationMm, place_mm.y() / kMagnificationMm);
  const std::complex<float> ratio = std::exp(w) * (kFovealPoleDeg / kPeripheralPoleDeg);
  const std::complex<float> z = (kPeripheralPoleDeg * ratio - kFovealPoleDeg) / (1.0F - ratio);

  RetinotopicPlace seen{RetinotopicArea::kBeyond, std::abs(z), 0};
  const bool is_within_model =
      std::abs(w.imag()) < kPi && place_mm.x() > kLateralEndMm && place_mm.x() < kAnteriorEndMm;
  const float wedge = std::abs(std::arg(z));
  const bool is_dorsal = std::arg(z) > 0;
  float lower;  // the polar angle as if the position were dorsal
  if (wedge <= kEndOfV1) {
    seen.area = RetinotopicArea::kV1;
    lower = wedge / kShearV1;
  } else if (wedge <= kEndOfV2) {
    seen.area = RetinotopicArea::kV2;
    lower = (kEndOfV2 - wedge) / kShearV2;
  } else if (wedge <= kEndOfV3) {
    seen.area = RetinotopicArea::kV3;
    lower = (wedge - kEndOfV2) / kShearV3;
  } else {
    if (wedge <= kEndOfHemifield) {
      seen.area = is_dorsal ? RetinotopicArea::kV3A : RetinotopicArea::kHV4;
    }
    lower = std::fmax(-kQuarter, kQuarter - (wedge - kEndOfV3) / kShearHemifield);
  }
  seen.angle_rad = is_dorsal ? lower : -lower;
  if (!is_within_model || seen.eccentricity_deg > kLargestEccentricityDeg)
    seen.area = RetinotopicArea::kBeyond;
  return seen;
}

Eigen::Vector2f place_in_v1_mm(float eccentricity_deg, float angle_rad) {
  const std::complex<float> z = std::polar(eccentricity_deg, angle_rad * kShearV1);
  const std::complex<float> w =
      kMagnificationMm * (std::log((z + kFovealPoleDeg) / (z + kPeripheralPoleDeg)) -
                          std::log(kFovealPoleDeg / kPeripheralPoleDeg));
  return {w.real(), w.imag()};
}

std::vector<Eigen::Vector2f> v1_outline() {
  constexpr int kSteps = 40;
  std::vector<Eigen::Vector2f> outline;
  // Evenly in log eccentricity along the two vertical meridians, evenly in angle at the far end.
  const float end = std::log(1 + kLargestEccentricityDeg / kFovealPoleDeg);
  const auto eccentricity = [&](int i) {
    return kFovealPoleDeg * (std::exp(end * float(i) / kSteps) - 1);
  };
  for (int i = 0; i < kSteps; ++i) outline.push_back(place_in_v1_mm(eccentricity(i), -kQuarter));
  for (int i = 0; i < kSteps; ++i) {
    outline.push_back(
        place_in_v1_mm(kLargestEccentricityDeg, kQuarter * (2 * float(i) / kSteps - 1)));
  }
  for (int i = kSteps; i > 0; --i) outline.push_back(place_in_v1_mm(eccentricity(i), kQuarter));
  return outline;
}

}  // namespace cortiscope
