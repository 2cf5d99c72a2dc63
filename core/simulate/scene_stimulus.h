#pragma once

#include "core/base/random.h"
#include "core/data/image.h"

namespace cortiscope {

/// Draws a made-up scene: a background of several textured fields (gratings, checks, blobs, plain)
/// with objects of different categories (faces, bodies, houses, words, plain shapes) at random
/// positions and sizes. The same state of `random` draws the same scene.
///
/// @param size  width and height in pixels
Image draw_scene(int size, Random& random);

/// A random square cut out of a photograph, 40 to 100 % of its shorter side wide, mirrored half of
/// the time, averaged down to the size asked for.
///
/// @param size  width and height in pixels; where larger than the cut-out, pixels repeat
Image crop_photograph(const Image& photograph, int size, Random& random);

}  // namespace cortiscope
