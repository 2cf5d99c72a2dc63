#pragma once

#include <array>

#include "render/figure.h"

namespace cortiscope {

/// A cell's two hemispheres ready to be drawn: as seen from their side, in their own millimetres.
struct SeenCell {
  struct Half {
    Surface surface;  ///< empty where the hemisphere is absent
    Camera camera;
    Extent extent;  ///< what of it is drawn
  };
  std::array<Half, 2> halves;
  double gap_mm = 0;  ///< between them

  double width_mm() const;
  double height_mm() const;
};

/// Both hemispheres of a cell in the figure's view; a flatmap is cropped around its focus.
SeenCell see(const FigureCell& cell, const Figure& figure);

/// Draws a cell into a box of the page, at its scale: pictures, outlines and names.
void add_cell(Page& page, const FigureCell& cell, const SeenCell& seen, const Figure& figure,
              const Box& box);

}  // namespace cortiscope
