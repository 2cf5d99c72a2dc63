#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

namespace cortiscope {

/// Hashes of files and folders (hash_of_place), kept until a file's size or time of writing
/// changes: saving again reads no file again. Any thread.
class FileHashes {
 public:
  std::string of(const std::filesystem::path& place);

 private:
  struct Known {
    std::uintmax_t bytes = 0;
    std::filesystem::file_time_type written;
    std::string hash;
  };
  std::mutex mutex_;
  std::map<std::filesystem::path, Known> known_;
};

}  // namespace cortiscope
