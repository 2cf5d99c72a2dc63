#include "core/io/open_features.h"

#include <algorithm>
#include <numeric>

#include "core/io/hdf5/features_file.h"
#include "core/io/other_features/other_features.h"

namespace cortiscope {

std::shared_ptr<const FeatureSet> open_features(const std::filesystem::path& path,
                                                double cache_gb) {
  std::shared_ptr<const FeatureSet> file;
  if (std::optional<OtherFeatures> other = open_other_features(path)) {
    file = std::move(other->features);
  } else {
    file = std::make_shared<FeaturesFile>(path);
  }
  const FeatureInfo& info = file->info();
  double image_gb = 0;
  for (int l = 0; l < info.layer_count(); ++l) {
    image_gb += 1e-9 * sizeof(float) * info.channels[l] * (info.rows * info.columns + 1);
  }
  const int held = int(std::min(double(info.image_count()), cache_gb / image_gb));
  if (held == 0) return file;
  std::vector<int> first(static_cast<std::size_t>(held));
  std::iota(first.begin(), first.end(), 0);
  return std::make_shared<FeaturesInMemory>(info, file->read(first), file);
}

}  // namespace cortiscope
