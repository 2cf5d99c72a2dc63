#pragma once

#include <array>
#include <optional>
#include <set>
#include <tuple>

#include "app/session/ids.h"
#include "app/session/looking_at.h"
#include "app/session/map_table.h"
#include "core/data/cortex.h"
#include "render/cortex_camera.h"

namespace cortiscope {

/// What follows from a change of a Look: each field belongs to one part.
enum class LookPart {
  kMap,           ///< another map, or an overlay
  kRange,         ///< another range, palette or threshold of colours
  kPosition,      ///< another position whose vertices are highlighted
  kSurface,       ///< form, layout, borders and names of regions
  kRegionColors,  ///< other colours of outlines
  kSide,          ///< the side that the cortex is seen from
  kCamera,        ///< the views' cameras, moved from that side; not undone
  kSelection      ///< subject, model, vertex and stimulus; not undone
};

/// How a session looks: what undo restores and what is worth saving. Plain values; nothing
/// transient, such as the pointer's position. A field added here and to fields_of() is undone,
/// compared and notified.
struct Look {
  Map map = first_map();
  MapRanges ranges;                             ///< of maps and of the overlay, where changed
  bool shows_overlay = false;                   ///< one of the subject's overlays, where it has any
  int overlay = 0;                              ///< which of them
  OverlayStyle style;                           ///< the overlay's palette and threshold
  std::optional<ImagePlace> looked_at;          ///< highlights the vertices that look here
  SurfaceKind folded = SurfaceKind::kInflated;  ///< the form in the 3-D view
  bool shows_folds = true;                      ///< the 3-D view
  bool shows_flat = true;                       ///< the flatmap beside it
  bool shows_regions = true;
  bool shows_region_names = true;    ///< with the regions
  bool shows_region_colors = false;  ///< outlines in the regions' own colours
  Side side = Side::kPosterior;      // most of the visual cortex is seen from there
  CortexCamera folds_camera = cortex_camera_from(Side::kPosterior);
  CortexCamera flat_camera;
  Choice choice;
  std::optional<CortexVertex> picked;
  int image = 0;  ///< the stimulus shown

  /// The range of the chosen map.
  ColorRange range() const {
    const auto found = ranges.find(map.name);
    return found == ranges.end() ? ColorRange{} : found->second;
  }
};

template <class Value>
struct LookField {
  LookPart part;
  Value& value;
};

/// Every field of a Look with its part, in their order: a tuple of LookField. The one list of them.
/// @param look  a Look or a const Look
template <class AnyLook>
auto fields_of(AnyLook& look) {
  // Does not compile where a field is missing here.
  auto& [map, ranges, shows_overlay, overlay, style, looked_at, folded, shows_folds, shows_flat,
         shows_regions, shows_region_names, shows_region_colors, side, folds_camera, flat_camera,
         choice, picked, image] = look;
  const auto field = [](LookPart part, auto& value) {
    return LookField<std::remove_reference_t<decltype(value)>>{part, value};
  };
  using P = LookPart;
  return std::make_tuple(
      field(P::kMap, map), field(P::kRange, ranges), field(P::kMap, shows_overlay),
      field(P::kMap, overlay), field(P::kRange, style),
      field(P::kPosition, looked_at), field(P::kSurface, folded), field(P::kSurface, shows_folds),
      field(P::kSurface, shows_flat), field(P::kSurface, shows_regions),
      field(P::kSurface, shows_region_names), field(P::kRegionColors, shows_region_colors),
      field(P::kSide, side), field(P::kCamera, folds_camera), field(P::kCamera, flat_camera),
      field(P::kSelection, choice), field(P::kSelection, picked), field(P::kSelection, image));
}

/// The parts with a field that differs.
std::set<LookPart> changed_parts(const Look& a, const Look& b);

/// An earlier look as undo shows it: with the present selection and cameras; where the side
/// differs, seen from that side.
Look restored(const Look& earlier, const Look& now);

}  // namespace cortiscope
