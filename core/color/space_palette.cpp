#include "core/color/space_palette.h"

#include <Eigen/Core>
#include <Eigen/LU>
#include <algorithm>
#include <cmath>

namespace cortiscope {
namespace {

using Vec = Eigen::Vector3d;
using Mat = Eigen::Matrix3d;

constexpr double kLightness = 72.6;  // J' of the centre's grey
constexpr double kReach = 30.5;      // a' and b' at the image's edges

/// CIECAM02 under sRGB's viewing conditions: white D65, adapting luminance 64 / pi / 5 cd/m2,
/// background 20, average surround.
struct Viewing {
  Mat cat02, xyz_from_hpe, xyz_from_cat02, srgb_from_xyz;
  Vec adaptation;  // of the three CAT02 channels
  double f_l, n, n_bb, z, white_response;

  static double compress(double v, double f_l) {
    const double power = std::pow(f_l * v / 100, 0.42);
    return 400 * power / (power + 27.13) + 0.1;
  }

  Viewing() {
    cat02 << 0.7328, 0.4296, -0.1624, -0.7036, 1.6975, 0.0061, 0.0030, 0.0136, 0.9834;
    Mat hpe;
    hpe << 0.38971, 0.68898, -0.07868, -0.22981, 1.18340, 0.04641, 0, 0, 1;
    xyz_from_cat02 = cat02.inverse();
    xyz_from_hpe = hpe.inverse();
    srgb_from_xyz << 3.2406, -1.5372, -0.4986, -0.9689, 1.8758, 0.0415, 0.0557, -0.2040, 1.0570;
    const Vec white(95.047, 100, 108.883);
    const double luminance = 64 / M_PI / 5;
    const double k = 1 / (5 * luminance + 1), k4 = std::pow(k, 4);
    f_l = 0.2 * k4 * 5 * luminance + 0.1 * std::pow(1 - k4, 2) * std::cbrt(5 * luminance);
    n = 0.2;
    n_bb = 0.725 * std::pow(1 / n, 0.2);
    z = 1.48 + std::sqrt(n);
    const double degree = 1 - 1 / 3.6 * std::exp((-luminance - 42) / 92);
    const Vec white_cat = cat02 * white;
    adaptation = (100 * degree * white_cat.cwiseInverse()).array() + 1 - degree;
    const Vec white_hpe = hpe * xyz_from_cat02 * adaptation.cwiseProduct(white_cat);
    white_response = n_bb * (2 * compress(white_hpe[0], f_l) + compress(white_hpe[1], f_l) +
                             compress(white_hpe[2], f_l) / 20 - 0.305);
  }
};

double to_srgb(double v) {
  return v > 0.0031308 ? 1.055 * std::pow(v, 1 / 2.4) - 0.055 : 12.92 * v;
}

/// 0..255, clipped. The inverse of CIECAM02 as in its standard (CIE 159:2004), seen from J'a'b'.
Vec srgb_of(double lightness, double a_prime, double b_prime) {
  static const Viewing viewing;
  constexpr double kImpact = 0.69;
  const double j = lightness / (1 - 0.007 * (lightness - 100));
  const double m_prime = std::hypot(a_prime, b_prime), h = std::atan2(b_prime, a_prime);
  const double m = std::expm1(0.0228 * m_prime) / 0.0228;
  const double chroma = m / std::pow(viewing.f_l, 0.25);
  const double t = std::pow(
      chroma / (std::sqrt(j / 100) * std::pow(1.64 - std::pow(0.29, viewing.n), 0.73)), 1 / 0.9);
  const double eccentricity = (std::cos(h + 2) + 3.8) / 4;
  const double response = viewing.white_response * std::pow(j / 100, 1 / (kImpact * viewing.z));
  const double p2 = response / viewing.n_bb + 0.305;
  // a = cos(h) s, b = sin(h) s with s from t (21/20 and the rest are the standard's constants).
  const double p1 = 50000.0 / 13 * viewing.n_bb * eccentricity;
  const double s =
      t <= 0 ? 0 : 23 * p2 * t / (23 * p1 + 11 * t * std::cos(h) + 108 * t * std::sin(h));
  const double a = s * std::cos(h), b = s * std::sin(h);
  const Vec compressed(460 * p2 + 451 * a + 288 * b, 460 * p2 - 891 * a - 261 * b,
                       460 * p2 - 220 * a - 6300 * b);
  Vec hpe;
  for (int i = 0; i < 3; ++i) {
    const double v = compressed[i] / 1403 - 0.1;
    hpe[i] = std::copysign(
        100 / viewing.f_l * std::pow(27.13 * std::abs(v) / (400 - std::abs(v)), 1 / 0.42), v);
  }
  const Vec adapted = viewing.cat02 * viewing.xyz_from_hpe * hpe;
  const Vec xyz = viewing.xyz_from_cat02 * adapted.cwiseQuotient(viewing.adaptation);
  const Vec linear = viewing.srgb_from_xyz * xyz / 100;
  return (255 * linear.unaryExpr(&to_srgb)).cwiseMax(0).cwiseMin(255);
}

/// The published corner of the quadrant that (x, y) lies in.
Vec corner_color(bool right, bool bottom) {
  if (bottom) return right ? Vec(0xFF, 0x5D, 0x00) : Vec(0xFE, 0x2D, 0xFF);
  return right ? Vec(0x04, 0xCF, 0x00) : Vec(0x00, 0xD0, 0xFF);
}

}  // namespace

Rgb8 space_color(float x, float y) {
  const double across = std::clamp(x, -1.0F, 1.0F), down = std::clamp(y, -1.0F, 1.0F);
  Vec color = srgb_of(kLightness, kReach * down, kReach * across);
  // The published corners are up to four units off this plane: correct the difference smoothly.
  const double weight = std::abs(across * down);
  if (weight > 0) {
    const Vec plane =
        srgb_of(kLightness, std::copysign(kReach, down), std::copysign(kReach, across));
    color += weight * (corner_color(across > 0, down > 0) - plane);
  }
  const auto byte = [](double v) { return std::uint8_t(std::clamp(std::lround(v), 0L, 255L)); };
  return {byte(color[0]), byte(color[1]), byte(color[2])};
}

}  // namespace cortiscope
