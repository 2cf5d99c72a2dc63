#include "core/io/npy/npy_array.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <limits>
#include <thread>

#include "tests/support/expect_error.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// Some rows, one after the other.
std::vector<float> rows_read(const std::filesystem::path& file, const std::vector<int>& rows) {
  const NpyArray array(file);
  const std::int64_t columns = array.shape()[1];
  std::vector<float> values(rows.size() * std::size_t(columns));
  array.read_rows(rows, values.data(), columns);
  return values;
}

TEST(NpyArray, GivesTheSameRowsInEveryTypeAndOrder) {
  const TempDir folder;
  const auto file = folder / "a.npy";
  for (const std::string type : {"<f4", ">f4", "<f8", "<i4"}) {
    write_bytes(file, npy_bytes(type, "(3, 2)", number_bytes({1, 2, 3, -4, 5, 6}, type)));
    EXPECT_EQ(rows_read(file, {2, 0}), (std::vector<float>{5, 6, 1, 2})) << type;
    write_bytes(file, npy_bytes(type, "(3, 2)", number_bytes({1, 3, 5, 2, -4, 6}, type), true));
    EXPECT_EQ(rows_read(file, {2, 0}), (std::vector<float>{5, 6, 1, 2})) << type << ", Fortran";
    EXPECT_EQ(NpyArray(file).is_floating(), type != "<i4");
  }
}

TEST(NpyArray, GivesRowsOfMoreAxesOneAfterTheOther) {
  const TempDir folder;
  write_bytes(folder / "a.npy",
              npy_bytes("<f4", "(2, 1, 2, 2)", number_bytes({1, 2, 3, 4, 5, 6, 7, 8}, "<f4")));
  const NpyArray array(folder / "a.npy");
  EXPECT_EQ(array.shape(), (Shape{2, 1, 2, 2}));
  std::vector<float> values(4);
  array.read_rows({1}, values.data(), 4);
  EXPECT_EQ(values, (std::vector<float>{5, 6, 7, 8}));
}

TEST(NpyArray, LeavesWhatIsBesideItsColumns) {
  const TempDir folder;
  for (const bool is_column_major : {false, true}) {
    write_bytes(folder / "a.npy",
                npy_bytes("<f4", "(1, 2)", number_bytes({1, 2}, "<f4"), is_column_major));
    std::vector<float> values(6, 9);
    NpyArray(folder / "a.npy").read_rows({0, 0}, values.data(), 3);
    EXPECT_EQ(values, (std::vector<float>{1, 2, 9, 1, 2, 9}));
  }
}

TEST(NpyArray, GivesAListOfNumbers) {
  const TempDir folder;
  for (const std::string type : {"<f4", ">f4", "<f8", "<i4", "|u1"}) {
    write_bytes(folder / "a.npy", npy_list({0, 1, 7}, type));
    EXPECT_EQ(NpyArray(folder / "a.npy").values(), (std::vector<double>{0, 1, 7})) << type;
  }
  write_bytes(folder / "a.npy", npy_bytes("|b1", "(2,)", std::string("\1\0", 2)));
  EXPECT_EQ(NpyArray(folder / "a.npy").values(), (std::vector<double>{1, 0}));
  write_bytes(folder / "a.npy", npy_bytes("<f4", "(1, 2)", number_bytes({1, 2}, "<f4")));
  EXPECT_EQ(error_of([&] { NpyArray(folder / "a.npy").values(); }),
            "a.npy: expected a list of at most 1048576 numbers, found an array of shape (1, 2) (is "
            "it the right file?)");
}

TEST(NpyArray, RefusesAShapeThatTheFileHasNoRoomFor) {
  const TempDir folder;
  const auto error_with = [&](const std::string& shape, const std::string& data) {
    write_bytes(folder / "a.npy", npy_bytes("<f4", shape, data));
    return error_of([&] { NpyArray{folder / "a.npy"}; });
  };
  const std::string end = " (the file is cut short or damaged; copy it again)";
  EXPECT_EQ(error_with("(9841, 19004)", "1234"),
            "a.npy: its header promises <f4 of shape (9841, 19004), which does not fit its 132 "
            "bytes" +
                end);
  EXPECT_EQ(
      error_with("(2, 2)", std::string(12, 'x')),
      "a.npy: its header promises <f4 of shape (2, 2), which does not fit its 140 bytes" + end);
  for (const char* shape : {"(9223372036854775807, 9223372036854775807)", "(1073741824, 0)",
                            "(4294967296, 4294967296)", "(1, 1, 1, 1, 0)"}) {
    EXPECT_NE(error_with(shape, "").find("does not fit"), std::string::npos) << shape;
  }
}

TEST(NpyArray, SaysOfManyAxesOnlyHowMany) {
  const TempDir folder;
  std::string shape = "(";
  for (int axis = 0; axis < 1000; ++axis) shape += "1,";
  write_bytes(folder / "a.npy", npy_bytes("|u1", shape + ")", "x"));
  EXPECT_EQ(error_of([&] { NpyArray{folder / "a.npy"}; }),
            "a.npy: its header promises |u1 of 1000 axes, which does not fit its 2113 bytes (the "
            "file is cut short or damaged; copy it again)");
}

