#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <vector>

#include "core/data/features.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Whether a file may lack the tokens of its last images.
enum class Unfinished { kRefused, kAllowed };

/// A network's features in a file; tokens are read on demand. core/io/FORMAT.md lists the datasets.
/// Reads from any thread, one at a time.
class FeaturesFile : public FeatureSet {
 public:
  /// Opens the file and checks every dataset's shape.
  /// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
  /// @throws Error  kBadValue: an unfinished file that was not asked for
  explicit FeaturesFile(const std::filesystem::path& file,
                        Unfinished unfinished = Unfinished::kRefused);
  explicit FeaturesFile(std::shared_ptr<const H5Reader> file,
                        Unfinished unfinished = Unfinished::kRefused);
  /// How many images, from the first on, have their tokens: all but in an unfinished file.
  int written_count() const { return written_count_; }
  const FeatureInfo& info() const override { return info_; }
  TokenBatch read(const std::vector<int>& images) const override;
  Array<float> read_last_global(const std::vector<int>& images) const override;
  LayerTokens read_layer(int layer, const std::vector<int>& images) const override;

 private:
  std::shared_ptr<const H5Reader> file_;
  FeatureInfo info_;
  int written_count_ = 0;
};

/// Writes features in portions of images, so that memory holds one portion only. Unless it begins
/// as kNew, each portion that was added is kept, whatever then happens to the program.
class FeaturesWriter {
 public:
  /// @param info       its hashes of images, where it has some, may be zeros until add() gets them
  /// @param beginning  where it is kResumed: the file kept has this info and was begun with this
  ///                   `stored`
  /// @param written    then: how many images it has (FeaturesFile::written_count)
  FeaturesWriter(const std::filesystem::path& file, FeatureInfo info,
                 Stored stored = Stored::kFloat16, Beginning beginning = Beginning::kNew,
                 int written = 0);

  /// Adds the tokens of the next images, in the order of info.images.
  /// @param hashes  of these images (image_hash.h); empty: those of the info stay
  /// @pre info has hashes where some are given
  void add(const TokenBatch& tokens, const std::vector<std::uint64_t>& hashes = {});

  /// @pre all M images were added
  void commit();

 private:
  FeatureInfo info_;
  H5Writer file_;
  Beginning beginning_;
  int image_count_ = 0;
};

/// The FeatureInfo as stored in features files and fit files, under `group`.
FeatureInfo read_feature_info(const H5Reader& file, const std::string& group);
void write_feature_info(H5Writer& file, const std::string& group, const FeatureInfo& info);

}  // namespace cortiscope
