#pragma once

#include <vector>

#include "core/data/features.h"

namespace cortiscope {

/// Finds twins: images whose tokens are identical in every layer, local and global, such as one
/// image under two names. A fit must not train on one and be tested on the other.
///
/// Reads the global tokens of the last layer of each image, and all tokens only of the images that
/// agree in those. Tokens are compared by their hashes (file_hash.h).
///
/// @param images  rows of the features, each once
/// @return  for each of them the place (in `images`) of the first with the same tokens, its own
///          where it has no twin; empty where no image has one
/// @throws Error  as FeatureSet::read
std::vector<int> find_twins(const FeatureSet& features, const std::vector<int>& images);

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
