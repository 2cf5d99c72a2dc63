#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/data/subject.h"
#include "core/open/warnings.h"

namespace cortiscope {

/// The files that a study lies in, of any program.
struct StudyParts {
  std::vector<std::filesystem::path> responses;  ///< as open_response_table: one a hemisphere, or
                                                 ///< one of both
  std::filesystem::path images;                  ///< as read_image_list, in the responses' order
  std::filesystem::path cortex;                  ///< a folder of a cortex, or a cortex file
  std::vector<std::filesystem::path> masks;      ///< as vertices_in_masks; may be empty
  std::vector<std::filesystem::path> ceilings;   ///< as read_ceilings; may be empty
};

/// A subject of those files, and how they were matched.
struct GatheredStudy {
  RecordingSource recording;
  std::vector<std::string> report;  ///< in sentences without a full stop
};

/// Matches responses with images and vertices by their numbers. The columns of a file are the
/// vertices of the mesh, of which the masks choose some, or those that the masks choose, ascending.
/// A .npy table may be vertices by images where only that matches.
///
/// @param name  of the subject
/// @throws Error  kBadShape: the numbers do not match; says those found and those that would.
///                kBadValue: two files of one hemisphere, or a file that does not say its
///                hemisphere beside another; also as the readers of the files
GatheredStudy gather_study(const StudyParts& parts, const std::string& name,
                           Warnings* warnings = nullptr);

}  // namespace cortiscope
