#pragma once

#include <filesystem>

#include "core/data/fit_checkpoint.h"
#include "core/io/hdf5/h5_file.h"

namespace cortiscope {

/// Reads the state of an interrupted fit; core/io/FORMAT.md lists the datasets.
/// @throws Error  kNotFound, kBadFormat, kBadShape, kBadValue: naming file and dataset
FitCheckpoint read_checkpoint(const std::filesystem::path& file);
FitCheckpoint read_checkpoint(const H5Reader& file);

/// What the interrupted fit was started with; reads nothing else. Absent in older checkpoints.
/// @throws Error  kNotFound, kBadFormat: naming the file
FitChoices read_checkpoint_choices(const std::filesystem::path& file);

/// How many steps the interrupted fit had done; reads nothing else.
/// @throws Error  kNotFound, kBadFormat: naming the file
int step_of_checkpoint(const std::filesystem::path& file);

/// Writes it, atomically: an older checkpoint stays until the new one is whole.
/// @throws Error  kInternal: the disk is full or writing fails
void write_checkpoint(const std::filesystem::path& file, const FitCheckpoint& checkpoint);

}  // namespace cortiscope
