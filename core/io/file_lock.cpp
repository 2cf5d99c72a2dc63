#include "core/io/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "core/base/error.h"
#include "core/io/atomic_file.h"

namespace cortiscope {
namespace {

/// A lock file is empty: what is not belongs to somebody, and would be deleted with the lock.
bool is_empty(int descriptor) {
  struct stat open_file = {};
  return fstat(descriptor, &open_file) == 0 && open_file.st_size == 0;
}

/// Whether the open lock file is still the one of that name: its last holder deletes it.
bool is_named(int descriptor, const std::filesystem::path& name) {
  struct stat open_file = {}, named = {};
  return fstat(descriptor, &open_file) == 0 && stat(name.c_str(), &named) == 0 &&
         open_file.st_dev == named.st_dev && open_file.st_ino == named.st_ino;
}

}  // namespace

FileLock::FileLock(const std::filesystem::path& file) : lock_file_(file.string() + ".lock") {
  while (true) {
    descriptor_ = open(lock_file_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail_to_write(lock_file_, errno);
    if (!is_empty(descriptor_)) {
      close(descriptor_);
      throw Error(ErrorKind::kExists, lock_file_.string(),
                  "expected the empty file that marks a running fit, found another file",
                  "choose another name, or move that file");
    }
    if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
      const bool is_held = errno == EWOULDBLOCK;
      close(descriptor_);
      if (!is_held) fail_to_write(lock_file_, errno);
      throw Error(ErrorKind::kExists, file.string(), "another run is writing to this file",
                  "wait for it to end, or choose another name");
    }
    if (is_named(descriptor_, lock_file_)) return;
    close(descriptor_);
  }
}

FileLock::~FileLock() {
  // Deleted before it is given up, so that nobody locks a file that then loses its name.
  unlink(lock_file_.c_str());
  close(descriptor_);
}

}  // namespace cortiscope
