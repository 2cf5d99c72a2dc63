#pragma once

#include "core/data/image.h"

namespace cortiscope {

/// The colour of a receptive field's position in the image.
///
/// A plane of constant lightness in CAM02-UCS, clipped to sRGB, with its four corners set exactly:
/// top left #00D0FF, top right #04CF00, bottom left #FE2DFF, bottom right #FF5D00, centre #ADAAA9.
///
/// @param x  -1 left edge .. 1 right edge of the image; clamped
/// @param y  -1 top edge .. 1 bottom edge; clamped
///
/// Source: Luo, Cui and Li, "Uniform colour spaces based on CIECAM02 colour appearance model"
/// (Color Research and Application 31, 2006); viewing conditions those of sRGB.
Rgb8 space_color(float x, float y);

}  // namespace cortiscope
