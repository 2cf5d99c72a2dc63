#include "core/io/csv_table.h"

#include <gtest/gtest.h>

#include <cmath>

namespace cortiscope {
namespace {

TEST(CsvTable, QuotesWhatWouldBreakARow) {
  CsvTable table({"file", "roi order"});
  table.add_row({"a.fit.h5", "V1,V2"});
  table.add_row({"the \"best\".h5", "two\nlines"});
  table.add_row({"", "plain text; with spaces"});
  EXPECT_EQ(table.text(),
            "file,roi order\n"
            "a.fit.h5,\"V1,V2\"\n"
            "\"the \"\"best\"\".h5\",\"two\nlines\"\n"
            ",plain text; with spaces\n");
}

TEST(CsvTable, WritesNumbersWithTheDigitsOfAFloat) {
  EXPECT_EQ(csv_number(0.25), "0.25");
  EXPECT_EQ(csv_number(1.0F / 3), "0.3333333");
  EXPECT_EQ(csv_number(12), "12");
  EXPECT_EQ(csv_number(NAN), "");
}

}  // namespace
}  // namespace cortiscope
