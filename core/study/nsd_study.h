#pragma once

#include <array>
#include <functional>
#include <vector>

#include "core/study/nsd_files.h"
#include "core/study/study_source.h"

namespace cortiscope {

/// Which images of NSD are the recording's test set.
enum class NsdTestSet {
  kNone,    ///< a fit chooses
  kShared,  ///< those that all eight subjects were shown, as the data set's authors use them
};

/// One subject of the Natural Scenes Dataset, as its folders are downloaded: the responses on
/// fsaverage, of all sessions from the first on.
///
/// The recording's responses are z-scored within each session and averaged over the repeats of an
/// image; its images are "nsd-00013", by their place in nsd_stimuli.hdf5, of every image that was
/// shown in a recorded trial. Its ceilings are those of such averages, of the test set where it has
/// one. Its regions, if there are
/// any, take the place of those of the cortex.
///
/// Opening reads every session once; what is read then is read from the sessions again, so that a
/// subject file is made of it (the command study) rather than fitted as it is.
///
/// Source: Allen et al., "A massive 7T fMRI dataset to bridge cognitive neuroscience and artificial
/// intelligence" (2022), and its data manual: ncsnr and noise ceiling.
class NsdStudy : public StudySource {
 public:
  /// @param vertices  [lh, rh], ascending mesh indices of those to keep
  /// @param on_read   called after each session that is read, with the number read and that of all;
  ///                  may be empty; what it throws ends open()
  NsdStudy(NsdFiles files, StudyCortex cortex, std::array<std::vector<int>, 2> vertices,
           std::function<void(int, int)> on_read = {}, NsdTestSet test_set = NsdTestSet::kNone);

  /// Whether a folder is a download of NSD.
  static bool is_at(const std::filesystem::path& folder);

  const std::string& name() const override;
  const std::filesystem::path& path() const override { return files_.folder; }

  /// Responses stay in the sessions' files, whatever `cache_gb`.
  /// @throws Error  kNotFound: a file is missing, or no shared image was shown; kBadShape: files or
  /// the cortex disagree on the
  ///                vertices; also as the readers of its files (nsd_trials.h, nsd_responses.h,
  ///                nsd_regions.h)
  RecordingSource open(double cache_gb) const override;
  std::string fingerprint() const override;

 private:
  NsdFiles files_;
  StudyCortex cortex_;
  std::array<std::vector<int>, 2> vertices_;
  std::function<void(int, int)> on_read_;
  NsdTestSet test_set_;
};

/// Says how to make a subject of a download, which holds several and takes long to average.
/// @throws Error  kBadValue, always
[[noreturn]] void refuse_nsd_folder(const std::filesystem::path& folder);

/// The part of the variance of an average over repeats that an image explains.
///
/// @param signal_to_noise  "ncsnr", not negative
/// @param repeats  how many images were shown once, twice and three times; not all 0
/// @return  in [0, 1)
/// Source: the data manual of NSD, "Noise ceiling".
double nsd_noise_ceiling(double signal_to_noise, const std::array<int, 3>& repeats);

}  // namespace cortiscope
