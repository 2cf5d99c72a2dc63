#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/data/cortex.h"
#include "core/io/cifti/cifti.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// The hemisphere of a file, from its contents and from its name.
struct FileHemisphere {
  std::optional<Hemisphere> tagged;  ///< inside the file
  std::optional<Hemisphere> named;   ///< from its name, as in hemisphere_name.h

  /// The contents take precedence over the name.
  std::optional<Hemisphere> either() const { return tagged ? tagged : named; }
  bool disagrees() const { return tagged && named && *tagged != *named; }
};

/// Determines the hemisphere of a file. GIFTI files name it (AnatomicalStructurePrimary),
/// FreeSurfer's formats, MGH and NIfTI do not. For CIFTI-2, which can hold both, the reader decides
/// (warn_of_hemisphere).
///
/// The file need not exist: then only its name is used.
/// @param warnings  receives a warning where file and name disagree
FileHemisphere hemisphere_of_file(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// Warns where a CIFTI-2 file holds one hemisphere, and its name says the other.
void warn_of_hemisphere(const std::filesystem::path& file, const Cifti& cifti, Warnings* warnings);

}  // namespace cortiscope
