#pragma once

#include <filesystem>

namespace cortiscope {

/// Tells whether a file was written to since it was opened, by its size and its time of change. A
/// file that another one has replaced under the same name is unchanged: who has it open goes on
/// reading the old one.
class OpenFileState {
 public:
  /// A file that cannot be opened never changes.
  explicit OpenFileState(const std::filesystem::path& file);
  ~OpenFileState();
  OpenFileState(const OpenFileState&) = delete;
  OpenFileState& operator=(const OpenFileState&) = delete;

  bool has_changed() const;

 private:
  int descriptor_;
  long long size_ = 0, seconds_ = 0, nanoseconds_ = 0;
};

}  // namespace cortiscope
