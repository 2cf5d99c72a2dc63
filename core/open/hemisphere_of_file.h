#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/data/cortex.h"
#include "core/io/cifti/cifti.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// Which hemisphere a file is of, by what it says itself and by what its name says.
struct FileHemisphere {
  std::optional<Hemisphere> tagged;  ///< inside the file
  std::optional<Hemisphere> named;   ///< hemisphere_name.h says how

  /// What the file says itself counts before its name.
  std::optional<Hemisphere> either() const { return tagged ? tagged : named; }
  bool disagrees() const { return tagged && named && *tagged != *named; }
};

/// The one answer to which hemisphere a file is of. GIFTI names it inside
/// (AnatomicalStructurePrimary), FreeSurfer's formats, MGH and NIfTI do not. CIFTI-2, which can
/// hold both, is told by its reader (warn_of_hemisphere).
///
/// The file need not be there: then its name alone is asked.
/// @param warnings  is told where file and name disagree
FileHemisphere hemisphere_of_file(const std::filesystem::path& file, Warnings* warnings = nullptr);

/// Warns where a CIFTI-2 file holds one hemisphere, and its name says the other.
void warn_of_hemisphere(const std::filesystem::path& file, const Cifti& cifti, Warnings* warnings);

}  // namespace cortiscope
