#pragma once

#include <cstdint>
#include <vector>

#include "core/data/image.h"

namespace cortiscope {

/// A difference hash: what remains of an image that is stored again, resized, or made a little
/// brighter. Of the grey image averaged to 9 x 8 pixels, the bit of each of the 8 x 8 pairs of
/// neighbours in a row is set where the right one is brighter. Plain images differ by nothing and
/// have none set.
///
/// @pre at least one pixel
/// Source: Krawetz, "Kind of Like That" (The Hacker Factor Blog, 2013), dHash.
std::uint64_t difference_hash(const Image& image);

/// Images whose hashes differ in at most so many of the 64 bits nearly repeat each other. Stored
/// again as JPEG, at half the size, or a tenth brighter, a photograph changes in 0 to 2; of
/// unrelated ones about half of the bits differ, and at least 12 of those tried.
constexpr int kMostDifferentBits = 3;

/// Images that nearly repeat one another, directly or through others between them.
///
/// Hashes with fewer than 8 bits set or not set say too little, and those images repeat none.
///
/// @param hashes  (M) as difference_hash
/// @return  (M) for each image the first of those that it nearly repeats, its own place where it
///          repeats none; empty where no image does
std::vector<int> near_duplicates(const std::vector<std::uint64_t>& hashes);

}  // namespace cortiscope
