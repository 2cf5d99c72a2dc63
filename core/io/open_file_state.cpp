#include "core/io/open_file_state.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <utility>

#include "core/base/error.h"

namespace cortiscope {

OpenFileState::OpenFileState(const std::filesystem::path& file)
    : descriptor_(open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {
  struct stat found = {};
  if (descriptor_ < 0 || fstat(descriptor_, &found) != 0) return;
  size_ = found.st_size;
  seconds_ = found.st_mtim.tv_sec;
  nanoseconds_ = found.st_mtim.tv_nsec;
}

OpenFileState::~OpenFileState() {
  if (descriptor_ >= 0) close(descriptor_);
}

OpenFileState::OpenFileState(OpenFileState&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      size_(other.size_),
      seconds_(other.seconds_),
      nanoseconds_(other.nanoseconds_) {}

void OpenFileState::require_unchanged(const std::filesystem::path& file) const {
  if (!has_changed()) return;
  throw Error(ErrorKind::kBadValue, file.string(), "the file has changed while it was read",
              "wait until nothing writes to it, and open it again");
}

bool OpenFileState::has_changed() const {
  struct stat found = {};
  if (descriptor_ < 0) return false;
  // A file that can no longer be reached is not the one that was opened.
  return fstat(descriptor_, &found) != 0 || found.st_size != size_ ||
         found.st_mtim.tv_sec != seconds_ || found.st_mtim.tv_nsec != nanoseconds_;
}

}  // namespace cortiscope
