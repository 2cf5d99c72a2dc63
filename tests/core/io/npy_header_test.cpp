#include "core/io/npy/npy_header.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/npy_bytes.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

TEST(NpyHeader, SaysTypeAndShape) {
  const TempDir folder;
  write_bytes(folder / "a.npy", npy_bytes("<f4", "(3, 2)", std::string(24, 'x')));
  const NpyHeader header = read_npy_header(folder / "a.npy");
  EXPECT_EQ(header.type, "<f4");
  EXPECT_FALSE(header.is_column_major);
  EXPECT_EQ(header.shape, (Shape{3, 2}));
  EXPECT_EQ(read_bytes(folder / "a.npy").substr(header.data_start), std::string(24, 'x'));
  write_bytes(folder / "b.npy", npy_bytes("|O", "()", "a pickle"));
  EXPECT_EQ(read_npy_header(folder / "b.npy").shape, Shape{});
  write_bytes(folder / "c.npy", npy_bytes("<i8", "(7,)", ""));
  EXPECT_EQ(read_npy_header(folder / "c.npy").shape, Shape{7});
}

TEST(NpyHeader, RefusesWhatIsNone) {
  const TempDir folder;
  const std::string whole = npy_bytes("<f4", "(3, 2)", "");
  std::string version = whole, length = whole;
  version[6] = 9;
  length[9] = 'x';
  for (const std::string& bytes :
       {std::string(), std::string("hello"), whole.substr(0, 20), version, length,
        npy_bytes("<f4", "3", ""), npy_bytes("<f4", "(-3, 2)", ""), npy_bytes("<f4", "(a)", "")}) {
    write_bytes(folder / "a.npy", bytes);
    EXPECT_EQ(error_of([&] { read_npy_header(folder / "a.npy"); }),
              "a.npy: expected a NumPy array (.npy) with type, order and shape in its header, "
              "found another file (write it with numpy.save)")
        << bytes;
  }
}

}  // namespace
}  // namespace cortiscope
