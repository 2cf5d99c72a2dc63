#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <tuple>

#include "app/session/ids.h"
#include "app/session/looking_at.h"
#include "app/session/map_table.h"
#include "app/session/shown_sides.h"
#include "core/analysis/read_part.h"
#include "core/data/cortex.h"
#include "render/cortex_camera.h"

namespace cortiscope {

/// What follows from a change of a Look: each field belongs to one part.
enum class LookPart {
  kMap,           ///< another map, or an overlay
  kRange,         ///< another range, palette or threshold of colours
  kPosition,      ///< another part of the image whose vertices are highlighted
  kSurface,       ///< form, layout, borders and names of regions
  kRegionColors,  ///< other colours of outlines
  kSide,          ///< the side that the cortex is seen from
  kCamera,        ///< the views' cameras, moved from that side; not undone
  kSelection      ///< subject, models, vertex and stimulus; not undone
};

/// How a session looks: what undo restores and what is worth saving. Plain values; nothing
/// transient, such as the pointer's position. A field added here and to fields_of() is undone,
/// compared, notified and stored (look_json.h).
struct Look {
  Map map = first_map();
  MapQuantity quantity = MapQuantity::kLayer;   ///< of a map that has several
  ReadPart component;                           ///< of a map of responses, what contributes it
  MapRanges ranges;                             ///< of maps and of the overlay, where changed
  bool shows_all = false;                       ///< of a tested fit also vertices without evidence
  int clusters = kUsualClusters;                ///< how many, of a map of clusters
  bool has_safe_colors = false;                 ///< distinct for every colour vision
  std::optional<IsolatedCluster> isolated;      ///< the only cluster that is painted
  bool shows_overlay = false;                   ///< one of the subject's overlays, where it has any
  int overlay = 0;                              ///< which of them
  OverlayStyle style;                           ///< the overlay's palette and threshold
  std::optional<ImagePart> looked_at;           ///< highlights the vertices that look here
  SurfaceKind folded = SurfaceKind::kInflated;  ///< the form in the 3-D view
  bool shows_folds = true;                      ///< the 3-D view
  bool shows_flat = true;                       ///< the flatmap beside it
  ShownSides hemispheres = ShownSides::kBoth;   ///< in both views, and how they lie
  bool shows_regions = true;
  bool shows_region_names = true;    ///< with the regions
  bool shows_region_colors = false;  ///< outlines in the regions' own colours
  Side side = Side::kPosterior;      // most of the visual cortex is seen from there
  CortexCamera folds_camera = cortex_camera_from(Side::kPosterior);
  CortexCamera flat_camera;
  Choice choice;
  ModelId against =
      -1;  ///< of a map of differences: the model chosen to compare with (model_pair.h)
  std::optional<CortexVertex> picked;
  int image = 0;  ///< the stimulus shown

  /// The range of the chosen map.
  ColorRange range() const {
    const auto found = ranges.find(map.name);
    return found == ranges.end() ? ColorRange{} : found->second;
  }
};

template <LookPart Part, class Value>
struct LookField {
  static constexpr LookPart part = Part;
  const char* name;  ///< in files
  Value& value;
};

template <LookPart Part, class Value>
LookField<Part, Value> look_field(const char* name, Value& value) {
  return {name, value};
}

/// Every field of a Look with its part and name, in their order: a tuple of LookField. The one list
/// of them.
/// @param look  a Look or a const Look
template <class AnyLook>
auto fields_of(AnyLook& look) {
  // Does not compile where a field is missing here.
  auto& [map, quantity, component, ranges, shows_all, clusters, has_safe_colors, isolated,
         shows_overlay, overlay, style, looked_at, folded, shows_folds, shows_flat, hemispheres,
         shows_regions, shows_region_names, shows_region_colors, side, folds_camera, flat_camera,
         choice, against, picked, image] = look;
  using P = LookPart;
  return std::make_tuple(
      look_field<P::kMap>("map", map), look_field<P::kMap>("of", quantity),
      look_field<P::kMap>("component", component), look_field<P::kRange>("ranges", ranges),
      look_field<P::kRange>("shows_all", shows_all), look_field<P::kRange>("clusters", clusters),
      look_field<P::kRange>("safe_colors", has_safe_colors),
      look_field<P::kRange>("isolated", isolated),
      look_field<P::kMap>("shows_overlay", shows_overlay), look_field<P::kMap>("overlay", overlay),
      look_field<P::kRange>("style", style), look_field<P::kPosition>("looked_at", looked_at),
      look_field<P::kSurface>("folded", folded),
      look_field<P::kSurface>("shows_folds", shows_folds),
      look_field<P::kSurface>("shows_flat", shows_flat),
      look_field<P::kSurface>("hemispheres", hemispheres),
      look_field<P::kSurface>("shows_regions", shows_regions),
      look_field<P::kSurface>("shows_region_names", shows_region_names),
      look_field<P::kRegionColors>("shows_region_colors", shows_region_colors),
      look_field<P::kSide>("side", side), look_field<P::kCamera>("folds_camera", folds_camera),
      look_field<P::kCamera>("flat_camera", flat_camera),
      look_field<P::kSelection>("choice", choice), look_field<P::kSelection>("against", against),
      look_field<P::kSelection>("picked", picked), look_field<P::kSelection>("image", image));
}

/// The parts with a field that differs.
std::set<LookPart> changed_parts(const Look& a, const Look& b);

/// An earlier look as undo shows it: with the present selection and cameras; where the side
/// differs, seen from that side.
Look restored(const Look& earlier, const Look& now);

/// A look with the selection of another.
Look with_selection_of(Look look, const Look& other);

/// A look with the fields of these names (fields_of) of another.
Look with_fields_of(Look look, const Look& other, const std::set<std::string>& names);

/// What a look paints.
/// @param overlay  the subject's, or null
PaintRequest paint_request_of(const Look& look, std::shared_ptr<const OverlayPair> overlay);

}  // namespace cortiscope
