#include "core/io/output_place.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/io/atomic_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

struct OutputPlace : testing::Test {
  TempDir folder;

  std::string error_of_file(const fs::path& file, const Overwriting& overwriting = {}) const {
    return error_of([&] { require_output_file(file, overwriting); });
  }
  std::string error_of_folder(const fs::path& at, const Overwriting& overwriting = {}) const {
    return error_of([&] { require_output_folder(at, overwriting); });
  }
  int count() const {
    const fs::directory_iterator files(folder.path());
    return int(std::distance(begin(files), end(files)));
  }
};

TEST_F(OutputPlace, AcceptsANewFileAndLeavesNothing) {
  EXPECT_EQ(error_of_file(folder / "new.h5"), "(no error)");
  EXPECT_EQ(count(), 0);
}

TEST_F(OutputPlace, MakesMissingFolders) {
  EXPECT_EQ(error_of_file(folder / "a/b/new.h5"), "(no error)");
  EXPECT_TRUE(fs::is_directory(folder / "a/b"));
}

TEST_F(OutputPlace, RefusesWhatIsNoFile) {
  EXPECT_EQ(error_of_file(""), "out: expected a name, found an empty one");
  EXPECT_EQ(
      error_of_file(folder.path()),
      folder.path().string() + ": expected a file to write, found a folder (name a file in it)");
  EXPECT_EQ(error_of_file("/dev/null", {{}, true}),
            "/dev/null: expected a file to write, found a device or a pipe (choose another name)");
  write_bytes(folder / "file", "x");
  EXPECT_EQ(error_of_folder(folder / "file", {{}, true}),
            (folder / "file").string() +
                ": expected a folder to write to, found a file (choose another name)");
}

TEST_F(OutputPlace, RefusesAnExistingFile) {
  write_bytes(folder / "old.h5", "old");
  const std::string refusal =
      (folder / "old.h5").string() + ": the file exists already (choose another name)";
  EXPECT_EQ(error_of_file(folder / "old.h5"), refusal);
  EXPECT_EQ(error_of_file(folder / "old.h5", {{}, true}), "(no error)");
  const auto is_old = [](const fs::path& file) { return file.filename() == "old.h5"; };
  EXPECT_EQ(error_of_file(folder / "old.h5", {{}, false, is_old}), "(no error)");
  const auto is_other = [](const fs::path& file) { return file.filename() == "other.h5"; };
  EXPECT_EQ(error_of_file(folder / "old.h5", {{}, false, is_other}), refusal);
  EXPECT_EQ(read_bytes(folder / "old.h5"), "old");
}

TEST_F(OutputPlace, RefusesAFileMarkedReadOnly) {
  write_bytes(folder / "old.h5", "old");
  fs::permissions(folder / "old.h5", fs::perms::owner_read);
  EXPECT_EQ(error_of_file(folder / "old.h5", {{}, true}),
            (folder / "old.h5").string() +
                ": the file is marked read-only (choose another name, or make it writable)");
}

TEST_F(OutputPlace, NeverAcceptsAnInput) {
  write_bytes(folder / "in.h5", "in");
  fs::create_hard_link(folder / "in.h5", folder / "linked.h5");
  fs::create_symlink(folder / "in.h5", folder / "symlink.h5");
  for (const char* name : {"in.h5", "linked.h5", "symlink.h5", "./in.h5"}) {
    EXPECT_EQ(error_of_file(folder / name, {{folder / "in.h5"}, true}),
              (folder / name).string() +
                  ": this is what is read, and would be written over (choose another name)");
  }
}

TEST_F(OutputPlace, KeepsAwayFromAnInputFolder) {
  fs::create_directories(folder / "subject/surf");
  write_bytes(folder / "subject/surf/lh.white", "surface");
  const fs::path subject = folder / "subject";
  EXPECT_EQ(
      error_of_folder(subject, {{subject}, true}),
      subject.string() + ": this is what is read, and would be written over (choose another name)");
  const std::string risky = ": writing here could change what is read from " + subject.string() +
                            " (choose another name)";
  EXPECT_EQ(error_of_folder(subject / "surf", {{subject}, true}),
            (subject / "surf").string() + risky);
  EXPECT_EQ(error_of_folder(folder.path(), {{subject}, true}), folder.path().string() + risky);
  EXPECT_EQ(error_of_file(subject / "surf/lh.white", {{subject}, true}),
            (subject / "surf/lh.white").string() + risky);
  // A new file in the folder harms nothing: a figure beside its surfaces.
  EXPECT_EQ(error_of_file(subject / "figure.png", {{subject}, true}), "(no error)");
}

TEST_F(OutputPlace, RefusesAFilledFolder) {
  EXPECT_EQ(error_of_folder(folder / "empty"), "(no error)");
  EXPECT_EQ(error_of_folder(folder / "empty"), "(no error)");
  write_bytes(folder / "empty/file", "x");
  EXPECT_EQ(error_of_folder(folder / "empty"),
            (folder / "empty").string() +
                ": the folder exists already and is not empty (choose another name)");
  EXPECT_EQ(error_of_folder(folder / "empty", {{}, true}), "(no error)");
}

TEST_F(OutputPlace, TakesAFolderWithNothingButWhatAKilledProgramLeft) {
  fs::create_directories(folder / "study");
  const pid_t child = fork();
  if (child == 0) {
    auto* left = new AtomicFile(folder / "study/subject.h5");
    write_bytes(left->path(), "half");
    _exit(0);
  }
  waitpid(child, nullptr, 0);
  ASSERT_FALSE(fs::is_empty(folder / "study"));
  EXPECT_EQ(error_of_folder(folder / "study"), "(no error)");
  EXPECT_TRUE(fs::is_empty(folder / "study"));
}

TEST_F(OutputPlace, NamesTheTrueReason) {
  write_bytes(folder / "file", "x");
  EXPECT_EQ(error_of_file(folder / "file/new.h5"),
            (folder / "file").string() +
                ": the folder cannot be made: Not a directory (name one where you may write)");
  EXPECT_EQ(error_of_file("/proc/new.h5").rfind("/proc/new.h5: could not be written: ", 0), 0U);
}

}  // namespace
}  // namespace cortiscope
