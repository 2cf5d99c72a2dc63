#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/data/subject.h"

namespace cortiscope {

/// A subject's responses beside a network's features of the same images.
struct EncodingData {
  Subject subject;
  std::shared_ptr<const FeatureSet> features;
  std::vector<int> images;  ///< (M) row of features.info().images for each row of responses
  Array<float> responses;   ///< (M, N), z-scored per vertex over the M images; 0 where constant
  std::string file_hashes;  ///< of the files it was read from, as text; empty where from none
};

/// Pairs responses with features by image name. Images that only the features have are left out.
///
/// @throws Error  kNotFound: an image with responses has no features
EncodingData pair(Recording recording, std::shared_ptr<const FeatureSet> features);

/// Which rows of an EncodingData are for what. Disjoint, together all.
struct Split {
  std::vector<int> training, validation, test;
};

/// Shuffles 0..image_count-1 by seed and cuts it; the parts come back ascending.
///
/// @param validation, test  fractions of all images, each at least one image
/// @throws Error  kBadValue: too few images to give each part one
Split split_images(int image_count, double validation, double test, std::uint64_t seed);

}  // namespace cortiscope
