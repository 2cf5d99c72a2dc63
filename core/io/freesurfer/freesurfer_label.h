#pragma once

#include <cstdint>
#include <filesystem>

#include "core/data/cortex.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// A label file as it stands.
struct LabelFile {
  Region region;               ///< named after the file, without hemisphere and ".label"
  std::int64_t promised = 0;   ///< vertices that the file says it has
  std::int64_t lines = 0;      ///< those that it has
  std::int64_t with_more = 0;  ///< lines with a coordinate or a value other than 0
  bool goes_on = false;        ///< there are more lines than promised, which are not read
};

/// Reads a FreeSurfer label (lh.V1_exvivo.label; text): comments, the number of vertices, and for
/// each a line that starts with its index. What follows on the line, coordinates and a value in
/// FreeSurfer's own, may be missing, and so may lines at the end, as FreeSurfer has it.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not a label, or none of its lines is there;
///                kBadValue: a negative vertex index
///
/// Source: FreeSurfer, utils/label.cpp (LabelReadFrom).
LabelFile read_label_file(const std::filesystem::path& file);

/// Notes what a region keeps nothing of: coordinates, values, and lines that are missing or too
/// many.
void note_dropped(const LabelFile& label, Dropped* dropped);

/// The region of such a file, each vertex once.
///
/// @param dropped  as of note_dropped
/// @throws Error  as read_label_file
Region read_label(const std::filesystem::path& file, Dropped* dropped = nullptr);

}  // namespace cortiscope
