#pragma once

#include <cstdint>
#include <vector>

#include "core/fit/encoding_data.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// Fits with fewer test images are refused: their scores and their evidence say nothing.
constexpr int kLeastTestImages = 10;
/// With fewer test images scores are coarse: warned of (data_check.h).
constexpr int kManyTestImages = 50;

/// The rows of an EncodingData used for training, validation and test: disjoint, together all rows
/// but those that split_beside() leaves out.
struct Split {
  std::vector<int> training, validation, test;
};

/// The split of a fit: the study's own test images where it names some, whatever
/// FitOptions::test says; else split_images().
/// @throws Error  kBadValue: as split_images, or fewer than kLeastTestImages different test images
Split split_of(const EncodingData& data, const FitOptions& options);

/// How many images validate and test a fit, before it is known which are twins.
struct SplitSizes {
  int validation = 0, test = 0;
};
SplitSizes split_sizes(const EncodingData& data, const FitOptions& options);

/// Shuffles 0..image_count-1 by seed and deals them out: validation and test have as many as asked
/// for, training the rest. Twins go into one part; where validation or test has no room for all of
/// them, the next part gets them. Each part is sorted in ascending order.
///
/// @param validation, test  fractions of all images, each at least one image
/// @param twins             as find_twins gives them; without twins only the seed decides
/// @throws Error  kBadValue: too few images to give each part one
Split split_images(int image_count, double validation, double test, std::uint64_t seed,
                   const std::vector<int>& twins = {});

/// The same where the test images are given: the others are dealt out by seed, `validation` being a
/// fraction of them. Others that are twins of a test image are in no part.
///
/// @param test  rows, ascending
Split split_beside(std::vector<int> test, int image_count, double validation, std::uint64_t seed,
                   const std::vector<int>& twins = {});

}  // namespace cortiscope
