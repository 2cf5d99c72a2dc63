#pragma once

#include <array>
#include <memory>
#include <optional>
#include <vector>

#include "core/data/cortex.h"
#include "render/cortex_camera.h"
#include "render/cortex_layout.h"

namespace cortiscope {

class SharedSurface;
class SurfacePool;

/// How far a cortex is unfolded, where it has one of its three forms.
constexpr float kAtFolded = 0, kAtInflated = 1, kAtFlat = 2;

/// A cortex on its way from its folded to its inflated and to its flat form. Belongs to the thread
/// that made it.
class Unfolding {
 public:
  /// Both hemispheres between two forms, in the image plane (cortex_layout.h).
  struct Shape {
    std::array<std::shared_ptr<const SharedSurface>, 2> surfaces;
    Extent fitted;  ///< what a zoom of 1 shows
  };

  /// @param focus  as of flat_layout_of
  /// @param pool   of views that may show the same forms
  /// @throws Error  kNotFound: a form is missing
  Unfolding(const Cortex& cortex, const std::array<std::vector<int>, 2>& focus, SurfacePool& pool);

  /// A form, of kAtFolded, kAtInflated and kAtFlat.
  const std::shared_ptr<const SharedSurface>& form(float at, Hemisphere h) const;
  const CortexLayout& flat_layout() const { return flat_layout_; }

  /// Each vertex on the straight line between its positions in the two forms, as the camera sees
  /// them: so that it arrives where the next form is drawn. From kAtInflated on only the triangles
  /// of the flat patch are there: what is cut away, and the cuts, open at once. O(V) for another
  /// direction of the camera or place, else nothing is done.
  ///
  /// @param at  between two forms
  const Shape& shape(float at, const CortexCamera& camera, Placing placing = Placing::kApart);

 private:
  CortexLayout layout_of_form(std::size_t form, const CortexCamera& camera) const;
  /// Whether shape_ is what is asked for.
  bool is_known(float at, const CortexCamera& camera, Placing placing) const;

  std::array<std::array<std::shared_ptr<const SharedSurface>, 2>, 3> forms_;
  CortexLayout flat_layout_;
  std::optional<float> at_;  // of shape_, with the camera
  CortexCamera camera_;
  Placing placing_ = Placing::kApart;
  Shape shape_;
};

}  // namespace cortiscope
