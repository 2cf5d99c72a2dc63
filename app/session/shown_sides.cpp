#include "app/session/shown_sides.h"

#include <utility>

namespace cortiscope {
namespace {

constexpr ShownSides kAll[] = {ShownSides::kBoth, ShownSides::kLh, ShownSides::kRh,
                               ShownSides::kTogether};

}  // namespace

const char* name_of(ShownSides shown) {
  if (shown == ShownSides::kBoth) return "both";
  if (shown == ShownSides::kTogether) return "together";
  return name_of(shown == ShownSides::kLh ? kLh : kRh);
}

std::optional<ShownSides> find_shown_sides(const std::string& name) {
  for (const ShownSides each : kAll) {
    if (name == name_of(each)) return each;
  }
  return std::nullopt;
}

bool has_both(const Cortex& cortex) {
  return cortex[kLh].vertex_count() > 0 && cortex[kRh].vertex_count() > 0;
}

ShownSides possible_sides(ShownSides wanted, const Cortex& cortex) {
  for (const Hemisphere h : kHemispheres) {
    const bool is_wanted = wanted != ShownSides::kBoth && shows(wanted, h);
    if (is_wanted && cortex[h].vertex_count() == 0) return ShownSides::kBoth;
  }
  return wanted;
}

std::shared_ptr<const Cortex> shown_of(std::shared_ptr<const Cortex> cortex, ShownSides shown) {
  if (!is_one(shown)) return cortex;
  auto alone = std::make_shared<Cortex>();
  alone->name = cortex->name;
  for (const Hemisphere h : kHemispheres) {
    if (shows(shown, h)) (*alone)[h] = (*cortex)[h];
  }
  return alone;
}

}  // namespace cortiscope
