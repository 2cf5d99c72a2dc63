#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/study/study_source.h"

namespace cortiscope {

/// The contents of a subject's folder of the Algonauts 2023 challenge, from file names and .npy
/// headers.
struct AlgonautsFolder {
  std::string subject;                      ///< the folder's name, "subj01"
  std::array<std::int64_t, 2> vertices{};   ///< [lh, rh] with responses; 0 where there is no file
  std::array<std::int64_t, 2> responses{};  ///< [lh, rh] images with responses
  int training_images = 0;                  ///< image files
  int test_images = 0;
  int region_masks = 0;               ///< files in roi_masks
  std::vector<std::string> problems;  ///< sentences that name the file
};

/// An unzipped subject folder of the Algonauts 2023 challenge: training_split/ with
/// training_fmri/{lh,rh}_training_fmri.npy and training_images/, test_split/, roi_masks/.
///
/// It is recognised and described; open() and fingerprint() throw, because reading it is not
/// supported yet.
class AlgonautsStudy : public StudySource {
 public:
  explicit AlgonautsStudy(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Whether a folder has responses of either hemisphere at the challenge's paths.
  static bool is_at(const std::filesystem::path& folder);

  const std::string& name() const override;
  const std::filesystem::path& path() const override { return folder_; }

  /// @throws Error  kBadFormat: always: not supported yet
  RecordingSource open(double cache_gb) const override;
  std::string fingerprint() const override;

  /// Throws as open() does, for callers that need the subject.
  /// @throws Error  kBadFormat: always: not supported yet
  [[noreturn]] void refuse() const;

  /// Reads names and headers, no numbers. Errors are added to the problems.
  AlgonautsFolder look() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace cortiscope
