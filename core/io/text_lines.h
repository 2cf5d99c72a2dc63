#pragma once

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>

namespace cortiscope {

/// The lines of a text in order, except blank ones and comments (#).
class TextLines {
 public:
  explicit TextLines(std::string_view text) : rest_(text) {}

  std::optional<std::string_view> next() {
    while (!rest_.empty()) {
      const std::size_t end = std::min(rest_.find_first_of("\r\n"), rest_.size());
      std::string_view line = rest_.substr(0, end);
      rest_.remove_prefix(std::min(end + 1, rest_.size()));
      line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
      if (!line.empty() && line[0] != '#') return line;
    }
    return std::nullopt;
  }

  /// The text after the lines taken.
  std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Reads one number and the blanks before it; moves `text` past it.
template <class T>
bool take_number(std::string_view& text, T& number) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  if (!text.empty() && text[0] == '+') text.remove_prefix(1);
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc{}) return false;
  text.remove_prefix(std::size_t(end - text.data()));
  return true;
}

/// The same for as many numbers as `numbers` holds.
template <class Numbers>
bool take_numbers(std::string_view text, Numbers& numbers) {
  return std::all_of(std::begin(numbers), std::end(numbers),
                     [&](auto& number) { return take_number(text, number); });
}

}  // namespace cortiscope
