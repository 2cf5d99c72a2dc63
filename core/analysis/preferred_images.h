#pragma once

#include <functional>
#include <vector>

#include "core/base/stop_token.h"
#include "core/data/fit_result.h"
#include "core/fit/encoding_data.h"

namespace cortiscope {

/// The responses of some vertices, a vertex, an ROI or a cluster, to images: their means.
struct Preference {
  std::vector<int> images;       ///< (M) rows of the features' images
  std::vector<float> predicted;  ///< (M) in the fit's scaled units
  std::vector<float> measured;   ///< (M) likewise
  /// Places in these arrays, by predicted response: the largest first, and the least first.
  std::vector<int> most, least;
};

/// The places of the largest values, the largest first; of equal ones the first.
std::vector<int> places_of_largest(const std::vector<float>& values, int count);
/// The places of the least, the least first; of equal ones the last.
std::vector<int> places_of_least(const std::vector<float>& values, int count);

/// The fit's test images, which it was not fitted on.
///
/// @param data      the subject and features of the fit
/// @param vertices  rows of the fit's arrays, at least one
/// @param count     how many of the most and least; fewer where there are fewer images
/// @param on_progress  called with the share of images done, 0 to 1
/// @return  what was done where `stop` asked
/// @throws Error  as align_tokens(); kBadValue: the fit's images have no responses
Preference preference_of(const FitResult& fit, const EncodingData& data,
                         const std::vector<int>& vertices, int count, const StopToken& stop = {},
                         const std::function<void(double)>& on_progress = {});

}  // namespace cortiscope
