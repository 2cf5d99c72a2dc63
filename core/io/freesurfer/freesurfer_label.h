#pragma once

#include <cstdint>
#include <filesystem>

#include "core/data/cortex.h"
#include "core/io/dropped.h"

namespace cortiscope {

/// The contents of a label file.
struct LabelFile {
  Region region;               ///< named after the file, without hemisphere and ".label"
  std::int64_t promised = 0;   ///< the vertex count that the file declares
  std::int64_t lines = 0;      ///< the lines present
  std::int64_t with_more = 0;  ///< lines with a coordinate or a value other than 0
  bool goes_on = false;        ///< there are more lines than declared, which are not read
  std::string made_on = {};    ///< the subject that its comment names; empty where it names none
};

/// Reads a FreeSurfer label (lh.V1_exvivo.label; text): comments, the number of vertices, and for
/// each a line that starts with its index. What follows on the line, coordinates and a value in
/// FreeSurfer's own, may be missing, and so may lines at the end, as FreeSurfer allows.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not a label, or all its lines are missing;
///                kBadValue: a negative vertex index
///
/// Source: FreeSurfer, utils/label.cpp (LabelReadFrom).
LabelFile read_label_file(const std::filesystem::path& file);

/// Records the data that a region does not keep: coordinates, values, and missing or extra lines.
void note_dropped(const LabelFile& label, Dropped* dropped);

/// The region of such a file, each vertex once.
///
/// @param dropped  as of note_dropped
/// @throws Error  as read_label_file
Region read_label(const std::filesystem::path& file, Dropped* dropped = nullptr);

}  // namespace cortiscope
