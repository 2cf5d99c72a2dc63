#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/study/study_source.h"

namespace cortiscope {

/// What a subject's folder of the Algonauts 2023 challenge holds, as far as names and the headers
/// of its .npy files say.
struct AlgonautsFolder {
  std::string subject;                      ///< the folder's name, "subj01"
  std::array<std::int64_t, 2> vertices{};   ///< [lh, rh] with responses; 0 where there is no file
  std::array<std::int64_t, 2> responses{};  ///< [lh, rh] images with responses
  int training_images = 0;                  ///< image files
  int test_images = 0;
  int region_masks = 0;               ///< files in roi_masks
  std::vector<std::string> problems;  ///< sentences that name the file
};

/// A subject's folder as the Algonauts 2023 challenge has it unzipped: training_split/ with
/// training_fmri/{lh,rh}_training_fmri.npy and training_images/, test_split/, roi_masks/.
///
/// It is recognised and described; open() and fingerprint() throw, for it is not read yet.
class AlgonautsStudy : public StudySource {
 public:
  explicit AlgonautsStudy(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Whether a folder has responses of either hemisphere where the challenge has them.
  static bool is_at(const std::filesystem::path& folder);

  const std::string& name() const override;
  const std::filesystem::path& path() const override { return folder_; }

  /// @throws Error  kBadFormat: not read yet, always
  RecordingSource open(double cache_gb) const override;
  std::string fingerprint() const override;

  /// What open() does: for those that need the subject.
  /// @throws Error  kBadFormat: not read yet, always
  [[noreturn]] void refuse() const;

  /// Looks at names and headers; reads no numbers. What is wrong becomes one of the problems.
  AlgonautsFolder look() const;

 private:
  std::filesystem::path folder_;
};

}  // namespace cortiscope
