#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/data/features.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// A network's features in a file; tokens are read on demand. core/io/FORMAT.md lists the datasets.
/// Reads from any thread, one at a time.
class FeaturesFile : public FeatureSet {
 public:
  /// Opens the file and checks every dataset's shape.
  /// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
  explicit FeaturesFile(const std::filesystem::path& file);
  explicit FeaturesFile(std::shared_ptr<const H5Reader> file);
  const FeatureInfo& info() const override { return info_; }
  TokenBatch read(const std::vector<int>& images) const override;
  Array<float> read_last_global(const std::vector<int>& images) const override;
  LayerTokens read_layer(int layer, const std::vector<int>& images) const override;

 private:
  std::shared_ptr<const H5Reader> file_;
  FeatureInfo info_;
};

/// Opens a features file and reads as many of its images into memory as `cache_gb` GB hold as
/// float32: all of them, some, or none. Which ones does not matter, because fits read them
/// shuffled.
/// @throws Error  as FeaturesFile
std::shared_ptr<const FeatureSet> open_features(const std::filesystem::path& file, double cache_gb);

/// Writes features in portions of images, so that memory holds one portion only.
class FeaturesWriter {
 public:
  FeaturesWriter(const std::filesystem::path& file, FeatureInfo info,
                 Stored stored = Stored::kFloat16);

  /// Adds the tokens of the next images, in the order of info.images.
  void add(const TokenBatch& tokens);

  /// Records difference hashes of the images (image_hash.h). @param hashes  (M)
  void set_image_hashes(const std::vector<std::uint64_t>& hashes);

  /// @pre all M images were added
  void commit();

 private:
  FeatureInfo info_;
  H5Writer file_;
  int image_count_ = 0;
};

/// The FeatureInfo as stored in features files and fit files, under `group`.
FeatureInfo read_feature_info(const H5Reader& file, const std::string& group);
void write_feature_info(H5Writer& file, const std::string& group, const FeatureInfo& info);

}  // namespace cortiscope
