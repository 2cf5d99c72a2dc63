#pragma once

#include <string>
#include <vector>

#include "core/data/image.h"
#include "render/page.h"

namespace cortiscope {

/// The network under the brain, as plain values: what to draw, not how.
struct NetworkPlot {
  struct Part {
    Rgb8 color;
    float share = 0;  ///< above 0
  };
  struct Layer {
    std::string name;            ///< "blocks.3"
    Rgb8 color;                  ///< of its block and its part of the ribbon
    float share = 0;             ///< of the vertices, 0..1: its block's height
    std::string share_text;      ///< "12 %"
    std::vector<int> looking;    ///< (S * S) vertices by where on the image they look, row by row
                                 ///< from the upper left
    float mean_scale = 0;        ///< 0 local .. 1 global; NaN where none reads it
    float ribbon = 0;            ///< its part of the ribbon, 0..1; they sum to 1 or are all 0
    std::vector<Part> channels;  ///< of its vertices, which sum to 1; empty: not known
  };
  std::string title;  ///< of the ribbon: "V1 · 120 vertices"
  std::vector<Layer> layers;
};

/// Where on the image vertices look: each cell in the colour of its position, as opaque as the root
/// of its share of the fullest cell, so that few are seen beside many.
/// @param counts  (S * S), row by row from the upper left
/// @param pixels  along a side of a cell
Raster picture_of_looking(const std::vector<int>& counts, int pixels);

/// The height that it takes in a width.
double network_height_mm(const NetworkPlot& plot, double width_mm);

/// Draws it at the top of a box that is network_height_mm high: a block for each layer, as tall as
/// its share, below it the share, the image, the scale and, where a layer has any, the channels,
/// and the ribbon into the blocks. Where names or shares have no room under the blocks, those are
/// numbered and listed below.
void add_network(Page& page, const NetworkPlot& plot, const Box& box);

}  // namespace cortiscope
