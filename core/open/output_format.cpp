#include "core/open/output_format.h"

#include <string>
#include <string_view>

#include "core/io/file_bytes.h"

namespace cortiscope {
namespace {

/// In search order, because .dscalar.nii also ends in .nii.
struct Ending {
  std::string_view end;
  OutputFormat format;
};
constexpr Ending kEndings[] = {
    {".gii", OutputFormat::kGifti},
    {".gii.gz", OutputFormat::kGifti},
    {".mgh", OutputFormat::kMgh},
    {".mgz", OutputFormat::kMgh},
    {".dscalar.nii", OutputFormat::kCiftiScalars},
    {".dscalar.nii.gz", OutputFormat::kCiftiScalars},
    {".dlabel.nii", OutputFormat::kCiftiLabels},
    {".dlabel.nii.gz", OutputFormat::kCiftiLabels},
    {".nii", OutputFormat::kNifti},
    {".nii.gz", OutputFormat::kNifti},
    {".annot", OutputFormat::kAnnotation},
    {".label", OutputFormat::kLabel},
    {".asc", OutputFormat::kText},
    {".patch.flat", OutputFormat::kPatch},
    {".flat.patch.3d", OutputFormat::kPatch},
    {".h5", OutputFormat::kHdf5},
};

}  // namespace

OutputFormat output_format_of(const std::filesystem::path& file) {
  const std::string name = file_name(file);
  for (const auto& [end, format] : kEndings) {
    if (name.size() >= end.size() && name.compare(name.size() - end.size(), end.size(), end) == 0) {
      return format;
    }
  }
  return OutputFormat::kFreeSurfer;
}

const char* name_of(OutputFormat format) {
  switch (format) {
    case OutputFormat::kFreeSurfer:
      return "FreeSurfer's formats";
    case OutputFormat::kGifti:
      return "GIFTI";
    case OutputFormat::kMgh:
      return "MGH";
    case OutputFormat::kNifti:
      return "NIfTI";
    case OutputFormat::kCiftiScalars:
      return "CIFTI-2 scalars";
    case OutputFormat::kCiftiLabels:
      return "CIFTI-2 labels";
    case OutputFormat::kAnnotation:
      return "an annotation";
    case OutputFormat::kLabel:
      return "a label";
    case OutputFormat::kText:
      return "FreeSurfer's text";
    case OutputFormat::kPatch:
      return "a patch";
    case OutputFormat::kHdf5:
      return "HDF5";
  }
  return "";
}

}  // namespace cortiscope
