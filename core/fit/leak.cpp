#include "core/fit/leak.h"

#include "core/metrics/score.h"

namespace cortiscope {

std::string leak_in(const std::vector<float>& r2, const std::vector<float>& noise_ceiling) {
  constexpr double kMostScoreOverCeiling = 1.1;
  if (noise_ceiling.empty()) return {};
  const double score = mean_of_known(r2), ceiling = mean_of_known(noise_ceiling);
  if (!(score > kMostScoreOverCeiling * ceiling)) return {};
  return "the mean test R2 of " + std::to_string(score) + " is above 1.1 times the mean noise " +
         "ceiling of " + std::to_string(ceiling) +
         ": the responses leak (do test images repeat training images, or do the features hold "
         "the responses?)";
}

}  // namespace cortiscope
