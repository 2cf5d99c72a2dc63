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

/// A folder that an environment variable names; empty where it is not set.
fs::path folder_in(const char* variable) {
  const char* value = std::getenv(variable);
  return value ? value : "";
}

/// Where fsaverage may be; not all need to exist.
std::vector<fs::path> places(const fs::path& study) {
  const fs::path whole = fs::absolute(study).lexically_normal();
  std::vector<fs::path> places = {
      (whole.has_filename() ? whole : whole.parent_path()).parent_path() / kName};
  if (const fs::path folder = folder_in("SUBJECTS_DIR"); !folder.empty()) {
    places.push_back(folder / kName);
  }
  if (const fs::path folder = folder_in("FREESURFER_HOME"); !folder.empty()) {
    places.push_back(folder / "subjects" / kName);
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

SubjectContents subject_of(const AlgonautsContents& folder) {
  const fs::path& path = folder.study.path();
  return {study_at(path, study_cortex(path))->open(/*cache_gb=*/0)};
}

}  // namespace cortiscope
