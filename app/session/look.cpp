#include "app/session/look.h"

#include <cstddef>
#include <utility>

namespace cortiscope {
namespace {

template <class First, class Second, class Visit, std::size_t... I>
void visit_pairs(First&& a, Second&& b, Visit&& visit, std::index_sequence<I...>) {
  (visit(std::get<I>(a), std::get<I>(b)), ...);
}

/// Calls visit with each field of both.
template <class First, class Second, class Visit>
void visit_fields(First& a, Second& b, Visit&& visit) {
  auto of_a = fields_of(a);
  auto of_b = fields_of(b);
  visit_pairs(of_a, of_b, visit, std::make_index_sequence<std::tuple_size_v<decltype(of_a)>>());
}

}  // namespace

std::set<LookPart> changed_parts(const Look& a, const Look& b) {
  std::set<LookPart> parts;
  visit_fields(a, b, [&](const auto& of_a, const auto& of_b) {
    if (!(of_a.value == of_b.value)) parts.insert(of_a.part);
  });
  return parts;
}

Look with_selection_of(Look look, const Look& other) {
  visit_fields(look, other, [](const auto& of_look, const auto& of_other) {
    if (of_look.part == LookPart::kSelection) of_look.value = of_other.value;
  });
  return look;
}

Look with_fields_of(Look look, const Look& other, const std::set<std::string>& names) {
  visit_fields(look, other, [&](const auto& of_look, const auto& of_other) {
    if (names.count(of_look.name) > 0) of_look.value = of_other.value;
  });
  return look;
}

PaintRequest paint_request_of(const Look& look, std::shared_ptr<const OverlayPair> overlay) {
  PaintRequest request;
  request.looked_at = look.looked_at;
  if (look.shows_overlay) request.overlay = std::move(overlay);
  request.style = look.style;
  request.map = look.map;
  request.quantity = look.quantity;
  request.ranges = look.ranges;
  request.shows_all = look.shows_all;
  request.clusters = look.clusters;
  request.has_safe_colors = look.has_safe_colors;
  request.isolated = look.isolated;
  return request;
}

Look restored(const Look& earlier, const Look& now) {
  Look look = earlier;
  visit_fields(look, now, [](auto& of_look, const auto& of_now) {
    const bool stays = of_now.part == LookPart::kSelection || of_now.part == LookPart::kCamera;
    if (stays) of_look.value = of_now.value;
  });
  if (look.side != now.side) look.folds_camera = cortex_camera_from(look.side);
  const bool is_other_overlay = earlier.choice.subject != now.choice.subject;
  if (is_other_overlay) {
    look.ranges.erase(kOverlayName);
    const auto kept = now.ranges.find(kOverlayName);
    if (kept != now.ranges.end()) look.ranges.insert(*kept);
    look.overlay = now.overlay;
    look.style = now.style;
  }
  return look;
}

}  // namespace cortiscope
