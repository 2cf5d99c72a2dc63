#include "core/io/hdf5/h5_soundness.h"

#include <gtest/gtest.h>
#include <hdf5.h>

#include <csignal>

#include "core/io/deflate.h"
#include "core/io/hdf5/h5_file.h"
#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

/// A file made by the library itself, for what H5Writer does not write.
class StrangeH5 : public testing::Test {
 protected:
  StrangeH5() {
    const hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_LATEST);
    id = H5Fcreate(file.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access);
    H5Pclose(access);
  }

  /// Makes "/t" of two axes, with the properties of `how`, and closes the file.
  void make_dataset(hid_t type, std::vector<hsize_t> dims, hid_t how) {
    const hid_t space = H5Screate_simple(int(dims.size()), dims.data(), nullptr);
    const hid_t made = H5Dcreate2(id, "/t", type, space, H5P_DEFAULT, how, H5P_DEFAULT);
    const std::vector<char> zeros(std::size_t(1) << 20);
    const std::size_t bytes = std::size_t(H5Sget_simple_extent_npoints(space)) * H5Tget_size(type);
    if (bytes <= zeros.size()) H5Dwrite(made, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, zeros.data());
    H5Dclose(made);
    H5Sclose(space);
    H5Pclose(how);
    H5Fclose(id);
  }

  std::string error_of_reading(const Shape& expected) {
    return error_of([&] { H5Reader(file).read<float>("/t", expected); });
  }

  /// The message about two numbers made with the properties of `how`.
  std::string error_with(hid_t how) {
    make_dataset(H5T_NATIVE_FLOAT, {2}, how);
    return error_of_reading({2});
  }

  const std::string copy = " (copy the data with h5py or h5repack)";
  TempDir folder;
  const std::filesystem::path file = folder / "t.h5";
  hid_t id = -1;
};

TEST_F(StrangeH5, MayLinkWithinItselfButNotToOtherFiles) {
  H5Fclose(id);
  // This process cannot make such links any more once it has read a file.
  const H5Reader reader(std::filesystem::path(CORTISCOPE_H5_CORPUS) / "links");
  const std::string words =
      "links:/names: expected data in the file itself, found a link to another file (copy them "
      "into "
      "this file with h5copy or h5py)";
  EXPECT_EQ(error_of([&] { reader.read_strings("/names"); }), words);
  EXPECT_EQ(error_of([&] { reader.has("/names/inside"); }), words);
  EXPECT_EQ(
      error_of([&] { reader.read<float>("/pixels", {kAny}); }),
      "links:/pixels: expected a dataset, found none (core/io/FORMAT.md says what a file must "
      "hold)");
  EXPECT_FALSE(reader.has("/pixels"));  // which links to itself
  EXPECT_TRUE(reader.has("/loop/a/up/loop"));
  EXPECT_EQ(reader.children("/loop"), (std::vector<std::string>{"a", "loop", "names", "pixels"}));
}

TEST_F(StrangeH5, MayNotStoreItsDataElsewhere) {
  const hid_t how = H5Pcreate(H5P_DATASET_CREATE);
  H5Pset_external(how, (folder / "data.bin").c_str(), 0, 8);
  EXPECT_EQ(error_with(how),
            "t.h5:/t: expected data in the file itself, found a reference to another file" + copy);
}

TEST_F(StrangeH5, MayNotTakeItsDataFromOtherDatasets) {
  const hid_t how = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t two = 2;
  const hid_t space = H5Screate_simple(1, &two, nullptr);
  H5Pset_virtual(how, space, "/nowhere.h5", "/t", space);
  H5Sclose(space);
  EXPECT_EQ(error_with(how),
            "t.h5:/t: expected data in the file itself, found a reference to another file" + copy);
}

TEST_F(StrangeH5, MayNotUseUnusualFilters) {
  const hid_t how = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t two = 2;
  H5Pset_chunk(how, 1, &two);
  H5Pset_nbit(how);
  EXPECT_EQ(error_with(how),
            "t.h5:/t: expected data that are not compressed or compressed with gzip, found HDF5 "
            "filter 5" +
                copy);
}

TEST_F(StrangeH5, MayNotHaveChunksThatFillTheMemory) {
  const hid_t how = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t chunk = hsize_t(1) << 29;
  H5Pset_chunk(how, 1, &chunk);
  H5Pset_deflate(how, 1);
  make_dataset(H5T_NATIVE_FLOAT, {std::size_t(1) << 30}, how);
  EXPECT_EQ(error_of_reading({kAny}),
            "t.h5:/t: expected chunks of at most " +
                std::to_string(most_bytes_of(std::filesystem::file_size(file))) +
                " bytes, found larger ones" + copy);
}

