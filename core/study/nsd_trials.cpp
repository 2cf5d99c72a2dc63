#include "core/study/nsd_trials.h"

#include <map>
#include <numeric>

#include "core/base/error.h"
#include "core/io/hdf5/nsd_stimuli.h"
#include "core/study/nsd_design.h"

namespace cortiscope {

std::array<int, 3> NsdTrials::repeats(const std::vector<int>& rows) const {
  std::array<int, 3> counts{};
  for (const int row : rows) ++counts[trials_of[std::size_t(row)].size() - 1];
  return counts;
}

std::array<int, 3> NsdTrials::repeats() const {
  std::vector<int> all(images.size());
  std::iota(all.begin(), all.end(), 0);
  return repeats(all);
}

NsdTrials read_nsd_trials(const NsdFiles& files, std::int64_t trial_count) {
  const NsdDesign design = read_nsd_design(files, trial_count);
  std::map<int, std::vector<int>> trials_of;
  for (std::size_t trial = 0; trial < design.image_of.size(); ++trial) {
    trials_of[design.image_of[trial]].push_back(int(trial));
  }
  NsdTrials read;
  for (auto& [image, trials] : trials_of) {
    if (trials.size() > 3) {
      throw Error(ErrorKind::kBadValue, files.subject,
                  "expected each image to be shown three times at most, found " +
                      nsd_image_name(image) + " in " + std::to_string(trials.size()) + " trials",
                  "is the design the data set's own?");
    }
    if (design.shared.count(image) > 0) read.shared.push_back(int(read.images.size()));
    read.images.push_back(nsd_image_name(image));
    read.trials_of.push_back(std::move(trials));
  }
  return read;
}

}  // namespace cortiscope
