#include "core/open/describe.h"

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/describe_parts.h"
#include "core/open/foreign_format.h"
#include "core/open/read_any.h"

namespace cortiscope {
namespace {

/// One describer for each part that a path may hold.
struct Describer {
  const Contents& contents;

  Description operator()(const CortexContents& part) const {
    return describe_cortex(*part.cortex, kind_of(contents));
  }
  Description operator()(const SurfaceContents&) const { return describe_surface_file(contents); }
  Description operator()(const PatchContents&) const { return describe_patch(contents); }
  Description operator()(const OverlayContents&) const { return describe_values(contents); }
  Description operator()(const RegionsContents&) const { return describe_regions(contents); }
  Description operator()(const CiftiContents& part) const { return describe_cifti(part, contents); }
  Description operator()(const PictureContents&) const { return describe_image(contents); }
  Description operator()(const WeightsContents& part) const {
    return describe_weights(part, contents);
  }
  Description operator()(const ScriptContents& part) const {
    return describe_script(part, contents);
  }
  Description operator()(const StudyFolderContents& part) const {
    return describe_study_folder(part, contents);
  }
  Description operator()(const AlgonautsContents& part) const {
    return describe_algonauts(part, contents);
  }
  Description operator()(std::monostate) const {
    const std::optional<ForeignFormat> foreign = foreign_format_of(contents.path);
    throw Error(ErrorKind::kBadFormat, file_name(contents.path),
                "expected a format that we know, found " + (foreign ? foreign->what : "another"),
                foreign ? foreign->way
                        : "we read FreeSurfer, GIFTI, NIfTI, CIFTI-2, PNG, JPEG, safetensors, "
                          "TorchScript and Cortiscope's own HDF5 files");
  }
  /// Cortiscope's HDF5 files, and other HDF5 files.
  template <class Part>
  Description operator()(const Part& part) const {
    return describe_study_file(part, contents);
  }
};

}  // namespace

Description describe(const std::filesystem::path& path, const CortexTemplates& templates) {
  return describe(read_any(path, templates));
}

Description describe(const Contents& contents) {
  Description description = gifti_in(contents) ? describe_gifti(contents)
                                               : std::visit(Describer{contents}, contents.holding);
  if (contents.hemisphere) {
    description.facts.push_back({"hemisphere", std::string(name_of(*contents.hemisphere))});
  }
  description.problems.insert(description.problems.begin(), contents.warnings.begin(),
                              contents.warnings.end());
  return description;
}

}  // namespace cortiscope