TEST(NpyArray, RefusesOtherThanRealNumbers) {
  const TempDir folder;
  for (const std::string type : {"<c8", "<f2", "|O", "|S4", "f4", "|f4", "<U3"}) {
    write_bytes(folder / "a.npy", npy_bytes(type, "(1,)", "12345678"));
    EXPECT_EQ(error_of([&] { NpyArray{folder / "a.npy"}; }),
              "a.npy: expected integers or floating-point numbers of 32 or 64 bits, found NumPy's "
              "type \"" +
                  type + "\" (convert it with astype(\"float32\") and save it again)");
  }
}

TEST(NpyArray, RefusesNumbersThatAreNotFinite) {
  const TempDir folder;
  const auto error_with = [&](double number) {
    write_bytes(folder / "a.npy",
                npy_bytes("<f8", "(2, 2)", number_bytes({1, 2, 3, number}, "<f8")));
    return error_of([&] { rows_read(folder / "a.npy", {0, 1}); });
  };
  const std::string end = " at [1, 1] (remove or replace it before loading)";
  EXPECT_EQ(error_with(std::numeric_limits<double>::quiet_NaN()),
            "a.npy: expected finite numbers, found NaN" + end);
  EXPECT_EQ(error_with(-std::numeric_limits<double>::infinity()),
            "a.npy: expected finite numbers, found infinity" + end);
  EXPECT_EQ(error_with(1e300),
            "a.npy: expected finite numbers, found one too large for float32" + end);
  EXPECT_EQ(error_with(4), "(no error)");
}

TEST(NpyArray, LeavesColumnsAloneThatAreNotAskedFor) {
  const TempDir folder;
  for (const bool is_column_major : {false, true}) {
    const std::vector<double> numbers = is_column_major
                                            ? std::vector<double>{NAN, 2, 1, 4, 5, 6, NAN, 8}
                                            : std::vector<double>{NAN, 1, 5, NAN, 2, 4, 6, 8};
    write_bytes(folder / "a.npy",
                npy_bytes("<f4", "(2, 4)", number_bytes(numbers, "<f4"), is_column_major));
    std::vector<float> values(4);
    NpyArray(folder / "a.npy").read({1, 0}, {2, 1}, values.data(), 2);
    EXPECT_EQ(values, (std::vector<float>{6, 4, 5, 1}));
    EXPECT_EQ(error_of([&] {
                NpyArray(folder / "a.npy").read({1, 0}, {3}, values.data(), 1);
              }),
              "a.npy: expected finite numbers, found NaN at [0, 3] (remove or replace it before "
              "loading)");
  }
}

TEST(NpyArray, NoticesThatItsFileWasChanged) {
  const TempDir folder;
  const auto file = folder / "a.npy";
  const std::string bytes = npy_bytes("<f4", "(1, 2)", number_bytes({1, 2}, "<f4"));
  const auto error_after = [&](const auto& change) {
    write_bytes(file, bytes);
    const NpyArray array(file);
    change();
    std::vector<float> values(2);
    return error_of([&] { array.read_rows({0}, values.data(), 2); });
  };
  const std::string words = file.string() +
                            ": the file has changed while it was read (wait until nothing writes "
                            "to it, and open it again)";
  EXPECT_EQ(error_after([&] { std::filesystem::resize_file(file, 100); }), words);
  EXPECT_EQ(error_after([&] {
              using namespace std::chrono_literals;
              std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + 1s);
            }),
            words)
      << "of the same size";
  EXPECT_EQ(error_after([&] {
              std::filesystem::remove(file);
              write_bytes(file, "another file of this name");
            }),
            "(no error)");
}

// A map of the file would end the program.
TEST(NpyArray, OutlivesAFileThatIsCutShortWhileItIsRead) {
  const TempDir folder;
  const auto file = folder / "a.npy";
  constexpr int kRows = 4, kColumns = 100000;
  const std::string bytes =
      npy_bytes("<f4", "(4, 100000)", std::string(std::size_t(4) * kRows * kColumns, '\0'));
  write_bytes(file, bytes);
  std::atomic<bool> ends = false;
  std::thread other([&] {
    while (!ends) {
      std::filesystem::resize_file(file, 200);
      std::filesystem::resize_file(file, bytes.size());  // with zeros
    }
  });
  std::vector<float> values(std::size_t(kRows) * kColumns, 1);
  int refused = 0;
  for (int i = 0; i < 300; ++i) {
    refused += error_of([&] {
                 NpyArray(file).read_rows({0, 1, 2, 3}, values.data(), kColumns);
               }) != "(no error)";
  }
  ends = true;
  other.join();
  EXPECT_GT(refused, 0) << "it was never cut short while it was read";
}

}  // namespace
}  // namespace cortiscope
