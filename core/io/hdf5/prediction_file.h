#pragma once

#include <filesystem>

#include "core/data/prediction.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Predicted responses in a file; core/io/FORMAT.md lists the datasets.
///
/// @throws Error  kBadFormat, kBadShape, kBadValue: naming file and dataset
Prediction read_prediction(const H5Reader& file);

/// @throws Error  as H5Writer
void write_prediction(const std::filesystem::path& file, const Prediction& prediction);

}  // namespace cortiscope
