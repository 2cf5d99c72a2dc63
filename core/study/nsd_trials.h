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

  /// How many images were seen once, twice and three times.
  std::array<int, 3> repeats() const;
};

/// Reads nsd_stim_info_merged.csv as far as the trials were recorded: images that were to be shown
/// only later are left out.
///
/// @param trial_count  recorded trials
/// @throws Error  kBadValue: a trial without an image or of two, or a field that is no number; the
///                subject's name is not of NSD; as read_csv_columns
NsdTrials read_nsd_trials(const NsdFiles& files, std::int64_t trial_count);

}  // namespace cortiscope
