#include "core/open/contents.h"

#include "core/base/error.h"
#include "core/io/allowance.h"
#include "core/io/file_bytes.h"
#include "core/open/foreign_format.h"
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

MeshSize mesh_size_of(const Contents& contents, WithoutMesh otherwise) {
  return [&contents, otherwise]() -> std::optional<int> {
    const std::optional<int> beside = mesh_size_beside(contents.path);
    if (beside || otherwise == WithoutMesh::kRefuse) return beside;
    const GiftiHandle gifti = gifti_in(contents);
    const std::optional<int> highest = highest_listed_vertex(*gifti);
    if (!highest) return std::nullopt;
    // A small file must not fill the memory with vertices that it does not list.
    const std::uint64_t map_bytes = sizeof(float) * (std::uint64_t(*highest) + 1);
    Allowance(size_of_file(contents.path))
        .take(map_bytes * gifti->arrays.size(), file_name(contents.path));
    return *highest + 1;
  };
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

Array<float> maps_in(const Contents& contents, Dropped* dropped, WithoutMesh otherwise) {
  if (const GiftiHandle gifti = gifti_in(contents)) {
    return gifti_maps(*gifti, file_name(contents.path), dropped, mesh_size_of(contents, otherwise));
  }
  return std::get<Array<float>>(std::get<OverlayContents>(contents.holding).data);
}

Annotation parcels_in(const Contents& contents, Dropped* dropped, std::size_t which,
                      WithoutMesh otherwise) {
  if (const GiftiHandle gifti = gifti_in(contents)) {
    return gifti_labels(*gifti, file_name(contents.path), dropped,
                        mesh_size_of(contents, otherwise), which);
  }
  return std::get<Annotation>(std::get<RegionsContents>(contents.holding).data);
}

bool is_partial(const Contents& contents) {
  if (const GiftiHandle gifti = gifti_in(contents)) {
    return highest_listed_vertex(*gifti) && !mesh_size_beside(contents.path);
  }
  const auto* overlay = find<OverlayContents>(contents);
  return overlay && overlay->is_partial;
}

void refuse(const Contents& contents, const std::string& expected) {
  ForeignFormat found = {"a " + kind_of(contents), "is this the right file?"};
  if (find<std::monostate>(contents)) found = unknown_format_of(contents.path);
  throw Error(ErrorKind::kBadFormat, file_name(contents.path),
              "expected " + expected + ", found " + found.what, found.way);
}

std::string kind_of(const Contents& contents) {
  if (const auto* algonauts = find<AlgonautsContents>(contents)) return algonauts->study.name();
  if (find<StudyFolderContents>(contents)) return "study folder";
  if (find<CortexContents>(contents)) {
    return contents.format == FileFormat::kHdf5 ? "cortiscope cortex" : "cortex folder";
  }
  if (find<SubjectContents>(contents)) return "cortiscope subject";
  if (const auto* part = find<FeaturesContents>(contents)) return part->program + " features";
  if (const auto* part = find<ImagesContents>(contents)) return part->kind;
  if (find<FitContents>(contents)) return "cortiscope fit";
  if (find<CheckpointContents>(contents)) return "cortiscope checkpoint";
  if (const auto* other = find<OtherHdf5Contents>(contents)) {
    return other->format.empty() ? "HDF5" : "cortiscope " + other->format;
  }
  if (const auto* cifti = find<CiftiContents>(contents)) {
    if (contents.format == FileFormat::kHdf5) return "cortiscope prediction";
    if (cifti->cifti.parcel_count > 0)
      return std::string("parcellated ") + name_of(contents.format);
  }
  return name_of(contents.format);
}

}  // namespace cortiscope
