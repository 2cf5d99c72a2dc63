#include "core/base/readable_text.h"

#include <cstddef>
#include <cstdint>

namespace cortiscope {
namespace {

struct Letter {
  std::uint32_t code = 0;
  std::size_t length = 0;  ///< bytes; 0: not UTF-8
};

/// The character at the start of some text. @pre it is not empty
Letter first_letter(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return std::uint32_t(static_cast<unsigned char>(text[i]));
  };
  const std::uint32_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || length > text.size()) return {};
  std::uint32_t code = first & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  constexpr std::uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};  // shorter forms are not allowed
  const bool is_surrogate = code >= 0xD800 && code <= 0xDFFF;
  if (code < kLeast[length] || code > 0x10FFFF || is_surrogate) return {};
  return {code, length};
}

bool is_shown(std::uint32_t code) {
  const bool is_control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool turns_direction = (code >= 0x200E && code <= 0x200F) ||
                               (code >= 0x202A && code <= 0x202E) ||
                               (code >= 0x2066 && code <= 0x2069);
  const bool breaks_line = code == 0x2028 || code == 0x2029;
  const bool is_no_character = (code & 0xFFFEU) == 0xFFFE;
  return !is_control && !turns_direction && !breaks_line && !is_no_character;
}

std::string utf8_of_latin1(std::string_view text) {
  std::string utf8;
  for (const char letter : text) {
    const auto code = static_cast<unsigned char>(letter);
    if (code < 0x80) {
      utf8 += letter;
    } else {
      utf8 += char(0xC0 | code >> 6);
      utf8 += char(0x80 | (code & 0x3F));
    }
  }
  return utf8;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const Letter letter = first_letter(text);
    if (letter.length == 0) return false;
    text.remove_prefix(letter.length);
  }
  return true;
}

std::string readable_text(std::string_view text) {
  const std::string utf8 = is_utf8(text) ? std::string(text) : utf8_of_latin1(text);
  std::string shown;
  for (std::string_view rest = utf8; !rest.empty();) {
    const Letter letter = first_letter(rest);
    shown += is_shown(letter.code) ? rest.substr(0, letter.length) : std::string_view("?");
    rest.remove_prefix(letter.length);
  }
  return shown;
}

}  // namespace cortiscope
