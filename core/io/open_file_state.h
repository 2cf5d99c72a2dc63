#pragma once

#include <cstdint>
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
  OpenFileState(OpenFileState&& other) noexcept;
  OpenFileState(const OpenFileState&) = delete;
  OpenFileState& operator=(const OpenFileState&) = delete;

  /// To read the file with; negative where it could not be opened.
  int descriptor() const { return descriptor_; }
  /// Bytes, as it was opened.
  std::uint64_t size() const { return std::uint64_t(size_); }
  /// @param file  its name in messages
  /// @throws Error  kBadValue: it was written to since it was opened
  void require_unchanged(const std::filesystem::path& file) const;

 private:
  bool has_changed() const;

  int descriptor_;
  long long size_ = 0, seconds_ = 0, nanoseconds_ = 0;
};

}  // namespace cortiscope
