// fuzz_h5_reader: for each path on standard input reads that HDF5 file through, as cortiscope-probe
// does, and answers with one letter: s where it survived, d where it did not. Starting the probe
// itself for each input takes a hundred times as long as reading it. Without sanitizers, as the
// probe, whose memory is limited.
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <new>

#include "core/io/hdf5/h5_soundness.h"
#include "tests/fuzz/h5_question.h"

/// Replaces the library's own function: accepts every checksum, so that a mutated input need not
/// correct them.
extern "C" int H5F_get_checksums(const std::uint8_t* /*bytes*/, std::size_t /*size*/,
                                 std::uint32_t* stored, std::uint32_t* computed) {
  if (stored) *stored = 0;
  if (computed) *computed = 0;
  return 0;
}

namespace {

using cortiscope::fuzz::H5Question;

/// The file descriptors of questions and answers: large numbers, because damaged files make the
/// library close small ones and open others with the same numbers.
constexpr int kQuestions = 500, kAnswers = 501;

/// The exit code of a reading process that no file crashed.
enum ExitCode { kNextPlease = 10, kNoMoreQuestions };

bool answer(char letter) { return write(kAnswers, &letter, 1) == 1; }

/// Microseconds of computing from now on, then SIGPROF; 0: any.
void limit_computing(int most) {
  itimerval timer = {};
  timer.it_value.tv_usec = most;
  setitimer(ITIMER_PROF, &timer, nullptr);
}

/// Runs in a process of its own, which files may crash.
[[noreturn]] void answer_some() {
  constexpr int kMost = 500;  // the library's leaks add up
  const rlimit none = {0, 0};
  setrlimit(RLIMIT_CORE, &none);
  const auto limits = cortiscope::h5::limits_of(0);
  const rlimit memory = {limits.memory, limits.memory};
  setrlimit(RLIMIT_DATA, &memory);
  for (int i = 0; i < kMost; ++i) {
    H5Question question = {};
    const ssize_t size = read(kQuestions, &question, sizeof question);
    if (size == 0) _exit(kNoMoreQuestions);
    if (size != sizeof question) break;
    limit_computing(500000);  // inputs are small, and a target has a second for each
    try {
      cortiscope::h5::read_through(question.path);
    } catch (const std::bad_alloc&) {
      std::abort();
    } catch (...) {
      // says nothing of the file that its reader will not
    }
    limit_computing(0);
    if (!answer('s')) std::abort();
  }
  _exit(kNextPlease);
}

}  // namespace

int main() {
  dup2(STDIN_FILENO, kQuestions);
  dup2(STDOUT_FILENO, kAnswers);
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) close(stream);
  for (;;) {
    const pid_t child = fork();
    if (child == 0) answer_some();
    int status = 0;
    if (waitpid(child, &status, 0) != child) return 1;
    const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 0;
    if (code == kNoMoreQuestions) return 0;
    if (code != kNextPlease && !answer('d')) return 1;
  }
}
