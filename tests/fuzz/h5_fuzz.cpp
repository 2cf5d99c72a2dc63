// Our readers of HDF5 files, and what stands before them. Starting cortiscope-probe for each input
// would take too long: a fork reads the inputs through in its place, within its limits. An input
// that it survives must hurt no reader.
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>

#include "core/io/cortex_file.h"
#include "core/io/describe.h"
#include "core/io/features_file.h"
#include "core/io/h5_soundness.h"
#include "core/io/images_file.h"
#include "core/io/subject_file.h"
#include "tests/fuzz/fuzz.h"

/// In place of the library's own: takes every checksum for right, so that what changes an input
/// need not make them so.
extern "C" int H5F_get_checksums(const std::uint8_t* /*bytes*/, std::size_t /*size*/,
                                 std::uint32_t* stored, std::uint32_t* computed) {
  if (stored) *stored = 0;
  if (computed) *computed = 0;
  return 0;
}

namespace {

/// Whether the address sanitizer is built in: what it takes for itself is beyond every limit.
#if defined(__SANITIZE_ADDRESS__)
constexpr bool kHasOwnMemory = true;
#elif defined(__has_feature)
constexpr bool kHasOwnMemory = __has_feature(address_sanitizer);
#else
constexpr bool kHasOwnMemory = false;
#endif

/// A fork that reads inputs through, one after another, until one of them ends it. Making a fork
/// for each takes a hundred times as long as reading.
class ReaderApart {
 public:
  /// Whether it lives on after this one.
  bool survives(const std::filesystem::path& file, std::size_t size) {
    constexpr int kInputsOfOne = 500;  // what the library leaks adds up
    if (child_ == 0 || asked_++ == kInputsOfOne) start(size);
    Question question = {};
    file.string().copy(question.path, sizeof question.path - 1);
    char answer = 0;
    if (write(to_child_, &question, sizeof question) == sizeof question &&
        read(from_child_, &answer, 1) == 1) {
      return true;
    }
    end();
    return false;
  }

 private:
  struct Question {
    char path[64];
  };

  void start(std::size_t size) {
    end();
    int questions[2], answers[2];
    if (pipe(questions) != 0 || pipe(answers) != 0) std::abort();
    std::signal(SIGPIPE, SIG_IGN);  // it may be gone before it is asked
    asked_ = 0;
    child_ = fork();
    if (child_ == 0) {
      close(questions[1]);
      close(answers[0]);
      answer_all(questions[0], answers[1], size);
    }
    close(questions[0]);
    close(answers[1]);
    to_child_ = questions[1];
    from_child_ = answers[0];
  }

  void end() {
    if (child_ == 0) return;
    close(to_child_);
    close(from_child_);
    waitpid(child_, nullptr, 0);
    child_ = 0;
  }

  [[noreturn]] static void answer_all(int questions, int answers, std::size_t size) {
    const rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    if (!kHasOwnMemory) {
      const auto limits = cortiscope::h5::limits_of(size);
      const rlimit memory = {limits.memory, limits.memory};
      setrlimit(RLIMIT_DATA, &memory);
    }
    for (const int stream : {1, 2}) close(stream);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGPIPE})
      std::signal(signal, SIG_DFL);
    Question question = {};
    while (read(questions, &question, sizeof question) == sizeof question) {
      itimerval timer = {};
      timer.it_value.tv_usec = 500000;  // inputs are small, and a target has a second for each
      setitimer(ITIMER_PROF, &timer, nullptr);
      cortiscope::h5::read_through(question.path);
      timer.it_value.tv_usec = 0;
      setitimer(ITIMER_PROF, &timer, nullptr);
      if (write(answers, "", 1) != 1) break;
    }
    _exit(0);
  }

  pid_t child_ = 0;
  int asked_ = 0;
  int to_child_ = -1, from_child_ = -1;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const auto file = fuzz::file_of(data, size);
  static ReaderApart reader;
  if (!reader.survives(file, size)) return 0;
  h5::trust(file);
  fuzz::read_or_refuse([&] { describe(file); });
  fuzz::read_or_refuse([&] { read_images(file); });
  fuzz::read_or_refuse([&] { read_recording(file); });
  fuzz::read_or_refuse([&] {
    const FeaturesFile features(file);
    if (features.info().image_count() > 0) features.read({0});
  });
  return 0;
}
