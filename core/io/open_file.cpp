#include "core/io/open_file.h"

#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>

#include "core/base/error.h"
#include "core/io/file_bytes.h"

namespace cortiscope {

OpenFile::OpenFile(const std::filesystem::path& file) : file_(file), state_(file) {
  size_of_file(file);  // throws for what cannot be read like a file
  if (state_.descriptor() >= 0) return;
  throw Error(ErrorKind::kNotFound, file_name(file), "cannot be opened",
              "check that you may read " + file.string());
}

void OpenFile::read(std::uint64_t first, std::size_t count, char* to) const {
  assert(first + count <= size());
  std::size_t done = 0;
  while (done < count) {
    const ssize_t got = pread(state_.descriptor(), to + done, count - done, off_t(first + done));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    done += std::size_t(got);
  }
  state_.require_unchanged(file_);
  if (done == count) return;
  throw Error(ErrorKind::kBadFormat, file_name(file_),
              "could not be read from byte " + std::to_string(first + done) + " on",
              "copy it to another disk");
}

std::string OpenFile::start(std::size_t count) const {
  std::string bytes(std::size_t(std::min<std::uint64_t>(count, size())), '\0');
  read(0, bytes.size(), bytes.data());
  return bytes;
}

}  // namespace cortiscope
