#include "core/color/palette.h"

#include <algorithm>
#include <cassert>
#include <cctype>
#include <cmath>
#include <utility>

#include "core/base/error.h"
#include "core/color/palette_tables.h"

namespace cortiscope {
namespace {

using Anchor = unsigned;  // 0xrrggbb

constexpr Anchor kPuOr[] = {0x7f3b08, 0xb35806, 0xe08214, 0xfdb863, 0xfee0b6, 0xf7f7f7,
                            0xd8daeb, 0xb2abd2, 0x8073ac, 0x542788, 0x2d004b};
constexpr Anchor kRedBlue[] = {0x053061, 0x2166ac, 0x4393c3, 0x92c5de, 0xd1e5f0, 0xf7f7f7,
                               0xfddbc7, 0xf4a582, 0xd6604d, 0xb2182b, 0x67001f};
constexpr Anchor kReds[] = {0xfff5f0, 0xfee0d2, 0xfcbba1, 0xfc9272, 0xfb6a4a,
                            0xef3b2c, 0xcb181d, 0xa50f15, 0x67000d};
constexpr Anchor kGreys[] = {0xffffff, 0xf0f0f0, 0xd9d9d9, 0xbdbdbd, 0x969696,
                             0x737373, 0x525252, 0x252525, 0x000000};
constexpr Anchor kTab20[] = {0x1f77b4, 0xaec7e8, 0xff7f0e, 0xffbb78, 0x2ca02c, 0x98df8a, 0xd62728,
                             0xff9896, 0x9467bd, 0xc5b0d5, 0x8c564b, 0xc49c94, 0xe377c2, 0xf7b6d2,
                             0x7f7f7f, 0xc7c7c7, 0xbcbd22, 0xdbdb8d, 0x17becf, 0x9edae5};
constexpr Anchor kSafe20[] = {0x0072b2, 0xe69f00, 0x009e73, 0xd55e00, 0x56b4e9, 0xcc79a7, 0xf0e442,
                              0x770022, 0xbbeecc, 0x553355, 0x1133aa, 0xaa0000, 0xbbbb88, 0x885577,
                              0x66ffff, 0xaa6644, 0x9977ff, 0x4422ff, 0xddaabb, 0x005544};

Rgb8 rgb(Anchor hex) {
  return {std::uint8_t(hex >> 16), std::uint8_t(hex >> 8 & 255), std::uint8_t(hex & 255)};
}

std::uint8_t byte(double value) { return std::uint8_t(std::clamp(std::lround(value), 0L, 255L)); }

/// Straight lines in sRGB between evenly spaced colours, as ColorBrewer's users do.
template <std::size_t Count>
Rgb8 between(const Anchor (&anchors)[Count], float t) {
  const double place = std::clamp(double(t), 0.0, 1.0) * (Count - 1);
  const std::size_t below = std::min(std::size_t(place), Count - 2);
  const double part = place - double(below);
  const Rgb8 a = rgb(anchors[below]), b = rgb(anchors[below + 1]);
  return {byte(a.r + part * (b.r - a.r)), byte(a.g + part * (b.g - a.g)),
          byte(a.b + part * (b.b - a.b))};
}

int digit(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

Rgb8 from_table(const char* table, float t) {
  const char* entry = table + 6 * std::min(255, int(std::clamp(t, 0.0F, 1.0F) * 256));
  const auto channel = [&](int i) {
    return std::uint8_t(16 * digit(entry[2 * i]) + digit(entry[2 * i + 1]));
  };
  return {channel(0), channel(1), channel(2)};
}

struct Lab {
  double lightness, a, b;
};

double to_linear(double v) { return v > 0.04045 ? std::pow((v + 0.055) / 1.055, 2.4) : v / 12.92; }
double to_srgb(double v) {
  return v > 0.0031308 ? 1.055 * std::pow(v, 1 / 2.4) - 0.055 : 12.92 * v;
}

Rgb8 rgb_of(const Lab& lab) {
  const double fy = (lab.lightness + 16) / 116, fx = fy + lab.a / 500, fz = fy - lab.b / 200;
  const auto undo = [](double f) {
    return f > 6.0 / 29 ? f * f * f : 3 * 36.0 / 841 * (f - 4.0 / 29);
  };
  const double x = 0.95047 * undo(fx), y = undo(fy), z = 1.08883 * undo(fz);
  return {byte(255 * to_srgb(3.2404542 * x - 1.5371385 * y - 0.4985314 * z)),
          byte(255 * to_srgb(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z)),
          byte(255 * to_srgb(0.0556434 * x - 0.2040259 * y + 1.0572252 * z))};
}

Lab lab_of(Rgb8 color) {
  const double r = to_linear(color.r / 255.0), g = to_linear(color.g / 255.0),
               b = to_linear(color.b / 255.0);
  const auto curve = [](double v) {
    return v > 216.0 / 24389 ? std::cbrt(v) : v * 841 / 108 + 4.0 / 29;
  };
  const double fx = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const double fy = curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  const double fz = curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
  return {116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)};
}

/// Moreland's polar form of Lab: length, angle from the grey axis, hue.
struct Msh {
  double length, saturation, hue;
};

Msh msh_of(Rgb8 color) {
  const Lab lab = lab_of(color);
  const double length = std::hypot(lab.lightness, lab.a, lab.b);
  return {length, std::acos(lab.lightness / length), std::atan2(lab.b, lab.a)};
}

/// The hue of the interpolation path from a grey to `color` that makes the path look straight.
double adjusted_hue(const Msh& color, double grey_length) {
  const double spin = color.saturation *
                      std::sqrt(grey_length * grey_length - color.length * color.length) /
                      (color.length * std::sin(color.saturation));
  return color.hue > -M_PI / 3 ? color.hue + spin : color.hue - spin;
}

}  // namespace

/// Source: Moreland, "Diverging Color Maps for Scientific Visualization" (ISVC 2009), from
/// (59, 76, 192) by a grey of length 88 to (180, 4, 38).
Rgb8 coolwarm(float t) {
  constexpr double kGreyLength = 88;
  const double place = std::clamp(double(t), 0.0, 1.0);
  const Msh end = msh_of(place < 0.5 ? Rgb8{59, 76, 192} : Rgb8{180, 4, 38});
  const double part = std::abs(2 * place - 1);  // 0 grey, 1 the end
  const double grey_hue = adjusted_hue(end, kGreyLength);
  const double length = kGreyLength + part * (end.length - kGreyLength);
  const double saturation = part * end.saturation;
  const double hue = grey_hue + part * (end.hue - grey_hue);
  return rgb_of({length * std::cos(saturation), length * std::sin(saturation) * std::cos(hue),
                 length * std::sin(saturation) * std::sin(hue)});
}

Rgb8 pu_or(float t) { return between(kPuOr, t); }
Rgb8 red_blue(float t) { return between(kRedBlue, t); }
Rgb8 reds(float t) { return between(kReds, t); }
Rgb8 greys(float t) { return between(kGreys, t); }
Rgb8 inferno(float t) { return from_table(kInfernoTable, t); }
Rgb8 viridis(float t) { return from_table(kViridisTable, t); }

/// Source: Smith, "Color Gamut Transform Pairs" (SIGGRAPH 1978), a little paler and darker than its
/// full colours, which outshine all else on a page.
Rgb8 hue_wheel(float t) {
  constexpr double kSaturation = 0.85, kValue = 0.95;
  const double hue = 6 * (double(t) - std::floor(double(t)));
  const auto channel = [&](double offset) {
    const double k = std::fmod(offset + hue, 6.0);
    const double share = std::clamp(std::min(k, 4 - k), 0.0, 1.0);
    return byte(255 * kValue * (1 - kSaturation * share));
  };
  return {channel(5), channel(3), channel(1)};
}

Rgb8 tab20(int category) {
  assert(category >= 0);
  return rgb(kTab20[category % 20]);
}

Rgb8 safe20(int category) {
  assert(category >= 0);
  return rgb(kSafe20[category % 20]);
}

Rgb8 difference_color(float difference, float limit) {
  assert(limit > 0);
  return red_blue(0.5F + 0.5F * difference / limit);
}

Rgb8 times_brightness(Rgb8 color, float brightness) {
  return {byte(color.r * double(brightness)), byte(color.g * double(brightness)),
          byte(color.b * double(brightness))};
}

Rgb8 layer_color(int layer, int layer_count, float confidence) {
  const float share = layer_count > 1 ? float(layer - 1) / float(layer_count - 1) : 0.0F;
  const float uncertainty = 1 - confidence;
  const float brightness = 1 - uncertainty * uncertainty * uncertainty + 0.2F;
  return times_brightness(coolwarm(share), std::clamp(brightness, 0.0F, 1.0F));
}

const std::vector<NumberPalette>& number_palettes() {
  static const std::vector<NumberPalette> kAll = {{"viridis", &viridis},
                                                  {"inferno", &inferno},
                                                  {"Reds", &reds},
                                                  {"Greys", &greys},
                                                  {"RdBu", &red_blue, true},
                                                  {"PuOr", &pu_or, true},
                                                  {"coolwarm", &coolwarm, true}};
  return kAll;
}

std::string number_palette_names() {
  std::string names;
  const std::vector<NumberPalette>& all = number_palettes();
  for (std::size_t i = 0; i < all.size(); ++i) {
    names += (i == 0 ? "" : i + 1 < all.size() ? ", " : " or ") + all[i].name;
  }
  return names;
}

const NumberPalette& number_palette(const std::string& name) {
  const auto lower = [](std::string text) {
    for (char& c : text) c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
  };
  for (const NumberPalette& palette : number_palettes()) {
    if (lower(palette.name) == lower(name)) return palette;
  }
  throw option_error(ErrorKind::kBadValue, "palette",
                     "expected " + number_palette_names() + ", found " + in_quotes(name));
}

NumberPalette palette_through(std::vector<Rgb8> colors) {
  assert(!colors.empty());
  return {"", [colors = std::move(colors)](float t) {
            const float place = std::clamp(t, 0.0F, 1.0F) * float(colors.size() - 1);
            const auto first = std::min(std::size_t(place), colors.size() - 1);
            const Rgb8 a = colors[first], b = colors[std::min(first + 1, colors.size() - 1)];
            const float part = place - float(first);
            const auto mix = [part](std::uint8_t x, std::uint8_t y) {
              return std::uint8_t(std::lround(float(x) + part * (float(y) - float(x))));
            };
            return Rgb8{mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b)};
          }};
}

