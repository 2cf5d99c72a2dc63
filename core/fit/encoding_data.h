#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/data/features.h"
#include "core/data/subject.h"

namespace cortiscope {

/// The files that data were read from: paths as a fit records them (recorded_file.h), and hashes of
/// their contents (file_hash.h).
struct StudyFiles {
  std::string subject_path, subject_hash, features_path, features_hash;
};

/// A subject's responses beside a network's features of the same images.
struct EncodingData {
  Subject subject;
  std::shared_ptr<const FeatureSet> features;
  std::vector<int> images;  ///< (M) row of features.info().images for each row of responses
  std::shared_ptr<const ResponseSet> responses;  ///< (M, N), as recorded
  bool is_z_scored = false;                      ///< they are z-scores, to be taken as they are
  StudyFiles files;                              ///< empty if not read from files

  int image_count() const { return int(images.size()); }
};

/// Pairs responses with features by image name. Images that only the features have are left out.
///
/// @throws Error  kNotFound: an image with responses has no features
EncodingData pair(RecordingSource recording, std::shared_ptr<const FeatureSet> features);
EncodingData pair(Recording recording, std::shared_ptr<const FeatureSet> features);

/// Some of its images, as recorded: the input of one step, once scaled (DataScaling).
struct EncodingBatch {
  TokenBatch tokens;
  Array<float> responses;  ///< (B, N)
};
EncodingBatch read_batch(const EncodingData& data, const std::vector<int>& rows);

/// The rows of an EncodingData used for training, validation and test: disjoint, together all rows.
struct Split {
  std::vector<int> training, validation, test;
};

/// The number of images in this fraction of all: at least one.
int images_of_part(double fraction, int image_count);

/// Shuffles 0..image_count-1 by seed and cuts it; each part is sorted in ascending order.
///
/// @param validation, test  fractions of all images, each at least one image
/// @throws Error  kBadValue: too few images to give each part one
Split split_images(int image_count, double validation, double test, std::uint64_t seed);

}  // namespace cortiscope
