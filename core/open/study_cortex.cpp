#include "core/open/study_cortex.h"

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "core/io/recorded_file.h"
#include "core/open/cortex_folder.h"
#include "core/open/read_any.h"

namespace cortiscope {
namespace {

namespace fs = std::filesystem;

constexpr int kFsaverageVertices = 163842;  // of each hemisphere
const char* const kName = "fsaverage";      // of its folder, and of the note of where it was

/// A folder below the one that an environment variable names.
struct PlaceIn {
  const char* variable;
  fs::path below;
};

/// FreeSurfer's own, then those into which nilearn and TemplateFlow download it.
const std::vector<PlaceIn>& known_places() {
  static const std::vector<PlaceIn> places = {
      {"SUBJECTS_DIR", kName},
      {"FREESURFER_HOME", fs::path("subjects") / kName},
      {"NILEARN_DATA", kName},
      {"HOME", fs::path("nilearn_data") / kName},
      {"TEMPLATEFLOW_HOME", "tpl-fsaverage"},
      {"HOME", ".cache/templateflow/tpl-fsaverage"},
  };
  return places;
}

/// Where fsaverage may be; not all need to exist.
std::vector<fs::path> places(const fs::path& study) {
  const fs::path whole = fs::absolute(study).lexically_normal();
  std::vector<fs::path> places = {
      (whole.has_filename() ? whole : whole.parent_path()).parent_path() / kName};
  for (const PlaceIn& place : known_places()) {
    const char* folder = std::getenv(place.variable);
    if (folder && *folder) places.push_back(folder / place.below);
  }
  for (const fs::path& last : places_of("", kName, {})) places.push_back(last);
  return places;
}

Cortex read_given(const fs::path& path) {
  const Contents contents = read_any(path);
  const auto* found = find<CortexContents>(contents);
  if (!found) refuse(contents, "the folder of a cortex");
  remember_fsaverage(*found->cortex, path);
  return *found->cortex;
}

Cortex find_fsaverage(const fs::path& study) {
  std::string looked_for;
  for (const fs::path& place : places(study)) {
    std::error_code ignored;
    if (fs::exists(place, ignored)) return read_given(place);
    looked_for += (looked_for.empty() ? "" : ", ") + place.string();
  }
  throw Error(ErrorKind::kNotFound, study.string(),
              "its vertices are those of the cortex fsaverage, which the folder does not hold",
              "put FreeSurfer's folder fsaverage, of " + std::to_string(kFsaverageVertices) +
                  " vertices a hemisphere, beside it; or open that in the window first; or name it "
                  "with the option cortex; looked for " +
                  looked_for);
}

}  // namespace

StudyCortex study_cortex(const fs::path& study, const fs::path& given) {
  return [study, given] { return given.empty() ? find_fsaverage(study) : read_given(given); };
}

void remember_fsaverage(const Cortex& cortex, const fs::path& path) {
  for (const Hemisphere h : kHemispheres) {
    const bool is_it = cortex[h].vertex_count() == kFsaverageVertices &&
                       cortex[h].find(SurfaceKind::kSphere) != nullptr;
    if (!is_it) return;
  }
  remember_place(path, kName);
}

SubjectContents subject_of(const AlgonautsContents& folder, const fs::path& given) {
  const fs::path& path = folder.study.path();
  return {study_at(path, study_cortex(path, given))->open(/*cache_gb=*/0)};
}

}  // namespace cortiscope
