#pragma once

#include <string>
#include <vector>

#include "app/session/look.h"
#include "app/session/map_source.h"

namespace cortiscope {

/// Whose receptive fields, channels and preferred images are shown beside the stimulus.
struct ReaderChoice {
  enum class Kind { kAll, kVertex, kRegion, kCluster };

  Kind kind = Kind::kAll;  ///< kVertex: the picked one; kCluster: the one that is shown alone
  std::string region;      ///< of kRegion: its name, on both hemispheres

  friend bool operator==(const ReaderChoice& a, const ReaderChoice& b) {
    return a.kind == b.kind && a.region == b.region;
  }
  friend bool operator!=(const ReaderChoice& a, const ReaderChoice& b) { return !(a == b); }
};

/// Some vertices, as rows of the arrays of the N encoded ones.
struct ImageReaders {
  std::string name;       ///< "V1", "lh 1234", "cluster 3", "the whole cortex"
  std::vector<int> rows;  ///< ascending; those that maps of selectors paint, or the picked vertex
  int encoded = 0;        ///< with those that are not painted
};

/// The rows that maps of selectors paint: with finite selectors, a sufficient noise ceiling and, of
/// a tested fit, evidence. None of a source without selectors.
/// @param shows_all  also those without evidence
std::vector<int> painted_rows(const MapSource& source, bool shows_all);

/// Which of some rows look at a part of the image, as far as they are highlighted.
std::vector<int> rows_looking_at(const MapSource& source, const std::vector<int>& rows,
                                 const ImagePart& part);

/// The names of regions, each once, in their order; without the rest of a hemisphere ("unknown").
std::vector<std::string> region_names(const HemisphereRegions& regions);

/// A choice that there is: the whole cortex where the vertex, region or cluster chosen is gone.
ReaderChoice possible_choice(const ReaderChoice& wanted, const MapSource& source, const Look& look,
                             const HemisphereRegions& regions);

/// @param regions  those shown, which may be chosen
/// @pre choice is possible
ImageReaders readers_of(const MapSource& source, const Look& look, const HemisphereRegions& regions,
                        const ReaderChoice& choice);

}  // namespace cortiscope
