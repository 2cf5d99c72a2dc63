#include "core/analysis/read_part.h"

#include <algorithm>
#include <cctype>

#include "core/base/error.h"

namespace cortiscope {

ReadPart parse_read_part(const std::string& text, int layers) {
  using Kind = ReadPart::Kind;
  if (text == "all") return {Kind::kAll, 0};
  if (text == "local") return {Kind::kLocal, 0};
  if (text == "global") return {Kind::kGlobal, 0};
  const std::string opening = "layer:";
  const std::string digits = text.substr(std::min(opening.size(), text.size()));
  const bool is_number =
      !digits.empty() && digits.size() < 6 &&
      std::all_of(digits.begin(), digits.end(), [](unsigned char c) { return std::isdigit(c); });
  if (text.rfind(opening, 0) == 0 && is_number) {
    const int layer = std::stoi(digits);
    if (layer >= 1 && layer <= layers) return {Kind::kLayer, layer};
  }
  throw option_error(ErrorKind::kBadValue, "component",
                     "expected all, local, global or layer:1 to layer:" + std::to_string(layers) +
                         ", found " + in_quotes(text));
}

std::string name_of(const ReadPart& part) {
  switch (part.kind) {
    case ReadPart::Kind::kAll:
      return "all";
    case ReadPart::Kind::kLocal:
      return "local";
    case ReadPart::Kind::kGlobal:
      return "global";
    case ReadPart::Kind::kLayer:
      return "layer:" + std::to_string(part.layer);
  }
  return "";
}

std::string words_of(const ReadPart& part) {
  if (part.kind == ReadPart::Kind::kLayer) return "layer " + std::to_string(part.layer);
  return name_of(part) + " tokens";
}

ReadPart possible_part(ReadPart part, int layers) {
  if (part.kind == ReadPart::Kind::kLayer) part.layer = std::min(part.layer, layers);
  return part;
}

}  // namespace cortiscope
