#pragma once

#include <filesystem>
#include <string>

namespace cortiscope {

/// A new empty folder, removed with all it holds at the end of the scope.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Writes a file of exactly these bytes.
void write_bytes(const std::filesystem::path& file, const std::string& bytes);

/// All bytes of a file.
std::string read_bytes(const std::filesystem::path& file);

}  // namespace cortiscope
