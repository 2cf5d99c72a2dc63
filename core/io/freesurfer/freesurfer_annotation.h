#pragma once

#include <filesystem>

#include "core/io/annotation.h"

namespace cortiscope {

/// Reads a FreeSurfer annotation (lh.aparc.annot), with a colour table of version 1 or 2, or
/// without one as older programs wrote it. It tells parcels by their colours; one that the table
/// does not have is named after it: "colour 25 5 100". Colour 0 0 0 is none.
///
/// @param dropped  is told of names that no vertex has and of transparency
/// @throws Error  kNotFound: no such file; kBadFormat: not an annotation, or cut short; kBadValue:
/// a
///                vertex index out of range
///
/// Source: FreeSurfer, utils/annotation.cpp (readAnnotationIntoArray) and utils/colortab.cpp.
Annotation read_annotation(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// Writes one, with a table of version 2. The format tells parcels by their colours: where two have
/// the same, or one has none or black, another is chosen.
///
/// @param dropped  is told of colours that had to be changed
/// @throws Error  kBadShape: two parcels share a vertex; kNotFound: the folder is not there;
///                kInternal: the disk is full or refuses
void write_annotation(const Annotation& annotation, const std::filesystem::path& file,
                      Dropped* dropped = nullptr);

}  // namespace cortiscope
