// Our readers of HDF5 files, and what stands before them. Starting cortiscope-probe for each input
// would take too long: a fork reads the input through in its place, within its limits. An input
// that it survives must hurt no reader.
#include <sys/resource.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

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

bool survives_reading(const std::filesystem::path& file, std::size_t size) {
  const pid_t child = fork();
  if (child == 0) {
    const rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
    const auto limits = cortiscope::h5::limits_of(size);
    itimerval timer = {};
    timer.it_value.tv_usec = 500000;  // inputs are small, and a target has a second for each
    setitimer(ITIMER_PROF, &timer, nullptr);
    if (!kHasOwnMemory) {
      const rlimit memory = {limits.memory, limits.memory};
      setrlimit(RLIMIT_DATA, &memory);
    }
    for (const int stream : {1, 2}) close(stream);
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGABRT}) std::signal(signal, SIG_DFL);
    cortiscope::h5::read_through(file);
    _exit(0);
  }
  int status = 0;
  return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const auto file = fuzz::file_of(data, size);
  if (!survives_reading(file, size)) return 0;
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
