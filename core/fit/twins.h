#pragma once

#include <vector>

#include "core/data/features.h"

namespace cortiscope {

/// Finds twins, one image under two names: images whose tokens are identical in every layer, local
/// and global, or whose names tell the same image of NSD (nsd_number_of in nsd_stimuli.h). A fit
/// must not train on one and be tested on the other.
///
/// Reads the global tokens of the last layer of each image, and all tokens only of the images that
/// agree in those. Tokens are compared by their hashes (file_hash.h).
///
/// @param images  rows of the features, each once
/// @return  for each of them the place (in `images`) of the first of its twins, its own where it
///          has none; empty where no image has one
/// @throws Error  as FeatureSet::read
std::vector<int> find_twins(const FeatureSet& features, const std::vector<int>& images);

/// Some images of a network's features, as rows of them.
struct SomeImages {
  const FeatureSet& features;
  std::vector<int> images;
};

/// Which of the others are twins of a known image. Names alone decide nothing, except those of NSD:
/// two sets of images may both begin with "1.png".
/// @pre both are of one network, with the same layers
/// @return  (others)
/// @throws Error  as FeatureSet::read
std::vector<bool> same_images_as(const SomeImages& known, const SomeImages& others);

/// The same rows, those of twins next to each other. Ascending rows without twins keep their order.
/// @param twins  as find_twins gives them
std::vector<int> with_twins_together(std::vector<int> rows, const std::vector<int>& twins);

/// The rows outside these that have a twin among them, ascending.
/// @param rows   ascending
/// @param twins  as find_twins gives them
std::vector<int> other_twins_of(const std::vector<int>& rows, const std::vector<int>& twins);

/// How many of the rows differ from all rows before them.
/// @param twins  as find_twins gives them
int count_different(const std::vector<int>& rows, const std::vector<int>& twins);

}  // namespace cortiscope
