#include "core/base/error.h"

#include <gtest/gtest.h>

namespace cortiscope {
namespace {

TEST(Error, ReadsSubjectProblemAndHint) {
  EXPECT_STREQ(Error(ErrorKind::kBadValue, "a.h5", "no").what(), "a.h5: no");
  EXPECT_STREQ(Error(ErrorKind::kBadValue, "a.h5", "no", "try b.h5").what(), "a.h5: no (try b.h5)");
}

TEST(Error, LetsNothingThroughThatSteersATerminal) {
  EXPECT_STREQ(Error(ErrorKind::kBadValue, "a\nb", "\x1b[31mé\x7f").what(), "a?b: ?[31mé?");
}

TEST(Error, KnowsTheOptionThatItIsAbout) {
  const Error error = option_error(ErrorKind::kBadValue, "steps", "expected 1, found 0", "try 1");
  EXPECT_STREQ(error.what(), "steps: expected 1, found 0 (try 1)");
  EXPECT_EQ(error.option(), "steps");
  EXPECT_EQ(Error(error).option(), "steps");
  EXPECT_EQ(Error(ErrorKind::kBadValue, "steps", "a file of this name").option(), "");
}

TEST(InQuotes, KeepsTheStartOfWhatIsLong) {
  EXPECT_EQ(in_quotes("ab"), "\"ab\"");
  EXPECT_EQ(in_quotes(std::string(61, 'a')), "\"" + std::string(60, 'a') + "...\"");
}

}  // namespace
}  // namespace cortiscope
