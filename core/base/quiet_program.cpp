#include "core/base/quiet_program.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>

#include "core/base/error.h"

namespace cortiscope {
namespace {

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

/// Waits until a process has ended, or the time is up. @return  whether it has ended
bool ends_within(pid_t child, double seconds) {
  using Clock = std::chrono::steady_clock;
  // By number: older C libraries have no name for it. A kernel without it waits without limit.
  const int watched = int(syscall(SYS_pidfd_open, child, 0));
  if (watched < 0) return true;
  const auto end = Clock::now() + std::chrono::duration<double>(seconds);
  bool has_ended = false;
  while (!has_ended && Clock::now() < end) {
    const std::chrono::duration<double, std::milli> left = end - Clock::now();
    pollfd watch = {watched, POLLIN, 0};
    has_ended = poll(&watch, 1, int(std::clamp(left.count(), 1.0, 1e6))) > 0;
  }
  close(watched);
  return has_ended;
}

}  // namespace

ProgramEnd run_quietly(std::vector<std::string> words, double seconds) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const SpawnSettings settings;
  pid_t child = 0;
  // Not fork, which would stop the threads of OpenBLAS in this process.
  if (posix_spawn(&child, pointers[0], &settings.files, &settings.attributes, pointers.data(),
                  environ) != 0) {
    throw Error(ErrorKind::kInternal, words[0], "cannot be started",
                "install all of Cortiscope's programs");
  }
  ProgramEnd end;
  end.is_late = !ends_within(child, seconds);
  if (end.is_late) kill(child, SIGKILL);
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status)) end.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) end.signal = WTERMSIG(status);
  return end;
}

}  // namespace cortiscope
