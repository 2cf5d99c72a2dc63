#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/session/library.h"
#include "app/session/look.h"
#include "app/session/study_opener.h"
#include "core/data/cortex.h"

namespace cortiscope {

/// What the window shows: its look, and transient state.
struct ViewState : Look {
  bool is_drawing = false;                 ///< a region, on the flatmap
  std::optional<float> unfolding;          ///< of the 3-D view, instead of its form (unfolding.h)
  std::shared_ptr<const Picture> picture;  ///< shown instead of a stimulus, or null
  int layer_alone = 0;  ///< highlights the vertices that read this layer most, 1..L; 0: none
};

/// Whether each hemisphere that is there has this form.
bool has_form(const Cortex& cortex, SurfaceKind kind);

/// Reads "lh 1234", "rh:1234" or "1234" (of the hemisphere given).
/// @throws Error  kBadValue: not a vertex of this cortex; the message gives the range
CortexVertex parse_vertex(const std::string& text, const Cortex& cortex, Hemisphere otherwise);

/// The stimulus `by` further, wrapping around at the ends. @pre count > 0
inline int stepped_image(int image, int by, int count) {
  return ((image + by) % count + count) % count;
}

}  // namespace cortiscope
