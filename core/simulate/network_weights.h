#pragma once

#include <string>
#include <vector>

#include "core/base/random.h"
#include "core/data/array.h"

namespace cortiscope {

/// The stem's filters, similar to the first layers of trained networks: Gabor patches of many
/// orientations, frequencies and phases, three quarters of them in black and white, the others in
/// opponent colours; the last eighth colour blobs.
///
/// @return  (count, 3, side, side), each filter of mean 0 but the blobs, and of unit norm
Array<float> stem_filters(int count, int side, Random& random);

/// Random convolutions of the stages: channels mixed at random within a smooth window, with rougher
/// taps added, so that neighbouring positions stay similar and textures still matter.
///
/// @return  (stages, channels, channels, 3, 3)
Array<float> stage_filters(int stages, int channels, Random& random);

/// The position in the trunk that each of twelve layers reads from, 0..11, fractions between two
/// stages.
///
/// @param name  of a synthetic network; those that are not named otherwise read it early to late
std::vector<float> trunk_places(const std::string& name);

}  // namespace cortiscope
