#pragma once

#include <array>
#include <functional>
#include <string>
#include <vector>

#include "core/data/image.h"

namespace cortiscope {

// Colours of numbers. All palettes of t clamp it to [0, 1]. NaN has no colour: vertices without
// data show the underlay (map_colors.h).

Rgb8 coolwarm(float t);  ///< blue, light grey, red
Rgb8 pu_or(float t);     ///< brown and orange, white, purple
Rgb8 red_blue(float t);  ///< blue, white, red; for differences
Rgb8 reds(float t);      ///< near white to dark red
Rgb8 greys(float t);     ///< white to black
Rgb8 inferno(float t);   ///< black, purple, orange, pale yellow
Rgb8 viridis(float t);   ///< purple, green, yellow
/// The hues around, t = 0 and 1 red; for directions, as the field paints polar angle.
Rgb8 hue_wheel(float t);
Rgb8 tab20(int category);  ///< twenty distinct colours, then again. @pre category >= 0

/// Twenty colours that stay distinct without red, green or blue cones, then again: the seven of
/// Okabe and Ito, and thirteen chosen to be far from all others in CAM02-UCS as each kind of colour
/// vision sees them (tests/peers/category_colors.py). @pre category >= 0
Rgb8 safe20(int category);

/// The colour of layer 1..L at a confidence in 0..1, as the layer map and its legend show it:
/// coolwarm along the layers, darkened by uncertainty e = 1 - confidence: times
/// clamp(1 - e^3 + 0.2, 0, 1).
Rgb8 layer_color(int layer, int layer_count, float confidence);

/// A difference, white at 0 by construction: -limit is blue, limit red. @pre limit > 0
Rgb8 difference_color(float difference, float limit);

/// The colour scaled towards black; 1 leaves it, 0 is black.
Rgb8 times_brightness(Rgb8 color, float brightness);

/// A palette for numbers, chosen by name or given by its colours.
struct NumberPalette {
  std::string name;                  ///< as in palettes(); empty of given colours
  std::function<Rgb8(float)> color;  ///< from 0 to 1
  bool is_diverging = false;         ///< its middle means nothing, or zero
};

/// Those that can be chosen by name.
const std::vector<NumberPalette>& number_palettes();

/// "coolwarm, PuOr or viridis": their names.
std::string number_palette_names();

/// Upper and lower case are the same.
/// @throws Error  kBadValue: there is no such palette; lists them
const NumberPalette& number_palette(const std::string& name);

/// From the first colour to the last, in equal steps, blended between. @pre at least one
NumberPalette palette_through(std::vector<Rgb8> colors);

/// Describes a palette and its uses; the help and figure captions print it.
struct PaletteInfo {
  const char* name;
  const char* source;
  const char* licence;
  const char* safe_for;  ///< kinds of colour vision, and print
};

/// All palettes, the space map's included.
const std::array<PaletteInfo, 11>& palettes();

}  // namespace cortiscope
