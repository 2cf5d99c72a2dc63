#pragma once

#include "app/session/layer_blocks.h"
#include "render/network_plot.h"

namespace cortiscope {

/// The network under the brain (layer_blocks.h) as figures draw it.
///
/// @param look     which vertices are shown, the picked one, and how many clusters in which colours
/// @param regions  those outlined
/// @param wanted   whose ribbon it has; of the whole cortex where they are not there
/// @throws Error   kBadValue: no vertex reads a layer, or none that does has evidence
NetworkPlot network_under(const MapSource& source, const Look& look,
                          const HemisphereRegions& regions, const ReaderChoice& wanted);

}  // namespace cortiscope
