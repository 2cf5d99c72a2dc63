#include "app/session/recipe_text.h"

#include <cstdlib>
#include <string_view>

#include "core/io/file_bytes.h"
#include "core/io/image/png_file.h"

namespace cortiscope {
namespace {

/// Decodes the entities of XML text.
std::string unescaped(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kNames[] = {
      {"&quot;", '"'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}};
  std::string plain;
  while (!text.empty()) {
    std::size_t taken = 1;
    char letter = text[0];
    for (const auto& [name, meaning] : kNames) {
      if (text.substr(0, name.size()) != name) continue;
      taken = name.size();
      letter = meaning;
    }
    plain += letter;
    text.remove_prefix(taken);
  }
  return plain;
}

/// Decodes a string of a PDF, from after its opening parenthesis: with a backslash before special
/// characters.
std::string literal_string(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size() && text[i] != ')'; ++i) {
    if (text[i] == '\\' && ++i == text.size()) break;
    plain += text[i];
  }
  return plain;
}

/// Decodes JSON in a string of a PDF in UTF-16, in hexadecimal from after its byte order mark.
/// Other characters than ASCII become JSON's escapes.
std::string hexadecimal_string(std::string_view text) {
  std::string json;
  text = text.substr(0, text.find('>'));
  for (; text.size() >= 4; text.remove_prefix(4)) {
    const std::string digits(text.substr(0, 4));
    const unsigned long unit = std::strtoul(digits.c_str(), nullptr, 16);
    json += unit < 0x80 ? std::string(1, char(unit)) : "\\u" + digits;
  }
  return json;
}

/// All that follows the last opening.
std::optional<std::string_view> after(const std::string& bytes, std::string_view opening) {
  const std::size_t start = bytes.rfind(opening);
  if (start == std::string::npos) return std::nullopt;
  return std::string_view(bytes).substr(start + opening.size());
}

}  // namespace

std::optional<std::string> recipe_text(const std::string& file) {
  std::string bytes = read_file_bytes(file);
  if (bytes.rfind("\x89PNG", 0) == 0) {
    const auto texts = read_png_texts(file);
    const auto found = texts.find("cortiscope-recipe");
    return found == texts.end() ? std::nullopt : std::optional(found->second);
  }
  if (bytes.rfind("%PDF", 0) == 0) {
    if (const auto text = after(bytes, "/Subject (")) return literal_string(*text);
    if (const auto text = after(bytes, "/Subject <FEFF")) return hexadecimal_string(*text);
    return std::nullopt;
  }
  const auto metadata = after(bytes, "<metadata id=\"cortiscope-recipe\">");
  if (!metadata) return bytes;
  return unescaped(metadata->substr(0, metadata->find("</metadata>")));
}

}  // namespace cortiscope
