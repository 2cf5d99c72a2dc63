#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "core/data/cortex.h"

namespace cortiscope {

/// A file of one hemisphere, and the one of the other hemisphere that lies beside it.
struct HemispherePair {
  std::string name;                            ///< of both, without hemisphere and format: "sulc"
  Hemisphere named;                            ///< the hemisphere of the file that was given
  std::array<std::filesystem::path, 2> files;  ///< the other's empty where there is none
};

/// A file's name as a title, without what says the format: "sulc.shape.gii.gz" is "sulc".
std::string name_without_format(std::string name);

/// The hemisphere that a file's name names, in the ways that hemisphere_pair understands.
std::optional<Hemisphere> hemisphere_in_name(const std::filesystem::path& file);

/// Tells a file's hemisphere by its name: lh. or rh., hemi-L or hemi-R, left or right.
///
/// @throws Error  kBadValue: its name names no hemisphere
HemispherePair hemisphere_pair(const std::filesystem::path& file);

}  // namespace cortiscope
