#pragma once

#include <filesystem>

#include "core/data/fit_result.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Reads a fit; core/io/FORMAT.md lists the datasets.
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
FitResult read_fit(const std::filesystem::path& file);
FitResult read_fit(const H5Reader& file);

/// Writes a fit: everything to look at it, to predict with it and to say what made it.
void write_fit(const std::filesystem::path& file, const FitResult& fit);

}  // namespace cortiscope
