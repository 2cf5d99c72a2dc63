#include "core/io/hdf5/h5_file.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <limits>

#include "core/base/error.h"
#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

class H5File : public testing::Test {
 protected:
  /// A file with one dataset "/t".
  template <class T>
  std::filesystem::path file_with(const Array<T>& array) {
    H5Writer writer(folder / "t.h5");
    writer.write("/t", array);
    writer.commit();
    return folder / "t.h5";
  }
  TempDir folder;
};

TEST_F(H5File, GivesBackWhatWasWritten) {
  const Array<float> written(Shape{2, 3}, {1, 2, 3, 4, 5, 6.5F});
  const H5Reader file(file_with(written));
  const Array<float> read = file.read<float>("/t", {kAny, 3});
  EXPECT_EQ(read.shape, written.shape);
  EXPECT_EQ(read.values, written.values);
}

TEST_F(H5File, ReadsRowsInTheOrderAskedFor) {
  const H5Reader file(file_with(Array<float>(Shape{3, 2}, {0, 1, 10, 11, 20, 21})));
  EXPECT_EQ(file.read_rows<float>("/t", {3, 2}, {2, 0}).values, (std::vector<float>{20, 21, 0, 1}));
}

TEST_F(H5File, KeepsHalfPrecisionToItsRounding) {
  H5Writer writer(folder / "half.h5");
  writer.create_rows("/t", {2, 2}, Stored::kFloat16);
  writer.write_rows("/t", 1, Array<float>(Shape{1, 2}, {0.1F, -3000.0F}));
  writer.write_rows("/t", 0, Array<float>(Shape{1, 2}, {1, 2}));
  writer.commit();
  const std::vector<float> read = H5Reader(folder / "half.h5").read<float>("/t", {2, 2}).values;
  EXPECT_EQ(read[0], 1);
  EXPECT_NEAR(read[2], 0.1F, 0.1F / 2048);
  EXPECT_EQ(read[3], -3000.0F);
}

TEST_F(H5File, KeepsStringsAndAttributes) {
  {
    H5Writer writer(folder / "t.h5");
    writer.write_strings("/names", {"a", "", "ünï"});
    writer.set_text("/group", "title", "V1");
    writer.set_integer("/group", "seed", 9007199254740993);
    writer.set_number("/", "ratio", 0.25);
    writer.commit();
  }
  const H5Reader file(folder / "t.h5");
  EXPECT_EQ(file.read_strings("/names"), (std::vector<std::string>{"a", "", "ünï"}));
  EXPECT_EQ(file.text("/group", "title"), "V1");
  EXPECT_EQ(file.integer("/group", "seed"), 9007199254740993);
  EXPECT_EQ(file.number("/", "ratio"), 0.25);
}

TEST_F(H5File, LeavesNoFileWithoutCommit) {
  { H5Writer(folder / "t.h5").set_integer("/", "x", 1); }
  EXPECT_FALSE(std::filesystem::exists(folder / "t.h5"));
}

TEST_F(H5File, NamesFileDatasetAndBothShapes) {
  const H5Reader file(file_with(Array<float>(Shape{2, 2})));
  EXPECT_EQ(error_of([&] {
              file.read<float>("/t", {kAny, 3});
            }),
            "t.h5:/t: expected shape (*, 3), found (2, 2) (core/io/FORMAT.md says what a file must "
            "hold)");
}

TEST_F(H5File, SaysWhereANumberIsNotFinite) {
  Array<float> array(Shape{2, 2});
  array.values[3] = std::numeric_limits<float>::quiet_NaN();
  const H5Reader file(file_with(array));
  EXPECT_EQ(error_of([&] {
              file.read<float>("/t", {2, 2});
            }),
            "t.h5:/t: expected finite numbers, found NaN at [1, 1] (remove or replace it before "
            "loading)");
  EXPECT_TRUE(std::isnan(file.read<float>("/t", {2, 2}, Finite::kNotRequired).values[3]));
}

TEST_F(H5File, RefusesTextWhereNumbersAreExpected) {
  H5Writer writer(folder / "t.h5");
  writer.write_strings("/t", {"one"});
  writer.commit();
  const H5Reader file(folder / "t.h5");
  EXPECT_EQ(error_of([&] { file.read<float>("/t", {1}); }),
            "t.h5:/t: expected numbers, found another type (write it as an integer or "
            "floating-point dataset)");
}

