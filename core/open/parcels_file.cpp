#include "core/open/parcels_file.h"

#include "core/io/freesurfer/freesurfer_annotation.h"
#include "core/io/gifti/gifti.h"
#include "core/open/file_format.h"
#include "core/open/surface_file.h"

namespace cortiscope {

Annotation read_parcels(const std::filesystem::path& file, Dropped* dropped) {
  if (format_of_file(file) != FileFormat::kGifti) return read_annotation(file, dropped);
  return read_gifti_labels(file, dropped, [&] { return mesh_size_beside(file); });
}

}  // namespace cortiscope
