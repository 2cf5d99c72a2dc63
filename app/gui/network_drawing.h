#pragma once

#include "app/gui/network_places.h"

class QPainter;
class QPalette;
class QString;

namespace cortiscope {

/// "3 %"; "< 1 %" of a share that is not 0.
QString percent_text(float share);

/// The width that the rows' titles need.
double network_gutter(const QFontMetrics& metrics);

/// Draws layer blocks with the images and scales of their vertices, and a ribbon into them.
/// @param title    of the ribbon
/// @param layer    the highlighted one, 1..L; 0: none
void draw_network(QPainter& painter, const NetworkPlaces& places, const LayerBlocks& network,
                  const LayerRibbon& ribbon, const QString& title, int layer,
                  const QPalette& palette);

}  // namespace cortiscope
