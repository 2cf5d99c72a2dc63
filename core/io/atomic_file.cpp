#include "core/io/atomic_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "core/base/error.h"

namespace cortiscope {
namespace {

/// The end of a temporary file's name: the process that writes it, and its machine.
std::string ending_of(long process) {
  char machine[256] = {};
  gethostname(machine, sizeof machine - 1);
  return std::to_string(process) + "@" + machine;
}

const std::string kMark = ".part-";

// The names of the temporary files. A signal handler can reach only globals, and may not wait for a
// lock; more files at once than there is room for are left to delete_left_unfinished().
std::array<std::atomic<const char*>, 16> unfinished{};

void note_unfinished(const char* name) {
  for (auto& each : unfinished) {
    const char* free = nullptr;
    if (each.compare_exchange_strong(free, name)) return;
  }
}

void forget_unfinished(const char* name) {
  for (auto& each : unfinished) {
    const char* noted = name;
    if (each.compare_exchange_strong(noted, nullptr)) return;
  }
}

}  // namespace

void delete_unfinished() noexcept {
  for (const auto& each : unfinished) {
    if (const char* name = each.load()) unlink(name);
  }
}

/// Of any file: a killed program may never write the same one again.
void delete_left_unfinished(const std::filesystem::path& folder) {
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    const std::size_t mark = name[0] == '.' ? name.rfind(kMark) : std::string::npos;
    if (mark == std::string::npos) continue;
    const std::string ending = name.substr(mark + kMark.size());
    const long process = std::strtol(ending.c_str(), nullptr, 10);
    const bool is_ours = process > 0 && ending == ending_of(process);
    const bool is_gone = is_ours && kill(pid_t(process), 0) != 0 && errno == ESRCH;
    if (is_gone) std::filesystem::remove(entry.path(), ignored);
  }
}

void fail_to_write(const std::filesystem::path& file, int reason) {
  const bool is_forbidden = reason == EACCES || reason == EPERM || reason == EROFS;
  const bool is_full = reason == ENOSPC || reason == EDQUOT;
  throw Error(
      ErrorKind::kInternal, file.string(),
      "could not be written" + (reason == 0 ? "" : std::string(": ") + std::strerror(reason)),
      std::string(is_forbidden ? "choose a folder where you may write"
                  : is_full    ? "free some space, or choose another folder"
                               : "choose another folder") +
          "; an older file is as it was");
}

AtomicFile::AtomicFile(std::filesystem::path file, Uncommitted uncommitted)
    : file_(std::move(file)), uncommitted_(uncommitted) {
  std::error_code ignored;
  if (std::filesystem::is_symlink(file_, ignored)) {
    file_ = std::filesystem::weakly_canonical(file_, ignored);
  }
  const std::filesystem::path folder = file_.has_parent_path() ? file_.parent_path() : ".";
  if (!std::filesystem::is_directory(folder)) {
    throw Error(ErrorKind::kNotFound, file_.string(), "its folder does not exist",
                "make " + folder.string() + " first");
  }
  delete_left_unfinished(folder);
  if (uncommitted_ == Uncommitted::kKept) {
    temporary_ = unfinished_file(file_);
    return;
  }
  temporary_ = folder / ("." + file_.filename().string() + kMark + ending_of(getpid()));
  note_unfinished(temporary_.c_str());
}

AtomicFile::~AtomicFile() {
  if (uncommitted_ == Uncommitted::kKept) return;
  std::error_code ignored;
  std::filesystem::remove(temporary_, ignored);
  forget_unfinished(temporary_.c_str());
}

void AtomicFile::flush() const {
  const int descriptor = open(temporary_.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) fail_to_write(file_, errno);
  const int reason = fsync(descriptor) == 0 ? 0 : errno;
  close(descriptor);
  if (reason != 0) fail_to_write(file_, reason);
}

void AtomicFile::commit() {
  flush();
  if (rename(temporary_.c_str(), file_.c_str()) != 0) fail_to_write(file_, errno);
}

void write_file(const std::filesystem::path& file, const std::string& bytes) {
  AtomicFile target(file);
  {
    errno = 0;
    std::ofstream stream(target.path(), std::ios::binary);
    stream.write(bytes.data(), std::streamsize(bytes.size()));
    if (!stream.flush()) fail_to_write(file, errno);
  }
  target.commit();
}

}  // namespace cortiscope