TEST_F(H5File, RefusesADatasetThatDeclaresMoreThanItStores) {
  H5Writer writer(folder / "t.h5");
  writer.create_rows("/t", {1000000, 1000, 1000}, Stored::kFloat32);
  writer.commit();
  const H5Reader file(folder / "t.h5");
  EXPECT_EQ(
      error_of([&] {
        file.read<float>("/t", {kAny, kAny, kAny});
      }),
      "t.h5:/t: expected data of shape (1000000, 1000, 1000), found only 0 bytes (the file is "
      "incomplete; write it again)");
}

TEST_F(H5File, SaysThatADatasetOrAFileIsMissing) {
  const H5Reader file(file_with(Array<float>(Shape{1})));
  EXPECT_EQ(
      error_of([&] { file.read<float>("/u", {1}); }),
      "t.h5:/u: expected a dataset, found none (core/io/FORMAT.md says what a file must hold)");
  const std::string missing = (folder / "none.h5").string();
  EXPECT_EQ(error_of([&] { H5Reader{missing}; }),
            "none.h5: no such file (looked for " + missing + ")");
}

TEST_F(H5File, RefusesWhatIsNotHdf5AndWhatIsTruncated) {
  const std::string file = (folder / "t.h5").string();
  write_bytes(file, "hello");
  EXPECT_EQ(
      error_of([&] { H5Reader{file}; }),
      file + ": expected an HDF5 file, found another (core/io/FORMAT.md says how to write one)");
  file_with(Array<float>(Shape{10000}, 1.5F));
  write_bytes(file, read_bytes(file).substr(0, 2000));
  EXPECT_EQ(
      error_of([&] { H5Reader{file}; }),
      file +
          ": expected a whole HDF5 file, found one that is cut short or locked (copy or write "
          "it again)");
}

TEST_F(H5File, ChecksTheMarkOfEveryFormat) {
  {
    H5Writer writer(folder / "t.h5");
    mark_format(writer, "images");
    writer.commit();
  }
  const H5Reader file(folder / "t.h5");
  EXPECT_EQ(format_of(file), "images");
  EXPECT_EQ(error_of([&] { check_format(file, "fit"); }),
            (folder / "t.h5").string() +
                ": expected a Cortiscope fit file, found one of format \"images\" (its attribute "
                "\"format\" "
                "must read \"cortiscope fit\")");
}

TEST_F(H5File, NoticesThatItsFileHasChanged) {
  const std::filesystem::path path = file_with(Array<float>(Shape{2, 2}, {1, 2, 3, 4}));
  const H5Reader file(path);
  EXPECT_EQ(file.read_rows<float>("/t", {2, 2}, {1}).values, (std::vector<float>{3, 4}));
  const std::string changed = path.string() + ": the file has changed while it was read (wait " +
                              "until nothing writes to it, and open it again)";
  std::filesystem::last_write_time(path, std::filesystem::file_time_type::clock::now() +
                                             std::chrono::seconds(1));
  EXPECT_EQ(error_of([&] { file.read_rows<float>("/t", {2, 2}, {1}); }), changed);
  EXPECT_EQ(error_of([&] { file.read<float>("/t", {2, 2}); }), changed);
}

TEST_F(H5File, NoticesThatItsFileWasCutShort) {
  H5Writer writer(folder / "rows.h5");
  writer.create_rows("/t", {100, 1000}, Stored::kFloat32);
  writer.write_rows("/t", 0, Array<float>(Shape{100, 1000}));
  writer.commit();
  const H5Reader file(folder / "rows.h5");
  std::filesystem::resize_file(folder / "rows.h5", 100000);
  EXPECT_NE(error_of([&] { file.read_rows<float>("/t", {100, 1000}, {99}); }).find("has changed"),
            std::string::npos);
}

// A file replaced under the same name is another file: who reads the old one goes on.
TEST_F(H5File, GoesOnReadingAFileThatWasReplaced) {
  const H5Reader file(file_with(Array<float>(Shape{2}, {1, 2})));
  file_with(Array<float>(Shape{2}, {3, 4}));
  EXPECT_EQ(file.read<float>("/t", {2}).values, (std::vector<float>{1, 2}));
}

