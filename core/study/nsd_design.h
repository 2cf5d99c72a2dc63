#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "core/study/nsd_files.h"

namespace cortiscope {

/// What one subject of NSD was shown, trial by trial, and which images all eight were shown. Images
/// are places in nsd_stimuli.hdf5, from 0.
struct NsdDesign {
  std::vector<int> image_of;  ///< (trials), from the first
  std::set<int> shared;       ///< "shared1000"
};

/// Reads nsd_stim_info_merged.csv and nsd_expdesign.mat, or the one of them that is there, as far
/// as the trials were recorded.
///
/// @param trial_count  recorded trials
/// @throws Error  kNotFound: neither is there; kBadValue: a trial without an image or of two, a
///                field that is no number of an image or a trial, the two files disagree, or the
///                subject's name is not of NSD; also as read_csv_columns and read_mat_matrices
NsdDesign read_nsd_design(const NsdFiles& files, std::int64_t trial_count);

/// One of the two files. @throws Error  as read_nsd_design
NsdDesign read_nsd_design_csv(const NsdFiles& files, std::int64_t trial_count);
NsdDesign read_nsd_design_mat(const NsdFiles& files, std::int64_t trial_count);

}  // namespace cortiscope
