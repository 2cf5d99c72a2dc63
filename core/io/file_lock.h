#pragma once

#include <filesystem>

namespace cortiscope {

/// Keeps other programs from writing the same file while this one works on it: a lock on a file
/// "NAME.lock" beside it, which the system gives up when this process ends, however it ends.
class FileLock {
 public:
  /// @throws Error  kExists: another program, or another part of this one, holds it, or the name is
  ///                that of a file with content; kInternal: no lock can be made there
  explicit FileLock(const std::filesystem::path& file);
  ~FileLock();
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  std::filesystem::path lock_file_;
  int descriptor_ = -1;
};

}  // namespace cortiscope
