#include "core/base/base64.h"

#include <array>
#include <cstdint>

namespace cortiscope {
namespace {

constexpr char kLetters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::int8_t kBlank = -1;
constexpr std::int8_t kPadding = -2;
constexpr std::int8_t kWrong = -3;

std::array<std::int8_t, 256> value_of_letter() {
  std::array<std::int8_t, 256> values{};
  values.fill(kWrong);
  for (int i = 0; i < 64; ++i) values[static_cast<unsigned char>(kLetters[i])] = std::int8_t(i);
  for (const char blank : {' ', '\t', '\r', '\n'})
    values[static_cast<unsigned char>(blank)] = kBlank;
  values['='] = kPadding;
  return values;
}

}  // namespace

std::optional<std::string> decode_base64(std::string_view text) {
  static const std::array<std::int8_t, 256> kValues = value_of_letter();
  std::string bytes;
  bytes.resize(text.size() / 4 * 3 + 3);
  std::size_t count = 0;
  std::uint32_t bits = 0;
  int letters = 0;
  int padding = 0;
  for (const char letter : text) {
    const std::int8_t value = kValues[static_cast<unsigned char>(letter)];
    if (value == kBlank) continue;
    if (value == kWrong || (padding && value != kPadding)) return std::nullopt;
    if (value == kPadding) {
      ++padding;
      continue;
    }
    bits = bits << 6 | std::uint32_t(value);
    if (++letters == 4) {
      bytes[count++] = char(bits >> 16);
      bytes[count++] = char(bits >> 8);
      bytes[count++] = char(bits);
      bits = 0;
      letters = 0;
    }
  }
  if (letters == 1 || padding > 2) return std::nullopt;
  if (letters >= 2) bytes[count++] = char(bits >> (letters == 2 ? 4 : 10));
  if (letters == 3) bytes[count++] = char(bits >> 2);
  bytes.resize(count);
  return bytes;
}

std::string encode_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const std::size_t present = bytes.size() - i < 3 ? bytes.size() - i : 3;
    std::uint32_t bits = 0;
    for (std::size_t j = 0; j < 3; ++j) {
      bits = bits << 8 | (j < present ? static_cast<unsigned char>(bytes[i + j]) : 0U);
    }
    for (std::size_t j = 0; j < 4; ++j) {
      text += j <= present ? kLetters[bits >> (18 - 6 * j) & 63] : '=';
    }
  }
  return text;
}

}  // namespace cortiscope
