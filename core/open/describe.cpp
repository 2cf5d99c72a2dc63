#include "core/open/describe.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/cortex_folder.h"
#include "core/open/describe_parts.h"

namespace cortiscope {

Description describe(const std::filesystem::path& path, const CortexTemplates& templates) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    Warnings warnings;
    const Cortex cortex = read_cortex_folder(path, &warnings);
    Description description = describe_cortex(cortex, "cortex folder");
    description.problems.insert(description.problems.begin(), warnings.begin(), warnings.end());
    return description;
  }
  const FileFormat format = format_of_file(path);
  switch (format) {
    case FileFormat::kFreeSurferSurface:
      return describe_surface_file(path, format);
    case FileFormat::kFreeSurferPatch:
      return describe_patch(path);
    case FileFormat::kFreeSurferCurvature:
    case FileFormat::kMgh:
    case FileFormat::kNifti:
      return describe_values(path, format);
    case FileFormat::kFreeSurferAnnotation:
    case FileFormat::kFreeSurferLabel:
      return describe_regions(path, format);
    case FileFormat::kGifti:
      return describe_gifti(path);
    case FileFormat::kPng:
    case FileFormat::kJpeg:
      return describe_image(path, format);
    case FileFormat::kHdf5:
      return describe_study_file(path, templates);
    case FileFormat::kCifti:
    case FileFormat::kCiftiLabels:
      return describe_cifti(path, format);
    case FileFormat::kUnknown:
      break;
  }
  throw Error(
      ErrorKind::kBadFormat, file_name(path), "expected a format that we know, found another",
      "we read FreeSurfer, GIFTI, NIfTI, CIFTI-2, PNG, JPEG and Cortiscope's own HDF5 files");
}

}  // namespace cortiscope
