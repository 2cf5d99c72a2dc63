#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/study/nsd_files.h"

namespace cortiscope {

/// The images that a subject saw, and when.
struct NsdTrials {
  std::vector<std::string> images;          ///< (M) as nsd_image_name (nsd_stimuli.h), ascending
  std::vector<std::vector<int>> trials_of;  ///< (M) of each image one to three, from 0, ascending
  std::vector<int> shared;                  ///< rows of the images that all subjects were shown

  /// How many of these images were seen once, twice and three times.
  /// @param rows  of the images
  std::array<int, 3> repeats(const std::vector<int>& rows) const;
  /// The same of all of them.
  std::array<int, 3> repeats() const;
};

/// The trials that were recorded, by the data set's design (nsd_design.h): images that were to be
/// shown only later are left out.
///
/// @param trial_count  recorded trials
/// @throws Error  kBadValue: an image was shown more than three times; as read_nsd_design
NsdTrials read_nsd_trials(const NsdFiles& files, std::int64_t trial_count);

}  // namespace cortiscope
