#include "render/fitted_text.h"

#include "render/page_files.h"

namespace cortiscope {

std::string fitted_text(std::string text, double width_mm, double size_pt, bool is_bold) {
  const auto width_of = [&](const std::string& line) {
    return text_width_mm(line, size_pt, is_bold);
  };
  if (width_of(text) <= width_mm) return text;
  const auto is_inside_character = [&] {
    return !text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80;
  };
  while (!text.empty() && width_of(text + "…") > width_mm) {
    while (is_inside_character()) text.pop_back();
    if (!text.empty()) text.pop_back();
  }
  return text + "…";
}

}  // namespace cortiscope
