#include "core/io/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/base/error.h"

namespace cortiscope {
namespace {

[[noreturn]] void fail(const std::filesystem::path& file) {
  throw Error(ErrorKind::kInternal, file.string(),
              std::string("could not be written: ") + std::strerror(errno),
              "free some space or choose another folder; an older file is as it was");
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path file) : file_(std::move(file)) {
  const std::filesystem::path folder = file_.has_parent_path() ? file_.parent_path() : ".";
  if (!std::filesystem::is_directory(folder)) {
    throw Error(ErrorKind::kNotFound, file_.string(), "its folder does not exist",
                "make " + folder.string() + " first");
  }
  temporary_ = folder / ("." + file_.filename().string() + ".part-" + std::to_string(getpid()));
}

AtomicFile::~AtomicFile() {
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
}

void AtomicFile::commit() {
  const int descriptor = open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail(file_);
  const bool is_flushed = fsync(descriptor) == 0;
  close(descriptor);
  if (!is_flushed || rename(temporary_.c_str(), file_.c_str()) != 0) fail(file_);
}

void write_file(const std::filesystem::path& file, const std::string& bytes) {
  AtomicFile target(file);
  {
    std::ofstream stream(target.path(), std::ios::binary);
    stream.write(bytes.data(), std::streamsize(bytes.size()));
    if (!stream.flush()) fail(file);
  }
  target.commit();
}

}  // namespace cortiscope
