#pragma once

#include <filesystem>

namespace cortiscope {

/// The formats of single files that we know, by what is in them.
enum class FileFormat {
  kUnknown,
  kFreeSurferSurface,
  kFreeSurferCurvature,
  kFreeSurferPatch,
  kFreeSurferAnnotation,
  kFreeSurferLabel,
  kMgh,
  kGifti,
  kPng,
  kJpeg,
  kHdf5,
};

/// What a file is, from its first bytes; from its name only where the format has no mark of its own
/// (annotations, labels, curv files of the old format).
///
/// @throws Error  kNotFound: no such file, or not one that may be read; kBadFormat: a folder
FileFormat format_of_file(const std::filesystem::path& file);

/// As messages call it: "FreeSurfer surface", "GIFTI", ...
const char* name_of(FileFormat format);

}  // namespace cortiscope
