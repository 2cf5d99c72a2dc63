#pragma once

#include <filesystem>
#include <string_view>

namespace cortiscope {

/// The bytes of a file, mapped into memory and read from disk as they are used: they take no memory
/// of the program. May be read from any thread.
class MappedFile {
 public:
  /// @throws Error  kNotFound, kBadFormat: as size_of_file, or it cannot be mapped
  explicit MappedFile(const std::filesystem::path& file);
  ~MappedFile();
  MappedFile(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  const std::filesystem::path& file() const { return file_; }

  /// All of it, as it was when it was opened; valid as long as this MappedFile.
  std::string_view bytes() const { return bytes_; }

  /// To be called before a portion is read: to read bytes that are no longer in the file would end
  /// the program.
  /// @throws Error  kBadFormat: another program has shortened it
  void require_whole() const;

 private:
  std::filesystem::path file_;
  int descriptor_ = -1;
  std::string_view bytes_;
};

}  // namespace cortiscope
