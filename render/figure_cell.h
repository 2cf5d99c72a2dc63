#pragma once

#include <memory>

#include "render/cortex_view.h"
#include "render/figure.h"

namespace cortiscope {

/// A cell of a figure in its view, ready to draw.
class SeenCell {
 public:
  /// @param window    the window it is drawn into, shared by all cells; must outlive them
  /// @param surfaces  shared by all cells, too
  /// @throws Error  kNotFound: the cortex lacks the surface
  SeenCell(const FigureCell& cell, const FigureView& view, HeadlessWindow& window,
           const std::shared_ptr<SurfacePool>& surfaces);

  /// Width over height of the image.
  double aspect() const { return aspect_; }

  /// Draws it into a box of the page of its aspect: the image, outlines and names.
  void add_to(Page& page, const Figure& figure, const Box& box);

 private:
  void outline_flatmap(Page& page, const Figure& figure, const Box& box) const;
  void add_pins(Page& page, const Box& box, double dot_mm) const;
  std::array<std::vector<Region>, 2> areas() const;

  const FigureCell& cell_;
  FigureView how_;
  HeadlessWindow& window_;
  std::unique_ptr<CortexView> view_;
  Extent shown_;  ///< in the image plane, mm, if the image is cropped to the cortex
  double aspect_ = 1;
};

}  // namespace cortiscope
