#include "core/color/overlay_colors.h"

#include <algorithm>
#include <cassert>
#include <cmath>

#include "core/color/palette.h"

namespace cortiscope {
namespace {

constexpr double kLowShare = 0.02, kHighShare = 0.98;
constexpr std::size_t kLeastForPercentiles = 100;  // of fewer values none is an outlier
constexpr float kLeastSide = 0.1F;                 // of the larger side, for both signs to matter

/// The value below which a share of sorted ones lie, interpolated between two of them.
float percentile(const std::vector<float>& sorted, double share) {
  const double place = share * double(sorted.size() - 1);
  const auto below = std::size_t(place);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  const double part = place - double(below);
  return float((1 - part) * double(sorted[below]) + part * double(sorted[above]));
}

/// The finite values, ascending; without zeros where these are more than half.
std::vector<float> sorted_values(const std::array<std::vector<float>, 2>& values) {
  std::vector<float> sorted;
  for (const auto& hemisphere : values) {
    for (const float v : hemisphere) {
      if (std::isfinite(v)) sorted.push_back(v);
    }
  }
  const auto zeros = std::size_t(std::count(sorted.begin(), sorted.end(), 0.0F));
  if (2 * zeros > sorted.size() && zeros < sorted.size()) {
    sorted.erase(std::remove(sorted.begin(), sorted.end(), 0.0F), sorted.end());
  }
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

bool has_both_signs(ColorRange range) {
  return range.low < 0 && range.high > 0 &&
         std::min(-range.low, range.high) >= kLeastSide * std::max(-range.low, range.high);
}

template <class ColorOf>
std::array<std::vector<Rgb8>, 2> painted(const std::array<std::vector<float>, 2>& values,
                                         const Cortex& cortex, Ground ground, ColorOf&& color_of) {
  std::array<std::vector<Rgb8>, 2> colors;
  for (const Hemisphere h : kHemispheres) {
    colors[h] = curvature_colors(cortex[h], Underlay::kFaint, ground);
    assert(values[h].empty() || values[h].size() == colors[h].size());
    const MapColors over = colors_where_finite(
        values[h], 1, [&](std::size_t v) -> std::optional<Rgb8> { return color_of(values[h][v]); });
    for (std::size_t v = 0; v < over.size(); ++v) {
      if (over[v]) colors[h][v] = *over[v];
    }
  }
  return colors;
}

}  // namespace

std::optional<Rgb8> OverlayScale::color(float value) const {
  if (std::abs(value) < threshold) return std::nullopt;
  if (is_centred) {
    const float reach = std::max(-range.low, range.high);
    return palette.color(0.5F + 0.5F * std::clamp(value, range.low, range.high) / reach);
  }
  return palette.color(range.high > range.low ? range.share(value) : 0.5F);
}

OverlayScale scale_of(const std::array<std::vector<float>, 2>& values, const OverlayStyle& style,
                      std::optional<ColorRange> range) {
  OverlayScale scale;
  scale.threshold = style.threshold;
  const std::vector<float> sorted = sorted_values(values);
  scale.is_empty = sorted.empty();
  const ColorRange whole =
      sorted.empty() ? ColorRange{0, 0} : ColorRange{sorted.front(), sorted.back()};
  scale.range = whole;
  if (sorted.size() >= kLeastForPercentiles) {
    const ColorRange most = {percentile(sorted, kLowShare), percentile(sorted, kHighShare)};
    scale.is_percentiles = most.low < most.high;
    if (scale.is_percentiles) scale.range = most;
  }
  const bool diverges = has_both_signs(scale.range);
  if (diverges) {
    scale.range.high = std::max(-scale.range.low, scale.range.high);
    scale.range.low = -scale.range.high;
  }
  if (range) {
    scale.range = *range;
    scale.is_percentiles = false;
  }
  scale.leaves_out = whole.low < scale.range.low || whole.high > scale.range.high;
  scale.is_percentiles = scale.is_percentiles && scale.leaves_out;
  const bool is_signed = range ? has_both_signs(*range) : diverges;
  scale.palette = !style.colors.empty()    ? palette_through(style.colors)
                  : !style.palette.empty() ? number_palette(style.palette)
                                           : number_palette(is_signed ? "RdBu" : "viridis");
  scale.is_centred = scale.palette.is_diverging && scale.range.low < 0 && scale.range.high > 0;
  return scale;
}

std::array<std::vector<Rgb8>, 2> overlay_colors(const std::array<std::vector<float>, 2>& values,
                                                const OverlayScale& scale, const Cortex& cortex,
                                                Ground ground) {
  return painted(values, cortex, ground, [&](float value) { return scale.color(value); });
}

std::array<std::vector<Rgb8>, 2> label_colors(const std::array<std::vector<float>, 2>& values,
                                              const std::vector<std::optional<Rgb8>>& colors,
                                              const Cortex& cortex, Ground ground) {
  return painted(values, cortex, ground, [&](float value) { return colors[std::size_t(value)]; });
}

}  // namespace cortiscope
