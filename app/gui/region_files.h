#pragma once

#include <filesystem>
#include <vector>

#include "app/session/ids.h"

class QWidget;

namespace cortiscope {

class SessionController;

/// A drawn region of a subject of the library.
struct DrawnRegion {
  SubjectId subject = -1;
  int id = 0;
};

/// The drawn regions that no file holds as they are.
std::vector<DrawnRegion> unsaved_regions(const SessionController& session);

/// Where each is written in a folder: "lh.V1.label"; where they are of several subjects, in a
/// folder for each.
std::vector<std::filesystem::path> label_files(const SessionController& session,
                                               const std::vector<DrawnRegion>& regions,
                                               const std::filesystem::path& folder);

/// Asks where to, and whether files that are there may be replaced, and writes them.
///
/// @return  false where the user did not want to
/// @throws Error  what write_label throws; those before it are written
bool save_regions(SessionController& session, const std::vector<DrawnRegion>& regions,
                  QWidget* window);

}  // namespace cortiscope
