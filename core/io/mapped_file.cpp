#include "core/io/mapped_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {

MappedFile::MappedFile(const std::filesystem::path& file) : file_(file) {
  const auto size = std::size_t(size_of_file(file));  // throws for a pipe or device
  descriptor_ = open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor_ < 0) {
    throw Error(ErrorKind::kNotFound, file_name(file), "cannot be opened",
                "check that you may read " + file.string());
  }
  if (size == 0) return;  // nothing to map
  void* const start = mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor_, 0);
  if (start == MAP_FAILED) {
    close(descriptor_);
    throw Error(ErrorKind::kBadFormat, file_name(file), "cannot be mapped into memory",
                "copy it to a local disk");
  }
  bytes_ = {static_cast<const char*>(start), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) munmap(const_cast<char*>(bytes_.data()), bytes_.size());
  if (descriptor_ >= 0) close(descriptor_);
}

MappedFile::MappedFile(MappedFile&& other) noexcept
    : file_(std::move(other.file_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_(std::exchange(other.bytes_, {})) {}

void MappedFile::require_whole() const {
  struct stat now = {};
  if (fstat(descriptor_, &now) == 0 && std::size_t(now.st_size) >= bytes_.size()) return;
  throw Error(
      ErrorKind::kBadFormat, file_name(file_),
      "expected " + std::to_string(bytes_.size()) + " bytes, found " + std::to_string(now.st_size),
      "another program has shortened it while it was read; copy it again");
}

}  // namespace cortiscope
