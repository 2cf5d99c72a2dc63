// Our readers of HDF5 files, and the check before them: fuzz_h5_reader instead of the probe. An
// input that it survives must crash no reader.
#include <fcntl.h>
#include <hdf5.h>
#include <spawn.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/features_file.h"
#include "core/io/hdf5/h5_soundness.h"
#include "core/io/hdf5/images_file.h"
#include "core/io/hdf5/subject_file.h"
#include "core/open/describe.h"
#include "core/open/file_format.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/h5_question.h"

/// Replaces the library's own function, as in fuzz_h5_reader.
extern "C" int H5F_get_checksums(const std::uint8_t* /*bytes*/, std::size_t /*size*/,
                                 std::uint32_t* stored, std::uint32_t* computed) {
  if (stored) *stored = 0;
  if (computed) *computed = 0;
  return 0;
}

/// Replaces the sanitizer's own function: memory that the library leaks on a damaged file is not
/// ours to free, and the leak check takes a third of the time.
extern "C" int __lsan_is_turned_off() { return 1; }

namespace {

/// fuzz_h5_reader, started once. It sees this process's open files under the same names.
class ReaderApart {
 public:
  ReaderApart() {
    // Otherwise each opening of a file gets half a megabyte from the system again.
    H5set_free_list_limits(-1, -1, -1, -1, -1, -1);
    int questions[2], answers[2];
    if (pipe2(questions, O_CLOEXEC) != 0 || pipe2(answers, O_CLOEXEC) != 0) std::abort();
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, questions[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, answers[1], STDOUT_FILENO);
    std::string program =
        (std::filesystem::read_symlink("/proc/self/exe").parent_path() / "fuzz_h5_reader").string();
    char* words[] = {program.data(), nullptr};
    pid_t child = 0;
    if (posix_spawn(&child, program.c_str(), &files, nullptr, words, environ) != 0) std::abort();
    posix_spawn_file_actions_destroy(&files);
    close(questions[0]);
    close(answers[1]);
    to_child_ = questions[1];
    from_child_ = answers[0];
  }

  bool survives(const std::filesystem::path& file) {
    cortiscope::fuzz::H5Question question = {};
    file.string().copy(question.path, sizeof question.path - 1);
    char answer = 0;
    if (write(to_child_, &question, sizeof question) != sizeof question) std::abort();
    ssize_t size = 0;
    do {
      size = read(from_child_, &answer, 1);
    } while (size < 0 && errno == EINTR);  // libFuzzer's clock
    if (size != 1) std::abort();
    return answer == 's';
  }

 private:
  int to_child_ = -1, from_child_ = -1;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cortiscope;
  const auto file = fuzz::file_of(data, size);
  if (format_of_file(file) != FileFormat::kHdf5) return 0;  // the target `describe` has these
  static ReaderApart reader;
  if (!reader.survives(file)) return 0;
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
