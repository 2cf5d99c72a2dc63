#pragma once

#include "core/study/study_source.h"

namespace cortiscope {

/// A Cortiscope subject file (core/io/FORMAT.md).
class Hdf5Study : public StudySource {
 public:
  explicit Hdf5Study(std::filesystem::path file) : file_(std::move(file)) {}

  const std::string& name() const override;
  const std::filesystem::path& path() const override { return file_; }

  /// @throws Error  as open_recording
  RecordingSource open(double cache_gb) const override;

  /// @throws Error  as hash_of_file
  std::string fingerprint() const override;

 private:
  std::filesystem::path file_;
};

}  // namespace cortiscope
