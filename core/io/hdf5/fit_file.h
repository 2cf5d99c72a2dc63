#pragma once

#include <filesystem>

#include "core/data/fit_result.h"
#include "core/io/hdf5/cortex_file.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Reads a fit; core/io/FORMAT.md lists the datasets. The parameters are empty where the file holds
/// none.
///
/// @param templates  for fits whose cortex is a reference (write_fit_to_look_at)
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
FitResult read_fit(const std::filesystem::path& file, const CortexTemplates& templates = {});
FitResult read_fit(const H5Reader& file, const CortexTemplates& templates = {});

/// Writes a fit: everything for display and prediction, and its provenance.
void write_fit(const std::filesystem::path& file, const FitResult& fit);

/// Writes a fit that is only for display, some twenty times smaller: a reference instead of the
/// cortex, no parameters, and selectors, scores and the known answer rounded to 12 significant bits
/// (a relative error of at most 2^-12), so that they compress.
///
/// @param template_name  as write_cortex_reference
void write_fit_to_look_at(const std::filesystem::path& file, const FitResult& fit,
                          const std::string& template_name);

}  // namespace cortiscope
