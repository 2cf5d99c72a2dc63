#include "app/session/view_state.h"

#include <algorithm>
#include <regex>

#include "core/base/error.h"

namespace cortiscope {

bool has_form(const Cortex& cortex, SurfaceKind kind) {
  return std::all_of(kHemispheres.begin(), kHemispheres.end(), [&](Hemisphere h) {
    return cortex[h].vertex_count() == 0 || cortex[h].find(kind);
  });
}

CortexVertex parse_vertex(const std::string& text, const Cortex& cortex, Hemisphere otherwise) {
  static const std::regex kPattern("\\s*(?:([lrLR])[hH]?[\\s:.]*)?([0-9]{1,9})\\s*");
  std::smatch match;
  if (!std::regex_match(text, match, kPattern)) {
    throw Error(ErrorKind::kBadValue, "vertex \"" + text + "\"",
                "expected a hemisphere and a number", "for example lh 1234");
  }
  CortexVertex vertex{otherwise, std::stoi(match[2].str())};
  if (match[1].matched) {
    const char letter = match[1].str()[0];
    vertex.hemisphere = letter == 'l' || letter == 'L' ? kLh : kRh;
  }
  const int count = cortex[vertex.hemisphere].vertex_count();
  if (vertex.vertex >= count) {
    throw Error(
        ErrorKind::kBadValue,
        std::string("vertex ") + name_of(vertex.hemisphere) + " " + match[2].str(),
        count == 0 ? "this hemisphere is absent" : "expected 0 to " + std::to_string(count - 1));
  }
  return vertex;
}

}  // namespace cortiscope
