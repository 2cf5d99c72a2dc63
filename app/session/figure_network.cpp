#include "app/session/figure_network.h"

#include "core/base/error.h"

namespace cortiscope {

NetworkPlot network_under(const MapSource& source, const Look& look,
                          const HemisphereRegions& regions, const ReaderChoice& wanted) {
  if (!source.has_selectors()) {
    throw option_error(ErrorKind::kBadValue, "network",
                       "expected a fit, whose vertices read layers, found " + source.subject->name +
                           " without one",
                       "leave the option out");
  }
  LayerBlocks network = layer_blocks(source, look);
  if (network.vertices == 0) {
    throw option_error(ErrorKind::kBadValue, "network",
                       "no vertex of " + source.subject->name + " has evidence",
                       "draw it with all vertices, or leave the option out");
  }
  const ReaderChoice choice = possible_choice(wanted, source, look, regions);
  const LayerRibbon ribbon = layer_ribbon(source, look, regions, choice);
  NetworkPlot plot;
  plot.title = title_of(ribbon);
  for (std::size_t l = 0; l < network.blocks.size(); ++l) {
    LayerBlock& block = network.blocks[l];
    std::vector<NetworkPlot::Part> channels;
    for (const ClusterShare& part : block.clusters) channels.push_back({part.color, part.share});
    plot.layers.push_back({std::move(block.name), block.color, block.share,
                           percent_text(block.share), std::move(block.looking), block.mean_scale,
                           ribbon.shares[l], std::move(channels)});
  }
  return plot;
}

}  // namespace cortiscope
