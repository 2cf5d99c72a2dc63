#pragma once

#include <filesystem>

#include "core/data/cortex.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// Reads a FreeSurfer label (lh.V1_exvivo.label; text): comments, the number of vertices, and for
/// each a line that starts with its index. What follows on the line, coordinates and a value in
/// FreeSurfer's own, may be missing.
///
/// @param dropped  is told of coordinates, values and further lines
/// @return  named after the file, without hemisphere and ".label"; each vertex once
/// @throws Error  kNotFound: no such file; kBadFormat: not a label, or cut short; kBadValue: a
///                negative vertex index
///
/// Source: FreeSurfer, utils/label.cpp (LabelReadFrom).
Region read_label(const std::filesystem::path& file, Dropped* dropped = nullptr);

}  // namespace cortiscope
