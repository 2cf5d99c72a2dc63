#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/io/annotation.h"
#include "core/open/map_choice.h"
#include "core/open/warnings.h"

namespace cortiscope {

struct Contents;

/// A name and colour of a map of labels.
struct OverlayLabel {
  std::string name;
  std::optional<Rgb8> color;

  friend bool operator==(const OverlayLabel& a, const OverlayLabel& b) {
    return a.name == b.name && a.color == b.color;
  }
};

/// One number per vertex of each hemisphere: one map of a file.
struct OverlayPair {
  std::string name;                          ///< of the file, without its hemisphere
  std::string map;                           ///< of a file of several: its name, or "map 2 of 3"
  std::array<std::vector<float>, 2> values;  ///< (V) each; empty where a hemisphere has none
  std::array<std::string, 2> files;          ///< the names of the source files
  MapChoice source;                          ///< the file it was read from, and its number there

  /// Of a map of labels; each value is an index of it, or NaN for none. Empty of numbers.
  std::vector<OverlayLabel> labels;
  /// Of parcellated files, whose values are equal all over a parcel; of the others without regions.
  std::array<Annotation, 2> parcels;

  // Until it is fitted to a cortex:

  /// The values of a file that does not say its hemisphere: perhaps of both, lh first.
  std::vector<float> undivided;
  /// Whether the file lists its vertices, so that the mesh may have more than there are values.
  std::array<bool, 2> is_partial = {false, false};
  std::array<std::string, 2> made_on;  ///< the cortex that a file names; mostly empty

  /// "sulc", or with the map's name: "areas · atlas B".
  std::string title() const { return map.empty() ? name : name + " · " + map; }
  /// Whether its values are the same all over a parcel, so that colours between vertices mean
  /// nothing.
  bool has_parcels() const;
};

/// The same of several maps of a file: (K), at least one.
using OverlayPairs = std::vector<OverlayPair>;

/// Reads all maps of an overlay of one hemisphere, identified as in hemisphere_of_file.h, and of
/// the other hemisphere's next to it, if present; or of a CIFTI-2 file, which holds both. Values,
/// or labels (.annot, .label, .label.gii, .dlabel.nii).
///
/// @param warnings  as of hemisphere_pair
/// @throws Error  kBadShape: the two hemispheres' files differ in their number of maps; also what
/// the
///                readers of these files throw
OverlayPairs read_overlay_pairs(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// The same for a file that was already read; also reads the other hemisphere's file.
/// @throws Error  also kBadFormat: neither values at vertices nor labels
OverlayPairs overlay_pairs_of(const Contents& contents, Warnings* warnings = nullptr);

/// One of those maps.
/// @param map  its number, from 1, or its name (map_choice.h); empty: the first
/// @throws Error  also kBadValue: there is no such map
OverlayPair read_overlay_pair(const std::filesystem::path& file, Warnings* warnings = nullptr,
                              const std::string& map = {});

/// The names of all maps of an overlay, (K); empty where the file has none.
std::vector<std::string> map_names_of(const Contents& contents);

/// Makes an overlay one of a cortex: divides values of both hemispheres, fills listed vertices up
/// with NaN, and removes the data of a hemisphere that the cortex does not have.
///
/// @param warnings  receives a warning where it looks like an overlay of another cortex
/// @throws Error  kBadShape: not a value per vertex of `cortex`, or none of its hemispheres;
///                kBadValue: of an unknown hemisphere
OverlayPair fitted_to(OverlayPair overlay, const Cortex& cortex, Warnings* warnings = nullptr);

}  // namespace cortiscope
