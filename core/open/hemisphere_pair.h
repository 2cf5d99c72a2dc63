#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// A file of one hemisphere, and the one of the other hemisphere that lies next to it.
struct HemispherePair {
  std::string name;                            ///< of both, without hemisphere and format: "sulc"
  Hemisphere named;                            ///< of the file that was given
  std::array<std::filesystem::path, 2> files;  ///< the other's is empty if there is none
};

/// A file's name as a title, without the parts that say the format: "sulc.shape.gii.gz" is "sulc".
std::string name_without_format(std::string name);

/// Finds the other hemisphere's file next to a file: it has the same name except for the
/// hemisphere, and its contents do not name the same hemisphere (hemisphere_of_file.h). Does not
/// search if the name says no hemisphere.
///
/// @param warnings  receives a warning where a file and its name disagree
/// @throws Error  kBadValue: neither the file nor its name says a hemisphere
HemispherePair hemisphere_pair(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// The same for a file whose hemisphere, if any, is already known.
HemispherePair hemisphere_pair(const std::filesystem::path& file,
                               std::optional<Hemisphere> hemisphere, Warnings* warnings);

}  // namespace cortiscope
