#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "core/data/features.h"

namespace cortiscope {

/// Features that another program wrote.
struct OtherFeatures {
  std::string program;  ///< "thingsvision", "Net2Brain"
  std::shared_ptr<const FeatureSet> features;
  std::string concern;  ///< a sentence on layers without local tokens; empty where all have some
};

/// Opens the features that a path holds, if they are of a program that we know; absent where it is
/// something else.
/// @throws Error  as open_thingsvision and open_net2brain
std::optional<OtherFeatures> open_other_features(const std::filesystem::path& path);

}  // namespace cortiscope
