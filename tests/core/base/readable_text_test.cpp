#include "core/base/readable_text.h"

#include <gtest/gtest.h>

#include "core/base/error.h"

namespace cortiscope {
namespace {

TEST(ReadableText, LeavesUtf8AsItIs) {
  for (const char* text : {"", "V1", "Gyrus größe", "日本語", "😀", "a\xC2\xA0z"}) {
    EXPECT_EQ(readable_text(text), text);
    EXPECT_TRUE(is_utf8(text));
  }
}

TEST(ReadableText, TakesOtherBytesForLatin1) {
  EXPECT_EQ(readable_text("r\xE9gion"), "région");
  EXPECT_EQ(readable_text("\xFF"), "ÿ");
  // Cut short, too long a form, a surrogate, beyond the last character.
  for (const char* text : {"a\xC3", "\xC0\xAF", "\xED\xA0\x80", "\xF5\x80\x80\x80"}) {
    EXPECT_FALSE(is_utf8(text));
    EXPECT_TRUE(is_utf8(readable_text(text)));
  }
}

TEST(ReadableText, ShowsNoControlCharacters) {
  EXPECT_EQ(readable_text("\x1b[31mred\x1b[0m\a\n\t\x7f"), "?[31mred?[0m????");
  EXPECT_EQ(readable_text("a\xC2\x9Bz"), "a?z") << "a control sequence of one character";
  EXPECT_EQ(readable_text("a\xE2\x80\xAEz"), "a?z") << "turns the direction of writing";
  EXPECT_EQ(readable_text("\xEF\xBF\xBF"), "?") << "XML cannot hold it";
}

TEST(ReadableText, IsWhatErrorsSay) {
  const Error error(ErrorKind::kBadFormat, "\x1b]0;owned\a.annot", "r\xE9gion");
  EXPECT_STREQ(error.what(), "?]0;owned?.annot: région");
  const std::string cut = in_quotes(std::string(59, 'a') + "é");
  EXPECT_TRUE(is_utf8(cut)) << cut;
}

}  // namespace
}  // namespace cortiscope
