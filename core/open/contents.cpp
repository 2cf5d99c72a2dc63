#include "core/open/contents.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/surface_file.h"

namespace cortiscope {
namespace {

/// The GIFTI file in one of the parts, if any.
template <class Part>
GiftiHandle gifti_of(const Contents& contents) {
  const auto* part = find<Part>(contents);
  const auto* handle = part ? std::get_if<GiftiHandle>(&part->data) : nullptr;
  return handle ? *handle : nullptr;
}

MeshSize mesh_size_of(const Contents& contents) {
  return [file = contents.path] { return mesh_size_beside(file); };
}

}  // namespace

GiftiHandle gifti_in(const Contents& contents) {
  if (const GiftiHandle gifti = gifti_of<SurfaceContents>(contents)) return gifti;
  if (const GiftiHandle gifti = gifti_of<RegionsContents>(contents)) return gifti;
  return gifti_of<OverlayContents>(contents);
}

Surface surface_in(const Contents& contents, Dropped* dropped) {
  if (const GiftiHandle gifti = gifti_in(contents)) {
    return gifti_surface(*gifti, file_name(contents.path), dropped);
  }
  return std::get<Surface>(std::get<SurfaceContents>(contents.holding).data);
}

Array<float> maps_in(const Contents& contents, Dropped* dropped) {
  if (const GiftiHandle gifti = gifti_in(contents)) {
    return gifti_maps(*gifti, file_name(contents.path), dropped, mesh_size_of(contents));
  }
  return std::get<Array<float>>(std::get<OverlayContents>(contents.holding).data);
}

Annotation parcels_in(const Contents& contents, Dropped* dropped) {
  if (const GiftiHandle gifti = gifti_in(contents)) {
    return gifti_labels(*gifti, file_name(contents.path), dropped, mesh_size_of(contents));
  }
  return std::get<Annotation>(std::get<RegionsContents>(contents.holding).data);
}

void refuse(const Contents& contents, const std::string& expected) {
  const bool is_known = !find<std::monostate>(contents);
  throw Error(ErrorKind::kBadFormat, file_name(contents.path),
              "expected " + expected + ", found " +
                  (is_known ? "a " + kind_of(contents) : "a format that we do not know"),
              "is this the right file?");
}

std::string kind_of(const Contents& contents) {
  if (const auto* algonauts = find<AlgonautsContents>(contents)) return algonauts->study.name();
  if (find<StudyFolderContents>(contents)) return "study folder";
  if (find<CortexContents>(contents)) {
    return contents.format == FileFormat::kHdf5 ? "cortiscope cortex" : "cortex folder";
  }
  if (find<SubjectContents>(contents)) return "cortiscope subject";
  if (find<FeaturesContents>(contents)) return "cortiscope features";
  if (find<ImagesContents>(contents)) return "cortiscope images";
  if (find<FitContents>(contents)) return "cortiscope fit";
  if (find<CheckpointContents>(contents)) return "cortiscope checkpoint";
  if (const auto* other = find<OtherHdf5Contents>(contents)) {
    return other->format.empty() ? "HDF5" : "cortiscope " + other->format;
  }
  return name_of(contents.format);
}

}  // namespace cortiscope
