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

/// The drawn regions with unsaved changes.
std::vector<DrawnRegion> unsaved_regions(const SessionController& session);

/// The path of each region in a folder: "lh.V1.label"; with several subjects, in a folder for each.
std::vector<std::filesystem::path> label_files(const SessionController& session,
                                               const std::vector<DrawnRegion>& regions,
                                               const std::filesystem::path& folder);

/// Asks for the path, asks before it replaces files, and writes the regions.
///
/// @return  false where the user cancelled
/// @throws Error  what write_label throws; those before it are written
bool save_regions(SessionController& session, const std::vector<DrawnRegion>& regions,
                  QWidget* window);

}  // namespace cortiscope
