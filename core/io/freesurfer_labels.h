#pragma once

#include <filesystem>

#include "core/data/cortex.h"
#include "core/io/annotation.h"

namespace cortiscope {

/// Reads a FreeSurfer annotation (lh.aparc.annot), with a colour table of version 1 or 2; parcels
/// have their colours.
///
/// @throws Error  kNotFound: no such file; kBadFormat: not an annotation, without colour table, or
///                cut short; kBadValue: a vertex index out of range
///
/// Source: FreeSurfer, utils/annotation.cpp (readAnnotationIntoArray) and utils/colortab.cpp.
Annotation read_annotation(const std::filesystem::path& file);

/// Reads a FreeSurfer label (lh.V1_exvivo.label; text).
///
/// @return  named after the file, without hemisphere and ".label"; each vertex once
/// @throws Error  kNotFound: no such file; kBadFormat: not a label, or cut short; kBadValue: a
///                negative vertex index
///
/// Source: FreeSurfer, utils/label.cpp (LabelReadFrom).
Region read_label(const std::filesystem::path& file);

}  // namespace cortiscope