TEST_F(H5File, RefusesARowThatWasChangedOnTheDisk) {
  const std::vector<float> marks(1000, 123.25F);
  H5Writer writer(folder / "rows.h5");
  writer.create_rows("/t", {2, 1000}, Stored::kFloat32);
  writer.write_rows("/t", 1, Array<float>(Shape{1, 1000}, marks));
  writer.write_rows("/t", 0, Array<float>(Shape{1, 1000}));
  writer.commit();
  std::string bytes = read_bytes(folder / "rows.h5");
  const std::string mark(reinterpret_cast<const char*>(marks.data()), 400);
  const std::size_t at = bytes.find(mark);
  ASSERT_NE(at, std::string::npos);
  bytes[at + 201] ^= 1;
  write_bytes(folder / "rows.h5", bytes);
  const H5Reader file(folder / "rows.h5");
  EXPECT_EQ(file.read_rows<float>("/t", {2, 1000}, {0}).values[0], 0);
  EXPECT_EQ(error_of([&] { file.read_rows<float>("/t", {2, 1000}, {1}); }),
            "rows.h5:/t: expected data that can be read, found damaged ones (copy or write it "
            "again)");
}

/// Files of this process have at most `limit` bytes: this answers as a full disk does.
void limit_file_size(rlim_t limit) {
  std::signal(SIGXFSZ, SIG_IGN);
  const rlimit both = {limit, limit};
  setrlimit(RLIMIT_FSIZE, &both);
}

/// Writes a file of many parts, in a process of its own. Ends as a program ends, through the exit
/// handlers of libraries.
[[noreturn]] void write_until_full(const std::filesystem::path& path, rlim_t limit) {
  limit_file_size(limit);
  try {
    H5Writer writer(path);
    writer.set_text("/", "title", std::string(300, 't'));
    for (int i = 0; i < 40; ++i) {
      const std::string name = "/group" + std::to_string(i % 7) + "/t" + std::to_string(i);
      writer.write(name, std::vector<float>(500, float(i)));
      writer.write_strings(name + "names", {"a", "b", "c"});
    }
    writer.create_rows("/rows", {50, 700}, Stored::kFloat16);
    for (int i = 0; i < 50; ++i) writer.write_rows("/rows", i, Array<float>(Shape{1, 700}));
    writer.commit();
  } catch (const Error& error) {
    std::exit(std::string(error.what()).find("File too large") != std::string::npos ? 3 : 4);
  }
  std::exit(0);
}

TEST_F(H5File, NeverCrashesOnAFullDisk) {
  int refused = 0;
  bool was_written = false;
  for (rlim_t limit = 0; !was_written && limit < 400000; limit += 3001) {
    const pid_t child = fork();
    if (child == 0) write_until_full(folder / "full.h5", limit);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status)) << "killed by signal " << WTERMSIG(status) << " at " << limit;
    was_written = WEXITSTATUS(status) == 0;
    ASSERT_TRUE(was_written || WEXITSTATUS(status) == 3) << WEXITSTATUS(status) << " at " << limit;
    if (was_written) continue;
    ++refused;
    ASSERT_TRUE(std::filesystem::is_empty(folder.path())) << limit;
  }
  EXPECT_TRUE(was_written);
  EXPECT_GT(refused, 20);
}

/// Ends with 0 where the file came to the disk once, else with 3. Never returns.
[[noreturn]] void begin_until_full(const std::filesystem::path& file, rlim_t limit) {
  limit_file_size(limit);
  try {
    H5Writer writer(file, Beginning::kNewKept);
    for (int i = 0; i < 40; ++i) writer.write("/g" + std::to_string(i), std::vector<float>(50));
    writer.flush();
  } catch (const Error&) {
    std::exit(3);
  }
  std::exit(0);
}

TEST_F(H5File, IsKeptToGoOnOnlyOnceItCameToTheDisk) {
  int refused = 0;
  bool was_kept = false;
  for (rlim_t limit = 0; !was_kept && limit < 400000; limit += 3001) {
    const pid_t child = fork();
    if (child == 0) begin_until_full(folder / "kept.h5", limit);
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status)) << "killed by signal " << WTERMSIG(status) << " at " << limit;
    was_kept = WEXITSTATUS(status) == 0;
    refused += !was_kept;
    ASSERT_EQ(std::filesystem::exists(folder / "kept.h5.part"), was_kept) << limit;
  }
  ASSERT_TRUE(was_kept);
  EXPECT_GT(refused, 2);
  H5Writer(folder / "kept.h5", Beginning::kResumed).commit();
  EXPECT_TRUE(H5Reader(folder / "kept.h5").has("/g39"));
}

}  // namespace
}  // namespace cortiscope
