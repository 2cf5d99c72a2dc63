#include "core/io/mat/mat_file.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"
#include "tests/support/mat_bytes.h"

namespace cortiscope {
namespace {

struct MatFile : testing::Test {
  TempDir folder;

  MatMatrix read(const std::string& elements, const std::string& name = "a") const {
    write_bytes(folder / "a.mat", mat_bytes(elements));
    return read_mat_matrices(folder / "a.mat", {name}).at(name);
  }
  std::string error_with(const std::string& bytes, const std::string& name = "a") const {
    write_bytes(folder / "a.mat", bytes);
    return error_of([&] { read_mat_matrices(folder / "a.mat", {name}); });
  }
};

const std::string kHint = " (take the file from the data set's own download, or save it with -v7)";

TEST_F(MatFile, HoldsMatricesColumnAfterColumn) {
  const MatMatrix found =
      read(mat_variable("a", 2, 3, 9, std::vector<double>{1, 2, 3.5, 4, -5, 1e300}));
  EXPECT_EQ(found.rows, 2);
  EXPECT_EQ(found.columns, 3);
  EXPECT_EQ(found.at(1, 0), 2);
  EXPECT_EQ(found.at(0, 1), 3.5);
  EXPECT_EQ(found.at(1, 2), 1e300);
}

// Written by SciPy 1.17: savemat(file, {"b": arange(3.0), "a": [[1.5, -2], [300, 4]]},
// do_compression=True).
TEST_F(MatFile, IsReadAsScipyWritesIt) {
  const char elements[] =
      "\x0f\x00\x00\x00\x2c\x00\x00\x00\x78\x9c\xe3\x63\x60\x60\xf0\x00"
      "\x62\x36\x20\xe6\x80\xd2\x20\xc0\x0a\xe5\x33\x02\x31\x33\x98\x66"
      "\x64\x48\x02\xd2\x9c\x40\x2c\xc1\x80\x0e\x3e\xd8\x43\x19\x0e\x00"
      "\x40\x79\x02\x70\x0f\x00\x00\x00\x33\x00\x00\x00\x78\x9c\xe3\x63"
      "\x60\x60\x08\x00\x62\x36\x20\xe6\x80\xd2\x20\xc0\x0a\xe5\x33\x41"
      "\x31\x23\x10\x26\x02\x69\x4e\x20\x56\x60\x80\x81\x1f\xf6\x60\xea"
      "\x40\x91\x03\x54\xe0\x00\x84\x12\x70\x00\x00\x81\x3d\x04\xc9";
  const MatMatrix found = read(std::string(elements, sizeof elements - 1));
  EXPECT_EQ(found.rows, 2);
  EXPECT_EQ(found.values, (std::vector<double>{1.5, 300, -2, 4}));
  EXPECT_EQ(read(std::string(elements, sizeof elements - 1), "b").values,
            (std::vector<double>{0, 1, 2}));
}

TEST_F(MatFile, MayBeCompressedAndHoldOtherVariables) {
  const std::string others =
      mat_compressed(mat_variable("b", 1, 1, 9, std::vector<double>{7})) +
      mat_element(14, mat_element(6, mat_number(2) + mat_number(0)) +
                          mat_element(5, mat_number(1) + mat_number(1)) + mat_element(1, "cell")) +
      mat_element(99, "unknown");
  const MatMatrix found = read(
      others + mat_compressed(mat_variable("a", 1, 2, 4, std::vector<std::uint16_t>{3, 60000})));
  EXPECT_EQ(found.values, (std::vector<double>{3, 60000}));
  EXPECT_EQ(read(others + mat_variable("a", 1, 1, 1, std::vector<std::int8_t>{-3})).at(0, 0), -3);
}

// As MATLAB writes whatever has four bytes or fewer.
TEST_F(MatFile, MayHaveSmallElements) {
  const auto small = [](std::uint16_t type, const std::string& bytes) {
    std::string element = mat_number(type) + mat_number(std::uint16_t(bytes.size())) + bytes;
    element.resize(8, '\0');
    return element;
  };
  const std::string head = mat_element(6, mat_number(6) + mat_number(0)) +
                           mat_element(5, mat_number(1) + mat_number(2)) + small(1, "a");
  EXPECT_EQ(read(mat_element(14, head + small(2, "\x05\x09"))).values, (std::vector<double>{5, 9}));
}

TEST_F(MatFile, OfAnotherKindIsRefused) {
  EXPECT_EQ(error_with(""), "a.mat: expected a MATLAB 5 file, found another" + kHint);
  EXPECT_EQ(error_with(std::string(200, 'x')),
            "a.mat: expected a MATLAB 5 file, found another" + kHint);
  EXPECT_EQ(
      error_with("MATLAB 7.3 MAT-file" + std::string(500, ' ')),
      "a.mat: expected a MATLAB 5 file, found one of -v7.3, which is HDF5 (save it with -v7)");
  EXPECT_EQ(error_with(mat_bytes(mat_variable("b", 1, 1, 9, std::vector<double>{1}))),
            "a.mat: expected a variable \"a\", found none (is it the right file?)");
}

TEST_F(MatFile, ThatDoesNotHoldRealNumbersIsRefused) {
  const auto variable = [](std::int32_t flags, const std::string& shape) {
    return mat_bytes(mat_element(14, mat_element(6, mat_number(flags) + mat_number(0)) +
                                         mat_element(5, shape) + mat_element(1, "a") +
                                         mat_element(9, std::string(8, '\0'))));
  };
  const std::string one = mat_number(1) + mat_number(1);
  const std::string words = "a.mat:a: expected a matrix of real numbers (is it the right file?)";
  EXPECT_EQ(error_with(variable(6, one)), "(no error)");
  EXPECT_EQ(error_with(variable(0x806, one)), words) << "complex";
  EXPECT_EQ(error_with(variable(2, one)), words) << "a structure";
  EXPECT_EQ(error_with(variable(5, one)), words) << "sparse";
  EXPECT_EQ(error_with(variable(6, one + mat_number(1))), words) << "three axes";
  EXPECT_EQ(error_with(variable(6, mat_number(-1) + mat_number(-1))), words);
}

TEST_F(MatFile, WithSizesThatLieIsRefused) {
  const std::string true_one = mat_variable("a", 1, 1, 9, std::vector<double>{1});
  EXPECT_EQ(error_with(mat_bytes(mat_variable("a", 1000000, 1000000, 9, std::vector<double>{1}))),
            "a.mat:a: expected 1000000000000 numbers, as its shape says, found 8 bytes of 8 a "
            "number" +
                kHint);
  for (std::size_t size = 1; size < true_one.size(); ++size) {
    EXPECT_NE(error_with(mat_bytes(true_one.substr(0, size))), "(no error)") << size;
  }
  std::string longer = true_one;
  longer.replace(4, 4, mat_number(std::uint32_t(0xfffffff0)));
  EXPECT_EQ(error_with(mat_bytes(longer)),
            "a.mat: expected 4294967280 bytes for an element, found " +
                std::to_string(true_one.size() - 8) +
                " (the file is cut short or damaged; copy it again)");
}

TEST_F(MatFile, ThatWouldFillTheMemoryIsRefused) {
  const std::string bomb =
      mat_bytes(mat_compressed(mat_variable("a", 1, 40 << 20, 2, std::vector<char>(40 << 20))));
  const std::string found = error_with(bomb);
  EXPECT_NE(found.find("expected at most"), std::string::npos) << found;
  // Each byte of the file would be eight in memory.
  const std::string wide = mat_bytes(mat_variable("a", 1, 3 << 20, 2, std::vector<char>(3 << 20)));
  EXPECT_EQ(error_with(wide), "(no error)");
}

}  // namespace
}  // namespace cortiscope
