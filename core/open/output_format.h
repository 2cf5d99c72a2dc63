#pragma once

#include <filesystem>

namespace cortiscope {

/// The format in which to write a file.
enum class OutputFormat {
  kFreeSurfer,  ///< a surface or curv file, or of a cortex a folder: names without an ending
  kGifti,
  kMgh,
  kNifti,
  kCiftiScalars,
  kCiftiLabels,
  kAnnotation,
  kLabel,
  kText,   ///< a FreeSurfer surface as text
  kPatch,  ///< a flat FreeSurfer patch
  kHdf5
};

/// The format that the end of a name asks for: .gii, .mgz, .dscalar.nii, .annot, ...
OutputFormat output_format_of(const std::filesystem::path& file);

/// Its name in messages, before "cannot hold": "GIFTI", "an annotation", "FreeSurfer's formats",
/// ...
const char* name_of(OutputFormat format);

}  // namespace cortiscope