const std::array<PaletteInfo, 11>& palettes() {
  static constexpr const char* kBrewer = "ColorBrewer 2.0, Cynthia Brewer";
  static constexpr const char* kBrewerLicence = "Apache-2.0-style";
  static constexpr std::array<PaletteInfo, 11> kPalettes = {{
      {"coolwarm", "Moreland 2009, Diverging Color Maps for Scientific Visualization",
       "published formula", "all common colour vision; not for grey print"},
      {"space", "constant-lightness plane of CAM02-UCS (Luo, Cui and Li 2006)", "published formula",
       "full colour vision only: hue alone carries the place"},
      {"PuOr", kBrewer, kBrewerLicence, "all common colour vision; not for grey print"},
      {"RdBu", kBrewer, kBrewerLicence, "all common colour vision; not for grey print"},
      {"Reds", kBrewer, kBrewerLicence, "all colour vision and grey print"},
      {"Greys", kBrewer, kBrewerLicence, "all colour vision and grey print"},
      {"inferno", "matplotlib, Smith and van der Walt", "CC0", "all colour vision and grey print"},
      {"viridis", "matplotlib, Smith and van der Walt", "CC0", "all colour vision and grey print"},
      {"hue wheel", "Smith 1978, Color Gamut Transform Pairs", "published formula",
       "full colour vision only; the space map tells the same directions"},
      {"tab20", "Tableau 20 by way of matplotlib", "colour values only",
       "full colour vision; neighbours in pairs of one hue"},
      {"safe20", "Okabe and Ito 2008, Color Universal Design, and thirteen more of our own",
       "colour values only", "all common colour vision; not for grey print"},
  }};
  return kPalettes;
}

}  // namespace cortiscope
