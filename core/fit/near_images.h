#pragma once

#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/fit/encoding_data.h"
#include "core/fit/split.h"

namespace cortiscope {

/// Images that nearly repeat one another, by the difference hashes that their features record
/// (image_hash.h): a crop, a copy of less quality. Unlike twins (twins.h) they are only reported,
/// for a hash may be wrong.
///
/// @param images  rows of the features
/// @return  as near_duplicates; empty where the features record no hashes
std::vector<int> find_near_images(const FeatureInfo& features, const std::vector<int>& images);

/// A sentence on those that are no twins, with some of their names; empty where there are none.
std::string concern_about_near_images(const EncodingData& data);

/// A sentence on the test images that nearly repeat one of the training or validation, with some of
/// their names: what a fit records (Provenance::near_images). Empty where there are none.
std::string near_images_across(const Split& split, const EncodingData& data);

}  // namespace cortiscope
