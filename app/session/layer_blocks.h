#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/session/image_readers.h"
#include "app/session/map_source.h"
#include "core/data/image.h"

namespace cortiscope {

/// Receptive fields are counted on a square grid of this many cells a side over the image.
inline constexpr int kLookingCells = 11;

/// The part of a layer's vertices that lie in one cluster of channels.
struct ClusterShare {
  int cluster = 0;  ///< counted from 1, as the map of clusters names it
  Rgb8 color;       ///< of that map
  float share = 0;  ///< of the layer's vertices in any cluster, above 0
};

/// A layer of the network, and what the shown vertices that read it most see of the image.
struct LayerBlock {
  std::string name;          ///< "blocks.3"; its number where the features do not name it
  Rgb8 color;                ///< of the map of layers
  int vertices = 0;          ///< that read it most
  float share = 0;           ///< they are of all shown vertices, 0..1
  std::vector<int> looking;  ///< (kLookingCells, kLookingCells) of these by the centre of their
                             ///< receptive field, row by row from the upper left
  float mean_scale = 0;      ///< 0 local .. 1 global; NaN where none reads it
  std::vector<ClusterShare> clusters;  ///< by number; their shares sum to 1. Empty where none of
                                       ///< its vertices is in a cluster
};

/// The network as the cortex reads it.
struct LayerBlocks {
  std::vector<LayerBlock> blocks;  ///< (L); empty of a source without selectors
  int vertices = 0;                ///< shown, of all blocks

  /// Whether it is known which channels the vertices read: not before a map needed that.
  bool has_clusters() const;
};

/// @param look  whether vertices without evidence are shown, how many clusters, in which colours
LayerBlocks layer_blocks(const MapSource& source, const Look& look);

/// How some vertices are distributed over the layers.
struct LayerRibbon {
  std::string name;           ///< "V1", "lh 1234", ...
  int vertices = 0;           ///< shown ones
  std::vector<float> shares;  ///< (L) of these by the layer that each reads most, or weights.
                              ///< Sums to 1; all 0 where none is shown
  bool are_weights = false;   ///< of the layers for a single vertex; a snapshot has none
};

/// @param regions  those outlined
/// @pre the source has selectors, and the choice is possible
LayerRibbon layer_ribbon(const MapSource& source, const Look& look,
                         const HemisphereRegions& regions, const ReaderChoice& choice);

/// "V1 · 120 vertices", "lh 1234 · its layer weights", ...
std::string title_of(const LayerRibbon& ribbon);

/// "3 %"; "< 1 %" of a share that is not 0.
std::string percent_text(float share);

/// The largest clusters of a layer's vertices: "channel clusters 3 (45 %), 1 (20 %), 7 (8 %)";
/// empty where it has none.
std::string clusters_text(const LayerBlock& block);

/// The smallest of the regions that a vertex lies in; absent outside all of them.
std::optional<std::string> region_at(const HemisphereRegions& regions, CortexVertex vertex);

}  // namespace cortiscope
