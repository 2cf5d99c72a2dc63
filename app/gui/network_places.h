#pragma once

#include <QRectF>
#include <optional>
#include <vector>

#include "app/session/layer_blocks.h"

class QFontMetrics;

namespace cortiscope {

/// What stands where in a drawing of the network, in the widget's pixels: above, the bar that the
/// ribbons leave; below it a column for each layer.
struct NetworkPlaces {
  struct Column {
    QRectF all;    ///< from the bar down, for the pointer
    QRectF block;  ///< as tall as the layer's share
    QRectF name, share;
    QRectF looking;  ///< a square, the image
    QRectF scale;
  };
  QRectF gutter;  ///< of the rows' titles
  QRectF title;   ///< of the ribbon
  QRectF bar;
  std::vector<Column> columns;  ///< (L)
};

/// The least height at which all has room.
int least_network_height(const QFontMetrics& metrics);

/// @param gutter  its width
NetworkPlaces network_places(const QRectF& within, double gutter, const QFontMetrics& metrics,
                             const std::vector<LayerBlock>& blocks);

/// The layer whose column holds a position, counted 1..L; 0: none.
int layer_at(const NetworkPlaces& places, QPointF position);

}  // namespace cortiscope
