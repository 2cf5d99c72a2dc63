#pragma once

#include <functional>

#include "app/session/session_file.h"
#include "app/session/study_opener.h"
#include "core/base/stop_token.h"

namespace cortiscope {

/// A session whose files were looked for, and what it adds to its subjects.
struct OpenedSession {
  std::filesystem::path file;
  SavedSession session;  ///< its files are where they were found; others are marked as missing
  std::vector<OverlayPairs> overlays;             ///< of each of its subjects, in its order
  std::vector<std::vector<RegionsPair>> regions;  ///< the same
};

/// Where the files of a session are: by their recorded path, beside the session, where a file of
/// this hash was last. Those found get whole paths, the others are marked as missing. Reads whole
/// files.
/// @param warnings  receives the names of those that have changed since
void find_files(SavedSession& session, const std::filesystem::path& folder,
                const HashOfPlace& hash_of, const StopToken& stop, Warnings* warnings);

/// Looks for the missing files in a folder and what is in it: of their name, or of their size and
/// hash under another name. One of their name with another hash is taken where there is no better
/// one. At most 100000 files are looked at.
/// @return  how many were found
int locate_files(SavedSession& session, const std::filesystem::path& folder,
                 const HashOfPlace& hash_of, const StopToken& stop, Warnings* warnings);

/// Opens the files that are there and not open yet, one after the other, in their order.
/// @param on_opened  receives each; what belongs to one subject is returned instead
/// @param on_progress  receives the name of what is opened next
/// @param warnings  receives what could not be opened, and why, beside warnings
OpenedSession open_session_files(SavedSession session, const StopToken& stop,
                                 const std::function<void(Opened)>& on_opened,
                                 const std::function<void(const std::string&)>& on_progress,
                                 Warnings* warnings);

}  // namespace cortiscope
