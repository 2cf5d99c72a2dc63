#pragma once

#include <filesystem>
#include <optional>

#include "core/data/array.h"
#include "core/data/cortex.h"
#include "core/io/annotation.h"

namespace cortiscope {

/// Writes a surface as GIFTI, whole or not at all: GZipBase64Binary, and gzip around it where the
/// name ends in .gz.
///
/// @param hemisphere  for AnatomicalStructurePrimary, which Connectome Workbench requires
/// @throws Error  kNotFound: the folder is not there; kInternal: the disk is full or writing fails
void write_gifti_surface(const Surface& surface, std::optional<Hemisphere> hemisphere,
                         const std::filesystem::path& file);

/// Writes maps per vertex as GIFTI, one array each.
/// @param maps  (K, V)
/// @throws Error  as write_gifti_surface
void write_gifti_maps(const Array<float>& maps, std::optional<Hemisphere> hemisphere,
                      const std::filesystem::path& file);

/// Writes a parcellation as GIFTI labels, with "???" for vertices without parcel.
/// @throws Error  as write_gifti_surface, and as parcel_numbers
void write_gifti_labels(const Annotation& annotation, std::optional<Hemisphere> hemisphere,
                        const std::filesystem::path& file);

}  // namespace cortiscope
