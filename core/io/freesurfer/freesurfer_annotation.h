#pragma once

#include <filesystem>

#include "core/io/annotation.h"

namespace cortiscope {

/// Reads a FreeSurfer annotation (lh.aparc.annot), with a colour table of version 1 or 2, or
/// without one as older programs wrote it. It identifies parcels by their colours, of 24 bits; one
/// that is not in the table is named by colour: "colour 25 5 100". Colour 0 0 0 is none. Two of the
/// table's names with one colour that vertices have are a doubt of the annotation.
///
/// @param dropped  recordsnames that no vertex has and of transparency
/// @throws Error  kNotFound: no such file; kBadFormat: not an annotation, or cut short; kBadValue:
///                a vertex index out of range
///
/// Source: FreeSurfer, utils/annotation.cpp (readAnnotationIntoArray) and utils/colortab.cpp.
Annotation read_annotation(const std::filesystem::path& file, Dropped* dropped = nullptr);

/// Writes one, with a table of version 2. The format identifies parcels by their colours: if two
/// have the same, or one has none or black, another is chosen.
///
/// @param dropped  recordscolours that had to be changed
/// @throws Error  kBadShape: two parcels share a vertex; kNotFound: the folder is not there;
///                kInternal: the disk is full or writing fails
void write_annotation(const Annotation& annotation, const std::filesystem::path& file,
                      Dropped* dropped = nullptr);

}  // namespace cortiscope
