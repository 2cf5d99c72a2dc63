#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/study/algonauts_files.h"
#include "core/study/study_source.h"

namespace cortiscope {

/// What a subject's folder of the Algonauts 2023 challenge holds.
struct AlgonautsFolder {
  std::string subject;                      ///< the folder's name, "subj01"
  std::array<std::int64_t, 2> vertices{};   ///< [lh, rh] with responses; 0 where there is no file
  std::array<std::int64_t, 2> responses{};  ///< [lh, rh] images with responses
  std::array<std::int64_t, 2> mesh{};       ///< [lh, rh] vertices of the cortex that it refers to
  std::array<std::int64_t, 2> regions{};    ///< [lh, rh] ROIs, areas of parts included
  std::array<std::int64_t, 2> test_responses{};  ///< [lh, rh] test images with responses
  int training_images = 0;                       ///< image files
  int test_images = 0;
  bool has_noise_ceiling = false;
  std::vector<std::string> problems;  ///< sentences that name the file
};

/// A subject's folder of the Algonauts 2023 challenge, as it is unzipped: training_split/ with
/// training_fmri/{lh,rh}_training_fmri.npy and training_images/, roi_masks/, and test_split/ with
/// noise_ceiling/, test_images/ and, as released after the challenge, test_fmri/.
///
/// The recording is that of the training split, z-scored as the challenge's authors did it. Its
/// vertices are those of fsaverage that are set in the masks, its images the file names of
/// training_images, which pair with features extracted from that folder. Column k of a
/// hemisphere's responses is the k-th vertex set. Its regions, if it has any, take the place of
/// those of the cortex.
///
/// Where the responses to the test images are there, these follow the training images and are the
/// recording's test set, for which the noise ceilings were computed; else a fit holds out training
/// images.
///
/// Source: Gifford et al., "The Algonauts Project 2023 Challenge" (arXiv:2301.03198).
class AlgonautsStudy : public StudySource {
 public:
  /// @param cortex  fsaverage
  explicit AlgonautsStudy(const std::filesystem::path& folder, StudyCortex cortex = {});

  /// Whether a folder has responses of either hemisphere at the challenge's paths.
  static bool is_at(const std::filesystem::path& folder);

  const std::string& name() const override;
  const std::filesystem::path& path() const override { return files_.folder; }

  /// Where a hemisphere has no responses, the other is opened alone.
  /// @throws Error  kNotFound: no cortex was given, or a file is missing; kBadShape: files disagree
  ///                on the images or the vertices, or the cortex has another number of vertices;
  ///                also as the readers of its files (algonauts_responses.h, algonauts_regions.h)
  RecordingSource open(double cache_gb) const override;
  std::string fingerprint() const override;

  /// Reads all but the responses themselves and needs no cortex. Errors are added to the problems.
  AlgonautsFolder look() const;

 private:
  AlgonautsFiles files_;
  StudyCortex cortex_;
};

}  // namespace cortiscope
