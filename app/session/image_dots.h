#pragma once

#include <string>
#include <vector>

#include "app/session/looking_at.h"
#include "app/session/map_source.h"
#include "core/data/image.h"

namespace cortiscope {

/// A vertex on the image: at the centre of its receptive field, in the colour of its layer as the
/// map of layers shows it.
struct ImageDot {
  ImagePlace place;
  Rgb8 color;
  float size = 0;  ///< 1 - scale: 1 of a local reader, 0 of one that reads the whole image
};

/// The dots of some rows, the largest first, so that small ones lie over them.
/// @pre the source has selectors, which are finite in these rows
///
/// Source: Yang, Gee and Shi, "Brain Decodes Deep Nets" (arXiv:2312.01280), Fig. 3.
std::vector<ImageDot> image_dots(const MapSource& source, const std::vector<int>& rows);

/// How many of some vertices lie in a region.
struct RegionCount {
  std::string name;
  int vertices = 0;
};

/// Where some vertices lie, and what they read.
struct ReaderCounts {
  std::vector<RegionCount> regions;  ///< with the most vertices first; none without vertices
  int outside = 0;                   ///< in no region
  std::vector<float> layer_shares;   ///< (L) of the vertices, by the layer that weighs most
};

/// @param regions  which may overlap; those of both hemispheres count together by their name
/// @pre the source has selectors
ReaderCounts counts_of(const MapSource& source, const HemisphereRegions& regions,
                       const std::vector<int>& rows);

}  // namespace cortiscope
