#pragma once

#include <array>
#include <filesystem>
#include <optional>
#include <string>

#include "core/data/cortex.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// A file of one hemisphere, and the one of the other hemisphere that lies beside it.
struct HemispherePair {
  std::string name;                            ///< of both, without hemisphere and format: "sulc"
  Hemisphere named;                            ///< of the file that was given
  std::array<std::filesystem::path, 2> files;  ///< the other's empty where there is none
};

/// A file's name as a title, without what says the format: "sulc.shape.gii.gz" is "sulc".
std::string name_without_format(std::string name);

/// Finds the other hemisphere's file beside a file: of the same name but for what says the
/// hemisphere, and not of the same hemisphere itself (hemisphere_of_file.h). Beside a file whose
/// name says no hemisphere none is looked for.
///
/// @param warnings  is told where a file and its name disagree
/// @throws Error  kBadValue: neither the file nor its name says a hemisphere
HemispherePair hemisphere_pair(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// The same, of a file whose hemisphere is known already, where anything says it.
HemispherePair hemisphere_pair(const std::filesystem::path& file,
                               std::optional<Hemisphere> hemisphere, Warnings* warnings);

}  // namespace cortiscope
