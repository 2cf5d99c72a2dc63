#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// A parcellation of one hemisphere, as a file holds it.
struct Annotation {
  int vertex_count = 0;         ///< V of the mesh it belongs to
  std::vector<Region> parcels;  ///< in the order of the file's table, then those it does not name;
                                ///< none is empty
  /// What is doubtful though it could be read, without the file's name: "V1 and V2 have the same
  /// colour, ..."
  std::vector<std::string> doubts = {};
};

/// A line of the table by which a file names the numbers it labels vertices with.
struct NamedLabel {
  std::int32_t label = 0;
  std::string name;
  std::optional<Rgb8> color;
};

/// The parcels given by one label per vertex.
///
/// @param labels   (V)
/// @param table    if it has a label twice, the first line is used
/// @param unnamed  makes the (empty) region of a label that the table does not have; nothing where
///                 the label means none
/// @param dropped  recordsnames that no vertex has
Annotation annotation_of(const std::vector<std::int32_t>& labels,
                         const std::vector<NamedLabel>& table,
                         const std::function<std::optional<Region>(std::int32_t label)>& unnamed,
                         Dropped* dropped);

/// The parcel of each vertex: its index in `parcels`, from 1; 0 for none.
///
/// @param subject  the name of the file in messages that is to hold it
/// @return  (V)
/// @throws Error  kBadShape: two parcels share a vertex, or one has a vertex beyond V
std::vector<std::int32_t> parcel_numbers(const Annotation& annotation, const std::string& subject);

}  // namespace cortiscope
