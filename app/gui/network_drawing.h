#pragma once

#include "app/session/layer_blocks.h"
#include "render/network_layout.h"

class QFontMetrics;
class QPainter;
class QPalette;
class QRectF;
class QString;

namespace cortiscope {

/// The least height of a widget at which all has room.
/// @param has_clusters  of the network: it has a row of channels
int least_network_height(const QFontMetrics& metrics, bool has_clusters);

/// What stands where in a widget, in its pixels.
NetworkPlaces network_places(const QRectF& within, const QFontMetrics& metrics,
                             const LayerBlocks& network);

/// Draws layer blocks with the images, scales and channels of their vertices, and a ribbon into
/// them.
/// @param title    of the ribbon
/// @param layer    the highlighted one, 1..L; 0: none
void draw_network(QPainter& painter, const NetworkPlaces& places, const LayerBlocks& network,
                  const LayerRibbon& ribbon, const QString& title, int layer,
                  const QPalette& palette);

}  // namespace cortiscope
