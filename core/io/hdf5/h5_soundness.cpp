#include "core/io/hdf5/h5_soundness.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>

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

/// The settings for starting a program: no output, and default signal handling with no signal
/// blocked.
struct SpawnSettings {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  SpawnSettings() {
    posix_spawn_file_actions_init(&files);
    for (const int stream : {1, 2}) {
      posix_spawn_file_actions_addopen(&files, stream, "/dev/null", O_WRONLY, 0);
    }
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnSettings() {
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&files);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
};

/// Runs the program on a file; returns its status as waitpid does.
int status_of_probe(const std::filesystem::path& file) {
  const std::filesystem::path program = program_folder() / kProgram;
  std::string words[] = {program.string(), file.string()};
  char* pointers[] = {words[0].data(), words[1].data(), nullptr};
  const SpawnSettings settings;
  pid_t child = 0;
  int status = 0;
  // Not fork, which would stop the threads of OpenBLAS in this process.
  if (posix_spawn(&child, program.c_str(), &settings.files, &settings.attributes, pointers,
                  environ) != 0 ||
      waitpid(child, &status, 0) != child) {
    throw Error(ErrorKind::kInternal, program.string(), "cannot be started",
                "install all of Cortiscope's programs");
  }
  return status;
}

}  // namespace

void trust(const std::filesystem::path& file) { sound_files().add(state_of(file)); }

void require_sound(const std::filesystem::path& file) {
  const auto state = state_of(file);
  if (sound_files().has(state)) return;
  const int status = status_of_probe(file);
  const bool ended = WIFEXITED(status);
  if (ended && WEXITSTATUS(status) == 0) {
    sound_files().add(state);
    return;
  }
  const Limits limits = limits_of(size_of_file(file));
  char found[120];
  if (ended && WEXITSTATUS(status) == kOutOfMemory) {
    std::snprintf(found, sizeof found, "one that takes more than %llu MB to read",
                  static_cast<unsigned long long>(limits.memory >> 20));
  } else if (!ended && WTERMSIG(status) == SIGPROF) {
    std::snprintf(found, sizeof found, "one that takes more than %.1f s to read", limits.seconds);
  } else {
    std::snprintf(found, sizeof found, "one on which the HDF5 library fails");
  }
  throw Error(ErrorKind::kBadFormat, file.string(),
              std::string("expected a sound HDF5 file, found ") + found,
              "the file is damaged; copy or write it again");
}

}  // namespace cortiscope::h5
