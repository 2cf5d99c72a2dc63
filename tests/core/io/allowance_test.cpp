#include "core/io/allowance.h"

#include <gtest/gtest.h>

#include "tests/support/expect_error.h"
#include "tests/support/hostile.h"

namespace cortiscope {
namespace {

TEST(Allowance, CountsAllPartsTogether) {
  Allowance allowance(1000);
  allowance.take(16000000, "a.gii:1");
  EXPECT_EQ(error_of([&] { allowance.take(1000000, "a.gii:2"); }),
            "a.gii:2: expected at most 16827216 bytes of data in a file of 1000, found 17000000 "
            "(the file is damaged or made to fill the memory; if it is neither, write it "
            "uncompressed)");
  EXPECT_EQ(error_of([&] { allowance.take(827216, "a.gii:2"); }), "(no error)");
  EXPECT_EQ(error_of([&] { allowance.take(1, "a.gii:3"); }),
            "a.gii:3: " + too_much(1000, 16827217));
  allowance.add_raw_file(1000);
  EXPECT_EQ(error_of([&] { allowance.take(4000, "a.gii:3"); }), "(no error)");
  EXPECT_EQ(error_of([&] { allowance.take(1, "a.gii:3"); }),
            "a.gii:3: expected at most 16831216 bytes of data in a file of 2000, found 16831217 "
            "(the file is damaged or made to fill the memory; if it is neither, write it "
            "uncompressed)");
}

}  // namespace
}  // namespace cortiscope