TEST_F(StrangeH5, MayNotHaveNumbersOfOtherTypes) {
  const hid_t type = H5Tcopy(H5T_NATIVE_INT);
  H5Tset_precision(type, 17);
  make_dataset(type, {2}, H5Pcreate(H5P_DATASET_CREATE));
  H5Tclose(type);
  EXPECT_EQ(error_of_reading({2}),
            "t.h5:/t: expected integers of 8 to 64 bits or floating-point numbers of 16, 32 or 64, "
            "found numbers of another type" +
                copy);
}

TEST_F(StrangeH5, MayNotNameTheSameDataTooOften) {
  const std::size_t count = std::size_t(1) << 18;
  make_dataset(H5T_NATIVE_FLOAT, {count}, H5Pcreate(H5P_DATASET_CREATE));
  const H5Reader reader(file);
  const std::uint64_t size = std::filesystem::file_size(file);
  std::uint64_t read = 0;
  std::string words = "(no error)";
  while (words == "(no error)") {
    words = error_of([&] { reader.read<float>("/t", {kAny}); });
    read += 4 * count;
  }
  EXPECT_EQ(words, "t.h5:/t: " + too_much(size, read));
}

/// The message about a file that cortiscope-probe did not read to its end.
std::string unsound(const std::filesystem::path& file, const std::string& found) {
  return file.string() + ": expected a sound HDF5 file, found " + found +
         " (the file is damaged; copy or write it again)";
}

TEST_F(StrangeH5, IsRefusedWhereOneChunkFillsTheMemory) {
  const hid_t how = H5Pcreate(H5P_DATASET_CREATE);
  const hsize_t count = 1024, first = 0;
  H5Pset_chunk(how, 1, &count);
  H5Pset_deflate(how, 1);
  const hid_t space = H5Screate_simple(1, &count, nullptr);
  const hid_t made = H5Dcreate2(id, "/t", H5T_NATIVE_FLOAT, space, H5P_DEFAULT, how, H5P_DEFAULT);
  const std::string bomb = deflate_bytes(std::string(180 << 20, '\0'), Wrapping::kZlib);
  H5Dwrite_chunk(made, H5P_DEFAULT, 0, &first, bomb.size(), bomb.data());
  H5Dclose(made);
  H5Sclose(space);
  H5Pclose(how);
  H5Fclose(id);
  EXPECT_EQ(error_of_reading({1024}),
            unsound(file, "one whose compressed data unpack to more than they say"));
}

// Of our own files with a few bytes changed; a later HDF5 may read them without a crash.
TEST_F(StrangeH5, IsRefusedWhereTheLibraryDoesNotSurviveIt) {
  H5Fclose(id);
  const std::filesystem::path corpus = CORTISCOPE_H5_CORPUS;
  if (H5_VERS_MINOR > 10) GTEST_SKIP() << "skipped: another HDF5 than the one they hurt";
  EXPECT_EQ(error_of([&] { H5Reader{corpus / "crash"}; }),
            unsound(corpus / "crash", "one on which the HDF5 library fails"));
  EXPECT_EQ(error_of([&] { H5Reader{corpus / "endless"}; }),
            unsound(corpus / "endless", "one that takes more than 0.7 s to read"));
}

TEST_F(StrangeH5, IsProbedAgainOnceItHasChanged) {
  make_dataset(H5T_NATIVE_FLOAT, {2}, H5Pcreate(H5P_DATASET_CREATE));
  EXPECT_EQ(error_of_reading({2}), "(no error)");
  if (H5_VERS_MINOR > 10) GTEST_SKIP() << "skipped: another HDF5 than the one it hurts";
  write_bytes(file, read_bytes(std::filesystem::path(CORTISCOPE_H5_CORPUS) / "crash"));
  EXPECT_EQ(error_of_reading({2}), unsound(file, "one on which the HDF5 library fails"));
}

TEST(H5Soundness, BlamesTheFileAloneForWhatLiesInIt) {
  const h5::Limits limits{std::uint64_t(100) << 20, 2.5};
  const auto reason = [&](const ProgramEnd& end) {
    std::string text;
    const std::string error = error_of([&] { text = h5::reason_of(end, limits, "a.h5"); });
    return error == "(no error)" ? text : error;
  };
  EXPECT_EQ(reason({false, 0, 0}), "");
  EXPECT_EQ(reason({false, 0, SIGSEGV}), "one on which the HDF5 library fails");
  EXPECT_EQ(reason({false, 0, SIGPROF}), "one that takes more than 2.5 s to read");
  EXPECT_EQ(reason({false, h5::kOutOfMemory, 0}), "one that takes more than 100 MB to read");
  EXPECT_EQ(reason({true, 0, SIGKILL}),
            "a.h5: the file could not be checked: reading it takes too long (does its disk or "
            "network answer?)");
  EXPECT_EQ(reason({false, 0, SIGKILL}),
            "a.h5: the file could not be checked: the program that checks it was ended by signal 9 "
            "(try again; is there enough memory?)");
  EXPECT_EQ(reason({false, 1, 0}),
            "a.h5: the file could not be checked: the program that checks it ended with code 1 "
            "(try again; is there enough memory?)");
}

}  // namespace
}  // namespace cortiscope
