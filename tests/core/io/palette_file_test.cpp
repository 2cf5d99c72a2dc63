#include "core/io/palette_file.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/temp_dir.h"

namespace cortiscope {
namespace {

std::vector<Rgb8> palette_of(const std::string& text) {
  const TempDir folder;
  write_bytes(folder / "a.txt", text);
  return read_palette(folder / "a.txt");
}

TEST(ReadPalette, ReadsHexadecimalsBytesAndFractions) {
  const std::vector<Rgb8> expected = {{0, 51, 255}, {255, 255, 255}};
  EXPECT_EQ(palette_of("#0033ff\n\n#FFFFFF\n"), expected);
  EXPECT_EQ(palette_of("// low to high\r\n0 51 255\r\n255,255,255"), expected);
  EXPECT_EQ(palette_of("0 0.2 1\n1 1 1\n"), expected);
}

TEST(ReadPalette, SaysWhatIsNoPalette) {
  EXPECT_EQ(error_of([] { palette_of("0 0 0\nred\n"); }),
            "a.txt: expected a palette, lines of #rrggbb or of red, green and blue, found \"red\" "
            "(or choose a palette by name)");
  EXPECT_EQ(error_of([] { palette_of("0 0 0\n"); }),
            "a.txt: expected a palette of at least two colours, found 1");
  EXPECT_EQ(error_of([] { palette_of("0 0 0\n0 0 256\n"); }),
            "a.txt: expected parts of a colour from 0 to 1, or from 0 to 255, found \"0 0 256\"");
}

}  // namespace
}  // namespace cortiscope
