#include "core/io/hdf5/h5_file.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

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

}  // namespace
}  // namespace cortiscope
