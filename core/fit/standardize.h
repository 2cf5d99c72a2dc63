#pragma once

#include <string>
#include <vector>

#include "core/base/stop_token.h"
#include "core/data/token_scaling.h"

namespace cortiscope {

/// How features are brought to one scale before a fit. A model that reads raw tokens gives an
/// answer that depends on their scale: a layer with larger tokens learns faster and is found more
/// often.
enum class Standardize {
  kLayer,    ///< each layer's local and global tokens apart; channels keep their proportions
  kChannel,  ///< each channel by its own deviation
  kNone,     ///< as published
};

/// "layer", "channel" or "none".
const char* name_of(Standardize how);
/// @throws Error  kBadValue: another name
Standardize parse_standardize(const std::string& name);

/// Measures the tokens of some images, the training images of a fit: per channel, its mean m and
/// deviation d over images and places. A token becomes 4 (token - m) / divisor, for which the
/// learning rates were found. The divisor is d for kChannel; for kLayer max(median of d over the
/// layer's channels, d / 3), so that a single channel a hundred times larger than the others cannot
/// drown them, and channels that hardly vary are not blown up. Constant channels become 0.
///
/// Reads these images once, at most kImagesToStandardize of them, evenly spaced.
/// @return  empty for kNone, or where `stop` asked
TokenScaling measure_tokens(const FeatureSet& features, const std::vector<int>& images,
                            Standardize how, const StopToken& stop = {});

/// A mean over so many images and all places is known to a few hundredths of a deviation.
constexpr int kImagesToStandardize = 2000;

}  // namespace cortiscope
