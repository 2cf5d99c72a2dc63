#include "core/base/error.h"

#include <algorithm>

namespace cortiscope {
namespace {

/// Files and their names may hold any bytes; control characters must not reach a terminal.
std::string printable(std::string text) {
  std::replace_if(
      text.begin(), text.end(),
      [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }, '?');
  return text;
}

}  // namespace

Error::Error(ErrorKind kind, const std::string& subject, const std::string& problem,
             const std::string& hint)
    : std::runtime_error(
          printable(subject + ": " + problem + (hint.empty() ? "" : " (" + hint + ")"))),
      kind_(kind) {}

Error option_error(ErrorKind kind, const std::string& option, const std::string& problem,
                   const std::string& hint) {
  Error error(kind, option, problem, hint);
  error.option_length_ = option.size();
  return error;
}

std::string in_quotes(std::string_view text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() <= kLongest) return "\"" + std::string(text) + "\"";
  return "\"" + std::string(text.substr(0, kLongest)) + "...\"";
}

}  // namespace cortiscope
