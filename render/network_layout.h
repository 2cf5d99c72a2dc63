#pragma once

#include <cstddef>
#include <vector>

#include "render/page.h"

namespace cortiscope {

// Where things stand in a drawing of the network under the brain: in pixels of the window, in
// millimetres of a figure.

/// Above, the bar that the ribbons leave; below it a column for each layer.
struct NetworkPlaces {
  struct Column {
    Box all;    ///< from the bar down, for the pointer
    Box block;  ///< as tall as the layer's share
    Box name, share;
    Box looking;  ///< a square, the image
    Box scale;
    Box channels;  ///< below it; of no height where there is no such row
  };
  Box gutter;  ///< of the rows' titles
  Box title;   ///< of the ribbon
  Box bar;
  std::vector<Column> columns;  ///< (L)
};

/// What is fixed of a drawing, in its unit.
struct NetworkSizes {
  double gutter = 0;      ///< width of the rows' titles
  double line = 0;        ///< height of a line of text
  double bar = 0;         ///< height of the bar
  double scale = 0;       ///< height of a bar of scale
  double channels = 0;    ///< height of a bar of channels; 0: there is no such row
  double gap = 0;         ///< between the parts
  double most_block = 0;  ///< the greatest width of a block, and side of an image
  double least_free = 0;  ///< the least height of ribbons, blocks and images together
};

/// The least height at which all has room.
double least_network_height(const NetworkSizes& sizes);

/// @param shares  (L) of the layers; the largest one's block is as tall as there is room
NetworkPlaces network_places(const Box& within, const NetworkSizes& sizes,
                             const std::vector<float>& shares);

/// The parts of a bar from left to right, each as wide as its share of it.
std::vector<Box> parts_of(const Box& bar, const std::vector<float>& shares);

/// The layer whose column holds a position, counted 1..L; 0: none.
int layer_at(const NetworkPlaces& places, Point position);

/// A part of the ribbon, from the bar to the top of a layer's block.
struct NetworkRibbon {
  std::size_t layer = 0;       ///< from 0
  Box part;                    ///< of the bar, as wide as the layer's share of it
  std::vector<Point> outline;  ///< closed; as wide at the block as the share is of the largest one
};

/// Of the layers with a share above 0, from left to right.
/// @param shares       (L), they sum to 1 or are all 0
/// @param least_width  at the block, so that small shares are seen
std::vector<NetworkRibbon> network_ribbons(const NetworkPlaces& places,
                                           const std::vector<float>& shares, double least_width);

}  // namespace cortiscope
