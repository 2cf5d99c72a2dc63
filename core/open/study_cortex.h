#pragma once

#include <filesystem>

#include "core/open/contents.h"
#include "core/study/study_source.h"

namespace cortiscope {

/// The cortex of a study whose folder refers to FreeSurfer's fsaverage without holding it: the one
/// given, else the first of: `fsaverage` beside the study's folder, in $SUBJECTS_DIR, in
/// $FREESURFER_HOME/subjects, in nilearn's folder ($NILEARN_DATA, ~/nilearn_data), `tpl-fsaverage`
/// in TemplateFlow's ($TEMPLATEFLOW_HOME, ~/.cache/templateflow), and where it was when it was last
/// given or opened.
///
/// @param given  the folder of a cortex, or a cortex file; may be empty
/// @return  throws Error  kNotFound: there is none; kBadFormat: what is given is no cortex; as
///          read_any
StudyCortex study_cortex(const std::filesystem::path& study,
                         const std::filesystem::path& given = {});

/// Remembers for this user where fsaverage is, if the cortex read from this path is it: with
/// 163,842 vertices and a sphere in each hemisphere.
void remember_fsaverage(const Cortex& cortex, const std::filesystem::path& path);

/// The subject of an Algonauts folder, with the cortex that study_cortex() finds. Its responses
/// stay in their files.
/// @param given  as of study_cortex
/// @throws Error  as StudySource::open
SubjectContents subject_of(const AlgonautsContents& folder,
                           const std::filesystem::path& given = {});

}  // namespace cortiscope
