#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "render/cortex_layout.h"

namespace cortiscope {

/// The hemispheres that views draw: both, each turned about its own middle; one alone; or both
/// together as they lie in the head, seen from one side (flatmaps then as of both).
enum class ShownSides { kBoth, kLh, kRh, kTogether };

/// "both", "lh", "rh" or "together".
const char* name_of(ShownSides shown);
/// Absent for any other text.
std::optional<ShownSides> find_shown_sides(const std::string& name);

/// Whether there is a choice of hemispheres: both have vertices.
bool has_both(const Cortex& cortex);

/// Those of a cortex that can be drawn: both where one that is wanted is absent.
ShownSides possible_sides(ShownSides wanted, const Cortex& cortex);

inline bool is_one(ShownSides shown) {
  return shown == ShownSides::kLh || shown == ShownSides::kRh;
}

inline Placing placing_of(ShownSides shown) {
  return shown == ShownSides::kTogether ? Placing::kTogether : Placing::kApart;
}

inline bool shows(ShownSides shown, Hemisphere h) {
  return !is_one(shown) || (shown == ShownSides::kLh) == (h == kLh);
}

/// What there is of the hemispheres shown; nothing of the other, as of an absent one.
template <class T>
std::array<std::vector<T>, 2> only_shown(std::array<std::vector<T>, 2> of, ShownSides shown) {
  for (const Hemisphere h : kHemispheres) {
    if (!shows(shown, h)) of[h].clear();
  }
  return of;
}

/// The cortex as views draw it, without a hemisphere that is not shown; itself where both are.
/// O(V).
std::shared_ptr<const Cortex> shown_of(std::shared_ptr<const Cortex> cortex, ShownSides shown);

}  // namespace cortiscope
