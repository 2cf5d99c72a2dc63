#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/cortex.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Reads a cortex alone ("cortiscope cortex"); core/io/FORMAT.md lists the datasets.
/// `sources` names the dataset of each part.
///
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
Cortex read_cortex_file(const std::filesystem::path& file);
Cortex read_cortex_file(const H5Reader& file);

/// Writes one, whole or not at all. `sources` is not kept.
void write_cortex_file(const std::filesystem::path& file, const Cortex& cortex);

/// The group /cortex, as it stands inside subject, fit and cortex files alike.
///
/// @param name  the cortex's, where the group gives none
Cortex read_cortex(const H5Reader& file, const std::string& name);
void write_cortex(H5Writer& file, const Cortex& cortex);

/// Refuses vertex indices that are not ascending or not each in 0..vertex_count-1.
///
/// @param subject  the dataset they are from, as messages call it
/// @throws Error  kBadValue
void require_vertices(const std::vector<std::int32_t>& indices, int vertex_count,
                      const std::string& subject);

}  // namespace cortiscope
