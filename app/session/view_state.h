#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/session/library.h"
#include "app/session/map_table.h"
#include "app/session/study_opener.h"
#include "core/data/cortex.h"
#include "render/camera.h"

namespace cortiscope {

/// What the window shows, as plain values.
struct ViewState {
  Choice choice;
  Map map = first_map();
  MapRanges ranges;                             ///< of maps and of the overlay, where changed
  SurfaceKind folded = SurfaceKind::kInflated;  ///< the form in the 3-D view
  Side side = Side::kPosterior;                 // most of the visual cortex is seen from there
  bool shows_flat = true;                       ///< the flatmap beside it
  bool shows_folds = true;                      ///< the 3-D view
  bool shows_regions = true;
  bool shows_region_names = true;    ///< with the regions
  bool shows_region_colors = false;  ///< outlines in the regions' own colours
  bool is_drawing = false;           ///< a region, on the flatmap
  std::optional<CortexVertex> picked;
  std::optional<ImagePlace> looked_at;     ///< lights up who looks there, instead of the map
  int image = 0;                           ///< the stimulus shown
  std::shared_ptr<const Picture> picture;  ///< shown instead of a stimulus, or null
  bool shows_overlay = false;              ///< the subject's overlay, where it has one

  /// Of the map chosen.
  ColorRange range() const {
    const auto found = ranges.find(map.name);
    return found == ranges.end() ? ColorRange{} : found->second;
  }
};

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
