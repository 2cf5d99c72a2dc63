#pragma once

#include <filesystem>
#include <string>

namespace cortiscope {

/// What becomes of a file that is not committed.
enum class Uncommitted {
  kDeleted,
  kKept  ///< under unfinished_file(): another AtomicFile goes on with it
};

/// Where the unfinished form of a file is kept: beside it, "NAME.part".
inline std::filesystem::path unfinished_file(const std::filesystem::path& file) {
  return file.string() + ".part";
}

/// A file being written under a temporary name beside its own, so that readers see the old file or
/// the whole new one, never a part. Without commit() the temporary file is deleted, unless it is
/// to be kept; what a killed program left unfinished is deleted when any file of the folder is
/// written. A link is followed.
class AtomicFile {
 public:
  /// @throws Error  kNotFound: the folder is not there
  explicit AtomicFile(std::filesystem::path file, Uncommitted uncommitted = Uncommitted::kDeleted);
  ~AtomicFile();
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  /// The file that commit() writes.
  const std::filesystem::path& file() const { return file_; }
  /// The temporary file to write to until commit().
  const std::filesystem::path& path() const { return temporary_; }

  /// Brings the file at path() to the disk.
  /// @throws Error  as commit()
  void flush() const;

  /// Flushes the file at path() to the disk and renames it.
  /// @throws Error  kInternal: the disk is full or writing fails; an older file stays as it was
  void commit();

 private:
  std::filesystem::path file_;
  std::filesystem::path temporary_;
  Uncommitted uncommitted_;
};

/// Deletes what programs of this machine that are gone left unfinished in a folder.
void delete_left_unfinished(const std::filesystem::path& folder);

/// Deletes the files that this program is writing. For the handler of a signal that ends it.
void delete_unfinished() noexcept;

/// Throws the Error that says why a file cannot be written: a full disk, no permission, ...
/// @param reason  errno of the call that failed
[[noreturn]] void fail_to_write(const std::filesystem::path& file, int reason);

/// Writes these bytes as a whole file, atomically.
/// @throws Error  as AtomicFile
void write_file(const std::filesystem::path& file, const std::string& bytes);

}  // namespace cortiscope
