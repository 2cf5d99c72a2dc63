#include "core/color/underlay.h"

#include <cmath>
#include <utility>

namespace cortiscope {
namespace {

/// The position of the curvature between a gyrus (0) and a sulcus (1); most of the cortex is near
/// either.
float sulcus(float curvature) {
  return std::isfinite(curvature) ? 0.5F + 0.5F * std::tanh(10 * curvature) : 0.5F;
}

/// Of gyri, and of the deepest sulci.
std::pair<int, int> greys_of(Underlay underlay, Ground ground) {
  if (underlay == Underlay::kContrast) {
    return ground == Ground::kLight ? std::pair(206, 136) : std::pair(150, 92);
  }
  // On paper no layer's colour is a grey lighter than coolwarm's middle, 221.
  return ground == Ground::kLight ? std::pair(246, 230) : std::pair(86, 64);
}

}  // namespace

std::vector<Rgb8> curvature_colors(const HemisphereCortex& hemisphere, Underlay underlay,
                                   Ground ground) {
  const auto [gyrus, deepest] = greys_of(underlay, ground);
  std::vector<Rgb8> colors(std::size_t(hemisphere.vertex_count()));
  for (std::size_t v = 0; v < colors.size(); ++v) {
    const float part = v < hemisphere.curvature.size() ? sulcus(hemisphere.curvature[v]) : 0.5F;
    const auto grey = std::uint8_t(std::lround(float(gyrus) + part * float(deepest - gyrus)));
    colors[v] = {grey, grey, grey};
  }
  return colors;
}

}  // namespace cortiscope
