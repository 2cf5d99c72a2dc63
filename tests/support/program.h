#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/temp_dir.h"

namespace cortiscope {

using Json = nlohmann::json;

/// The exit code and output of a program that ended.
struct Ran {
  int exit_code = 0;  ///< the signal's number with a minus, where one ended it
  std::string output, errors;
  double cpu_s = 0;    ///< of all its threads: what a loaded machine does not change
  double peak_mb = 0;  ///< of resident memory, in 10^6 bytes

  Json json() const { return Json::parse(output, nullptr, /*allow_exceptions=*/false); }
};

/// A started program, its output in files of a folder. Those who use it define CORTISCOPE_PROGRAMS,
/// the folder of our programs.
class Program {
 public:
  /// Starts `cortiscope`, or another of our programs, with these arguments.
  Program(std::vector<std::string> words, const TempDir& folder,
          const std::string& name = "cortiscope")
      : Program(folder) {
    words.insert(words.begin(), CORTISCOPE_PROGRAMS "/" + name);
    start(std::move(words));
  }
  ~Program() { wait(); }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;

  /// The same where the shell has limited what it may use: "ulimit -v 500000".
  static Ran run_limited(const std::string& limits, std::vector<std::string> words,
                         const TempDir& folder, const std::string& name = "cortiscope") {
    Program program(folder);
    const std::vector<std::string> shell = {"/bin/sh", "-c", limits + "; exec \"$@\"", "sh",
                                            CORTISCOPE_PROGRAMS "/" + name};
    words.insert(words.begin(), shell.begin(), shell.end());
    program.start(std::move(words));
    return program.wait();
  }

  /// Waits until the program has printed this on standard error.
  void wait_for(const std::string& words) const {
    while (id_ > 0 && read_bytes(errors_).find(words) == std::string::npos) {
      ASSERT_FALSE(has_ended()) << "it ended without saying \"" << words << "\"";
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  /// Presses Ctrl-C as soon as the program has printed this on standard error.
  void interrupt_after(const std::string& words) const {
    wait_for(words);
    send(SIGINT);
  }

  /// Waits until the program handles a signal instead of being ended by it.
  void wait_until_it_handles(int signal) const {
    const std::string status = "/proc/" + std::to_string(id_) + "/status", name = "SigCgt:";
    while (id_ > 0) {
      const std::string text = read_bytes(status);
      const std::size_t at = text.find(name);
      ASSERT_FALSE(has_ended());
      if (at != std::string::npos &&
          std::stoull(text.substr(at + name.size()), nullptr, 16) >> (signal - 1) & 1) {
        return;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  }

  void send(int signal) const {
    if (id_ > 0) kill(id_, signal);
  }

  /// The resident memory that is no file's, in MB; 0 once the program has ended.
  double anonymous_mb() const {
    const std::string text = read_bytes("/proc/" + std::to_string(id_) + "/status");
    const std::size_t at = text.find("RssAnon:");
    return at == std::string::npos ? 0 : std::stod(text.substr(at + 8)) / 1024;
  }

  bool has_ended() const {
    siginfo_t ended{};
    waitid(P_PID, id_t(id_), &ended, WEXITED | WNOHANG | WNOWAIT);
    return ended.si_pid != 0;
  }

  Ran wait() {
    if (id_ > 0) {
      int status = 0;
      rusage used{};
      wait4(id_, &status, 0, &used);
      const auto seconds = [](const timeval& time) {
        return double(time.tv_sec) + 1e-6 * double(time.tv_usec);
      };
      ran_.cpu_s = seconds(used.ru_utime) + seconds(used.ru_stime);
      ran_.peak_mb = 1.024e-3 * double(used.ru_maxrss);
      ran_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
      ran_.output = read_bytes(output_);
      ran_.errors = read_bytes(errors_);
      id_ = -1;
    }
    return ran_;
  }

 private:
  explicit Program(const TempDir& folder)
      : output_(folder / "stdout"), errors_(folder / "stderr") {}

  void start(std::vector<std::string> words) {
    std::vector<char*> pointers;
    for (std::string& word : words) pointers.push_back(word.data());
    pointers.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const int flags = O_WRONLY | O_CREAT | O_TRUNC;
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output_.c_str(), flags, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors_.c_str(), flags, 0600);
    if (posix_spawn(&id_, pointers[0], &actions, nullptr, pointers.data(), environ) != 0) {
      ADD_FAILURE() << words[0] << " cannot be started";
      id_ = -1;
    }
    posix_spawn_file_actions_destroy(&actions);
  }

  std::filesystem::path output_, errors_;
  pid_t id_ = -1;
  Ran ran_;
};

}  // namespace cortiscope
