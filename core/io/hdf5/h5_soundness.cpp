#include "core/io/hdf5/h5_soundness.h"

#include <sys/stat.h>

#include <csignal>
#include <cstdio>
#include <map>
#include <mutex>
#include <tuple>
#include <utility>

#include "core/base/error.h"
#include "core/base/program_folder.h"
#include "core/io/file_bytes.h"

namespace cortiscope::h5 {
namespace {

constexpr const char* kProgram = "cortiscope-probe";

/// The identity of a file: device and inode number.
using FileId = std::pair<dev_t, ino_t>;
/// The state of a file: its size and modification time.
using FileState = std::tuple<off_t, time_t, long>;

std::pair<FileId, FileState> state_of(const std::filesystem::path& file) {
  struct stat found = {};
  stat(file.c_str(), &found);
  return {{found.st_dev, found.st_ino},
          {found.st_size, found.st_mtim.tv_sec, found.st_mtim.tv_nsec}};
}

/// The files known to be sound, with their states at that time.
class SoundFiles {
 public:
  bool has(const std::pair<FileId, FileState>& file) const {
    const std::lock_guard lock(mutex_);
    const auto known = states_.find(file.first);
    return known != states_.end() && known->second == file.second;
  }
  void add(const std::pair<FileId, FileState>& file) {
    const std::lock_guard lock(mutex_);
    states_[file.first] = file.second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<FileId, FileState> states_;
};

SoundFiles& sound_files() {
  static SoundFiles files;
  return files;
}

/// Whether a program that ends by this signal has failed by itself; another signal came from
/// outside.
bool is_a_crash(int signal) {
  for (const int own : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL, SIGTRAP, SIGSYS}) {
    if (signal == own) return true;
  }
  return false;
}

[[noreturn]] void fail_unchecked(const std::filesystem::path& file, const std::string& why,
                                 const char* hint) {
  throw Error(ErrorKind::kInternal, file.string(), "the file could not be checked: " + why, hint);
}

}  // namespace

std::string reason_of(const ProgramEnd& end, const Limits& limits,
                      const std::filesystem::path& file) {
  if (end.is_late) {
    fail_unchecked(file, "reading it takes too long", "does its disk or network answer?");
  }
  if (end.signal == 0 && end.exit_code == 0) return "";
  char found[120];
  if (end.exit_code == kOutOfMemory) {
    std::snprintf(found, sizeof found, "one that takes more than %llu MB to read",
                  static_cast<unsigned long long>(limits.memory >> 20));
    return found;
  }
  if (end.exit_code == kOverfullChunks)
    return "one whose compressed data unpack to more than they say";
  if (end.signal == SIGPROF) {
    std::snprintf(found, sizeof found, "one that takes more than %.1f s to read", limits.seconds);
    return found;
  }
  if (is_a_crash(end.signal)) return "one on which the HDF5 library fails";
  fail_unchecked(
      file,
      end.signal != 0
          ? "the program that checks it was ended by signal " + std::to_string(end.signal)
          : "the program that checks it ended with code " + std::to_string(end.exit_code),
      "try again; is there enough memory?");
}

void trust(const std::filesystem::path& file) { sound_files().add(state_of(file)); }

void require_sound(const std::filesystem::path& file) {
  const auto state = state_of(file);
  if (sound_files().has(state)) return;
  const Limits limits = limits_of(size_of_file(file));
  // Computing is limited by the program itself; this is for a disk that does not answer.
  constexpr double kPatience = 30, kSecondsOfAComputingSecond = 20;
  const double most_seconds = kPatience + kSecondsOfAComputingSecond * limits.seconds;
  const std::string program = (program_folder() / kProgram).string();
  const std::string reason =
      reason_of(run_quietly({program, file.string()}, most_seconds), limits, file);
  if (reason.empty()) return sound_files().add(state);
  throw Error(ErrorKind::kBadFormat, file.string(), "expected a sound HDF5 file, found " + reason,
              "the file is damaged; copy or write it again");
}

}  // namespace cortiscope::h5
