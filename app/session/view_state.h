#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/session/library.h"
#include "app/session/study_opener.h"
#include "core/color/map.h"
#include "core/data/cortex.h"
#include "render/camera.h"

namespace cortiscope {

/// A place on the stimulus, x right and y down in [-1, 1].
struct ImagePlace {
  float x = 0;
  float y = 0;

  friend bool operator==(ImagePlace a, ImagePlace b) { return a.x == b.x && a.y == b.y; }
};

/// What the window shows, as plain values.
struct ViewState {
  Choice choice;
  Map map;
  std::map<MapKind, ColorRange> ranges;         ///< of the maps whose range was changed
  SurfaceKind folded = SurfaceKind::kInflated;  ///< the form in the 3-D view
  Side side = Side::kPosterior;                 // most of the visual cortex is seen from there
  bool shows_flat = true;                       ///< the flatmap beside it
  bool shows_folds = true;                      ///< the 3-D view
  bool shows_regions = true;
  bool shows_region_names = true;    ///< with the regions
  bool shows_region_colors = false;  ///< outlines in the regions' own colours
  bool is_drawing = false;           ///< a region, on the flatmap
  std::optional<CortexVertex> picked;
  std::optional<ImagePlace> looked_at;      ///< lights up who looks there, instead of the map
  int image = 0;                            ///< the stimulus shown
  std::shared_ptr<const Picture> picture;   ///< shown instead of a stimulus, or null
  bool shows_overlay = false;               ///< the subject's overlay, where it has one
  std::optional<ColorRange> overlay_range;  ///< where it was changed

  /// Of the map chosen.
  ColorRange range() const {
    const auto found = ranges.find(map.kind);
    return found == ranges.end() ? ColorRange{} : found->second;
  }
};

/// The maps on the keys 1 to 6.
const std::array<Map, 6>& maps_in_order();

/// Whether each hemisphere that is there has this form.
bool has_form(const Cortex& cortex, SurfaceKind kind);

/// Reads "lh 1234", "rh:1234" or "1234" (of the hemisphere given).
/// @throws Error  kBadValue: not a vertex of this cortex, and what would be
CortexVertex parse_vertex(const std::string& text, const Cortex& cortex, Hemisphere otherwise);

/// The stimulus `by` further, around the end. @pre count > 0
inline int stepped_image(int image, int by, int count) {
  return ((image + by) % count + count) % count;
}

}  // namespace cortiscope
