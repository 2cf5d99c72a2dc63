#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/io/open_file_state.h"

namespace cortiscope {

/// A file whose parts are read as they are needed: it takes no memory of the program. May be read
/// from any thread.
///
/// It reads, and does not map: a mapped file that another program cuts short ends this one.
class OpenFile {
 public:
  /// @throws Error  kNotFound, kBadFormat: as size_of_file, or it cannot be opened
  explicit OpenFile(const std::filesystem::path& file);

  const std::filesystem::path& file() const { return file_; }
  /// Bytes, as it was opened.
  std::uint64_t size() const { return state_.size(); }

  /// Copies `count` bytes from byte `first` on to `to`.
  /// @pre they were in the file when it was opened
  /// @throws Error  kBadValue: another program has written to it since; kBadFormat: the disk fails
  void read(std::uint64_t first, std::size_t count, char* to) const;

  /// The first bytes; fewer than `count` where there are no more.
  /// @throws Error  as read
  std::string start(std::size_t count) const;

 private:
  std::filesystem::path file_;
  OpenFileState state_;
};

}  // namespace cortiscope
