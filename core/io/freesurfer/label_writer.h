#pragma once

#include <filesystem>
#include <string>

#include "core/data/cortex.h"

namespace cortiscope {

/// The surface that a label's coordinates are of, by FreeSurfer's convention: white, or pial if
/// there is no white; nullptr if there is neither.
const Surface* label_surface(const HemisphereCortex& hemisphere);

/// "lh.V1.label", as read_label reads the name; characters not allowed in file names become "_".
std::string label_file_name(Hemisphere hemisphere, const std::string& region_name);

/// Writes a region as a FreeSurfer label: a line per vertex with its index, its coordinates on the
/// surface in mm and the value 0. Whole or not at all.
///
/// @param surface  of the region's mesh; coordinates are 0 where it is nullptr
/// @param subject  the subject in the label's first line
/// @throws Error   kNotFound: the folder is not there; kInternal: the disk is full or writing fails
///
/// Source: FreeSurfer, utils/label.cpp (LabelWriteInto).
void write_label(const Region& region, const Surface* surface, const std::string& subject,
                 const std::filesystem::path& file);

}  // namespace cortiscope
