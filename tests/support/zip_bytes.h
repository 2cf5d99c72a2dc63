#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/io/deflate.h"

namespace cortiscope {

/// Adds a number to bytes, little-endian.
inline void add_bytes_of(std::uint64_t number, int count, std::string& bytes) {
  for (int i = 0; i < count; ++i) bytes += char(number >> (8 * i) & 255);
}

/// The checksum of a file in a ZIP archive.
inline std::uint32_t zip_checksum(std::string_view bytes) {
  std::uint32_t sum = 0xffffffff;
  for (const char byte : bytes) {
    sum ^= static_cast<unsigned char>(byte);
    for (int bit = 0; bit < 8; ++bit) sum = (sum >> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum;
}

/// A file in a ZIP archive, and what the archive says of it where that is not true.
struct ZippedFile {
  std::string name, bytes;
  bool is_deflated = false;
  std::optional<std::uint64_t> claimed_size = std::nullopt;
  std::optional<std::uint32_t> checksum = std::nullopt;
  std::optional<std::uint64_t> header_at = std::nullopt;  ///< byte of the archive
  int method = -1;                                        ///< of compression
  int flags = 0;
};

/// A ZIP archive of files.
/// @param is_large  sizes and places are written as in archives above 4 GB
inline std::string zip_bytes(const std::vector<ZippedFile>& zipped, bool is_large = false) {
  using namespace std::string_view_literals;
  std::string files, directory;
  for (const ZippedFile& file : zipped) {
    const std::size_t at = file.header_at.value_or(files.size());
    std::string stored = file.bytes;
    if (file.is_deflated) {
      constexpr std::size_t kStart = 2, kEnd = 4;  // zlib's
      const std::string zlib = deflate_bytes(file.bytes, Wrapping::kZlib);
      stored = zlib.substr(kStart, zlib.size() - kStart - kEnd);
    }
    std::string common;  // from flags to the length of the name
    add_bytes_of(std::uint64_t(file.flags), 2, common);
    add_bytes_of(std::uint64_t(file.method >= 0   ? file.method
                               : file.is_deflated ? 8
                                                  : 0),
                 2, common);
    common.append(4, '\0');
    add_bytes_of(file.checksum.value_or(zip_checksum(file.bytes)), 4, common);
    const std::uint64_t size = file.claimed_size.value_or(file.bytes.size());
    add_bytes_of(is_large ? 0xffffffff : stored.size(), 4, common);
    add_bytes_of(is_large ? 0xffffffff : size, 4, common);
    add_bytes_of(file.name.size(), 2, common);
    files += "PK\3\4\0\0"sv;
    files += common;
    files.append(2, '\0');
    files += file.name + stored;
    directory += "PK\1\2\0\0\0\0"sv;
    directory += common;
    add_bytes_of(is_large ? 28 : 0, 2, directory);
    directory.append(10, '\0');
    add_bytes_of(is_large ? 0xffffffff : at, 4, directory);
    directory += file.name;
    if (!is_large) continue;
    add_bytes_of(1, 2, directory);
    add_bytes_of(24, 2, directory);
    for (const std::uint64_t number : {size, std::uint64_t(stored.size()), std::uint64_t(at)}) {
      add_bytes_of(number, 8, directory);
    }
  }
  std::string end;
  if (is_large) {
    end += "PK\6\6"sv;
    add_bytes_of(44, 8, end);
    end.append(12, '\0');
    add_bytes_of(zipped.size(), 8, end);
    add_bytes_of(zipped.size(), 8, end);
    add_bytes_of(directory.size(), 8, end);
    add_bytes_of(files.size(), 8, end);
    end += "PK\6\7"sv;
    end.append(4, '\0');
    add_bytes_of(files.size() + directory.size(), 8, end);
    add_bytes_of(1, 4, end);
  }
  end += "PK\5\6"sv;
  end.append(4, '\0');
  add_bytes_of(zipped.size(), 2, end);
  add_bytes_of(zipped.size(), 2, end);
  add_bytes_of(is_large ? 0xffffffff : directory.size(), 4, end);
  add_bytes_of(is_large ? 0xffffffff : files.size(), 4, end);
  end.append(2, '\0');
  return files + directory + end;
}

/// A ZIP archive of empty files with these names.
inline std::string zip_of_names(const std::vector<std::string>& names, bool is_large = false) {
  std::vector<ZippedFile> files;
  for (const std::string& name : names) files.push_back({name, ""});
  return zip_bytes(files, is_large);
}

/// What is recognised as a TorchScript module, and cannot be run.
inline std::string script_archive_bytes() {
  return zip_of_names({"net/data.pkl", "net/code/__torch__.py", "net/constants.pkl"});
}

}  // namespace cortiscope
