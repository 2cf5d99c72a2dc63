#include "core/base/error.h"

#include "core/base/readable_text.h"

namespace cortiscope {

Error::Error(ErrorKind kind, const std::string& subject, const std::string& problem,
             const std::string& hint)
    : std::runtime_error(
          readable_text(subject + ": " + problem + (hint.empty() ? "" : " (" + hint + ")"))),
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
  std::size_t length = kLongest;
  const auto is_inside_letter = [&] {
    return (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80;
  };
  while (length > 0 && is_inside_letter()) --length;
  return "\"" + std::string(text.substr(0, length)) + "...\"";
}

}  // namespace cortiscope
