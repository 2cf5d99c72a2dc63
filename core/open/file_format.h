#pragma once

#include <filesystem>

namespace cortiscope {

/// The known formats of single files, by contents.
enum class FileFormat {
  kUnknown,
  kFreeSurferSurface,
  kFreeSurferCurvature,
  kFreeSurferPatch,
  kFreeSurferAnnotation,
  kFreeSurferLabel,
  kFreeSurferPaint,  ///< values of listed vertices (.w)
  kMgh,
  kNifti,        ///< of values at vertices
  kCifti,        ///< CIFTI-2 scalars or a series
  kCiftiLabels,  ///< CIFTI-2 labels
  kGifti,
  kPng,
  kJpeg,
  kHdf5,
  kSafetensors,  ///< weights of a network
  kTorchScript,  ///< a network that is a program
};

/// The format of a file, from its first bytes; from its name only where the format has no mark of
/// its own (annotations, labels, curv files of the old format and as text).
///
/// @throws Error  kNotFound: no such file, or not readable; kBadFormat: a folder
FileFormat format_of_file(const std::filesystem::path& file);

/// Whether a file is CIFTI-2, which holds both hemispheres.
inline bool is_cifti(FileFormat format) {
  return format == FileFormat::kCifti || format == FileFormat::kCiftiLabels;
}

/// Its name in messages: "FreeSurfer surface", "GIFTI", ...
const char* name_of(FileFormat format);

}  // namespace cortiscope
