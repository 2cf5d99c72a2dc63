#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace cortiscope {

/// Makes a new empty folder among the temporary files; absent where that fails.
std::optional<std::filesystem::path> make_temporary_folder();

/// A new empty folder, removed with its contents at the end of the scope.
class TemporaryFolder {
 public:
  /// @throws Error  kInternal: it cannot be created
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace cortiscope
