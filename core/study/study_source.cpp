#include "core/study/study_source.h"

#include <utility>

#include "core/study/algonauts_study.h"
#include "core/study/hdf5_study.h"
#include "core/study/nsd_study.h"

namespace cortiscope {

std::unique_ptr<StudySource> study_at(const std::filesystem::path& path, StudyCortex cortex) {
  if (AlgonautsStudy::is_at(path)) return std::make_unique<AlgonautsStudy>(path, std::move(cortex));
  if (NsdStudy::is_at(path)) refuse_nsd_folder(path);
  return std::make_unique<Hdf5Study>(path);
}

}  // namespace cortiscope
