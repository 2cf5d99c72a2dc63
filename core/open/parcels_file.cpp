#include "core/open/parcels_file.h"

#include "core/io/file_bytes.h"
#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/gifti/gifti.h"
#include "core/open/file_format.h"
#include "core/open/surface_file.h"

namespace cortiscope {

Annotation read_parcels(const std::filesystem::path& file, Dropped* dropped, Warnings* warnings) {
  if (format_of_file(file) != FileFormat::kGifti) {
    Annotation annotation = read_annotation(file, dropped);
    for (const std::string& doubt : annotation.doubts) {
      warn(warnings, file_name(file) + ": " + doubt);
    }
    return annotation;
  }
  return read_gifti_labels(file, dropped, [&] { return mesh_size_beside(file); });
}

}  // namespace cortiscope
