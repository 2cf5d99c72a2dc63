#include "core/io/file_bytes.h"

#include <algorithm>
#include <fstream>

#include "core/base/error.h"

namespace cortiscope {

std::uintmax_t size_of_file(const std::filesystem::path& file) {
  std::error_code failure;
  const std::filesystem::file_status status = std::filesystem::status(file, failure);
  if (failure == std::errc::permission_denied) {
    throw Error(ErrorKind::kNotFound, file_name(file), "may not be read",
                "the permissions of a folder on the way to " + file.string() +
                    " forbid it: ask its owner, or chmod u+rx it");
  }
  if (!std::filesystem::exists(status)) {
    throw Error(ErrorKind::kNotFound, file_name(file), "no such file",
                "looked for " + file.string());
  }
  if (std::filesystem::is_directory(status)) {
    throw Error(ErrorKind::kBadFormat, file_name(file), "expected a file, found a folder",
                "name a file in it");
  }
  const std::uintmax_t size = std::filesystem::file_size(file, failure);
  if (failure) {
    throw Error(ErrorKind::kBadFormat, file_name(file),
                "expected a regular file, found a pipe or a device",
                "save its output to a file first");
  }
  return size;
}

std::string read_file_part(const std::filesystem::path& file, std::uintmax_t first,
                           std::size_t count) {
  size_of_file(file);  // throws for a pipe or device, which may not end
  std::string bytes(count, '\0');
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    throw Error(ErrorKind::kNotFound, file_name(file), "cannot be opened",
                "check that you may read " + file.string());
  }
  stream.seekg(std::streamoff(first));
  stream.read(bytes.data(), std::streamsize(count));
  if (std::size_t(stream.gcount()) != count) {
    throw Error(ErrorKind::kBadFormat, file_name(file),
                "expected " + std::to_string(count) + " bytes, could read " +
                    std::to_string(stream.gcount()),
                "the disk or network may have failed; try again");
  }
  return bytes;
}

std::string file_name(const std::filesystem::path& file) {
  const std::filesystem::path name = file.filename();
  return name.empty() || name == "." ? file.parent_path().filename().string() : name.string();
}

std::string read_file_bytes(const std::filesystem::path& file, std::uintmax_t limit) {
  const std::uintmax_t size = size_of_file(file);
  if (size > limit) {
    throw Error(
        ErrorKind::kBadFormat, file_name(file),
        "expected at most " + std::to_string(limit) + " bytes, found " + std::to_string(size),
        "is this the right file?");
  }
  return read_file_part(file, 0, std::size_t(size));
}

std::string read_file_start(const std::filesystem::path& file, std::size_t count) {
  return read_file_part(file, 0, std::size_t(std::min<std::uintmax_t>(count, size_of_file(file))));
}

}  // namespace cortiscope
