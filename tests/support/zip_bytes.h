#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cortiscope {

/// Adds a number to bytes, little-endian.
inline void add_bytes_of(std::uint64_t number, int count, std::string& bytes) {
  for (int i = 0; i < count; ++i) bytes += char(number >> (8 * i) & 255);
}

/// A ZIP archive of empty files with these names.
/// @param is_large  its directory is found as in archives above 4 GB
inline std::string zip_bytes(const std::vector<std::string>& names, bool is_large = false) {
  using namespace std::string_view_literals;
  std::string files, directory;
  for (const std::string& name : names) {
    const std::size_t at = files.size();
    files += "PK\3\4"sv;
    files.append(22, '\0');  // version to sizes: nothing is in it
    add_bytes_of(name.size(), 2, files);
    files.append(2, '\0');
    files += name;
    directory += "PK\1\2"sv;
    directory.append(24, '\0');
    add_bytes_of(name.size(), 2, directory);
    directory.append(12, '\0');
    add_bytes_of(at, 4, directory);
    directory += name;
  }
  std::string end;
  if (is_large) {
    end += "PK\6\6"sv;
    add_bytes_of(44, 8, end);
    end.append(12, '\0');
    add_bytes_of(names.size(), 8, end);
    add_bytes_of(names.size(), 8, end);
    add_bytes_of(directory.size(), 8, end);
    add_bytes_of(files.size(), 8, end);
    end += "PK\6\7"sv;
    end.append(4, '\0');
    add_bytes_of(files.size() + directory.size(), 8, end);
    add_bytes_of(1, 4, end);
  }
  end += "PK\5\6"sv;
  end.append(4, '\0');
  add_bytes_of(names.size(), 2, end);
  add_bytes_of(names.size(), 2, end);
  add_bytes_of(is_large ? 0xffffffff : directory.size(), 4, end);
  add_bytes_of(is_large ? 0xffffffff : files.size(), 4, end);
  end.append(2, '\0');
  return files + directory + end;
}

/// What is recognised as a TorchScript module, and cannot be run.
inline std::string script_archive_bytes() {
  return zip_bytes({"net/data.pkl", "net/code/__torch__.py", "net/constants.pkl"});
}

}  // namespace cortiscope
