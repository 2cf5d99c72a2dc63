#pragma once

#include <filesystem>
#include <string>

#include "core/data/cortex.h"

namespace cortiscope {

/// The surface that a label's coordinates are of, by FreeSurfer's habit: white, or pial where there
/// is no white; nullptr where there is neither.
const Surface* label_surface(const HemisphereCortex& hemisphere);

/// "lh.V1.label", as read_label takes the name back; what no file name may hold becomes "_".
std::string label_file_name(Hemisphere hemisphere, const std::string& region_name);

/// Writes a region as a FreeSurfer label: a line a vertex with its index, its coordinates on the
/// surface in mm and the value 0. Whole or not at all.
///
/// @param surface  of the region's mesh; coordinates are 0 where it is nullptr
/// @param subject  whom the label's first line names
/// @throws Error   kNotFound: the folder is not there; kInternal: the disk is full or refuses
///
/// Source: FreeSurfer, utils/label.cpp (LabelWriteInto).
void write_label(const Region& region, const Surface* surface, const std::string& subject,
                 const std::filesystem::path& file);

}  // namespace cortiscope
