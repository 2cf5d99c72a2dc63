#pragma once

#include <filesystem>
#include <memory>

#include "core/data/features.h"

namespace cortiscope {

/// Opens a features file of ours, or features of another program (other_features.h), and reads as
/// many of its images into memory as `cache_gb` GB hold as float32: all of them, some, or none.
/// Which ones does not matter, because fits read them shuffled.
/// @throws Error  as FeaturesFile and open_other_features
std::shared_ptr<const FeatureSet> open_features(const std::filesystem::path& path, double cache_gb);

}  // namespace cortiscope
