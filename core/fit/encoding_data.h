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
  /// (M) the first row with the same image, its own where it has no twin; empty where
  /// no image has one (twins.h).
  std::vector<int> twins;
  /// (M) the first row whose image it nearly repeats (near_images.h); empty where none does.
  std::vector<int> near_images;
  std::vector<int> test_rows;  ///< of the study's own test set, ascending; empty: a fit chooses
  /// What is wrong with the subject's files, responses and images, in sentences (data_check.h).
  std::vector<std::string> concerns;
  StudyFiles files;  ///< empty if not read from files

  int image_count() const { return int(images.size()); }
};

/// Rows of responses beside rows of features, by image name (names_as_in: the features' images are
/// called as the study's from here on), and nothing of what pair() finds in
/// them: for a study that was paired before. Images that only the features have are left out.
///
/// @throws Error  kNotFound: an image with responses has no features
EncodingData paired_names(RecordingSource recording, std::shared_ptr<const FeatureSet> features);

/// Pairs responses with features by image name. Images that only the features have are left out.
/// Reads all responses once, for what may be wrong with them, and of the features what find_twins
/// (twins.h) reads.
///
/// @throws Error  kNotFound: an image with responses has no features; kBadValue: a response is not
///                finite; also as the readers of both
EncodingData pair(RecordingSource recording, std::shared_ptr<const FeatureSet> features);
EncodingData pair(Recording recording, std::shared_ptr<const FeatureSet> features);

/// Some of its images, as recorded: the input of one step, once scaled (DataScaling).
struct EncodingBatch {
  TokenBatch tokens;
  Array<float> responses;   ///< (B, N)
  std::vector<int> groups;  ///< (B) those of twins are equal; empty where no images are twins
};
EncodingBatch read_batch(const EncodingData& data, const std::vector<int>& rows);

/// The number of images in this fraction of all: at least one.
int images_of_part(double fraction, int image_count);

}  // namespace cortiscope
