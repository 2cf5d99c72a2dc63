#pragma once

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "app/session/region_list.h"

namespace cortiscope {

/// Which regions a window outlines, as a recipe stores it: the cortex's own and those of files,
/// both without the hidden ones, and those that were drawn, which may be in no file.
struct OutlinedRegions {
  std::array<std::vector<std::string>, 2> hidden_own, hidden_opened;  ///< names, by hemisphere
  HemisphereRegions drawn;              ///< vertices ascending, at least one each
  HemisphereRegions hidden_drawn = {};  ///< of sessions: those drawn that are not outlined
};

/// The files of the opened regions that are shown, as text_of(MapChoice) gives them, each once.
std::vector<std::string> files_of_shown(const RegionList& list);
/// The same of all opened regions.
std::vector<std::string> files_of_opened(const RegionList& list);

/// Whether drawn regions are kept that are not outlined: a figure needs none, a session all.
enum class HiddenDrawn { kLeftOut, kKept };

/// Absent where the list shows the cortex's own regions and no others.
std::optional<OutlinedRegions> outlined_regions_of(const RegionList& list,
                                                   HiddenDrawn hidden = HiddenDrawn::kLeftOut);

/// The drawn ones as if they were read from a file.
RegionsPair drawn_pair(const OutlinedRegions& outlined);

/// A list that outlines the same again. Drawn regions that it lacks are added, others hidden.
/// @param files  what was read from files_of_shown(), fitted to the list's cortex
RegionList outlining(RegionList list, const OutlinedRegions& outlined,
                     const std::vector<RegionsPair>& files);

nlohmann::ordered_json to_json(const OutlinedRegions& outlined);
/// Absent where it is none.
std::optional<OutlinedRegions> outlined_regions_in(const nlohmann::ordered_json& json);

}  // namespace cortiscope
