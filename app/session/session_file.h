#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/session/look.h"
#include "app/session/model_groups.h"
#include "app/session/outlined_regions.h"
#include "app/session/pins.h"
#include "core/io/recorded_file.h"

namespace cortiscope {

/// The ending of session files.
inline constexpr const char* kSessionEnding = ".cortiscope";

/// A file or folder that a session opens.
struct SessionFile {
  std::filesystem::path file;  ///< of a session as it was read: relative to its folder
  std::string map;             ///< of overlays and regions: its number or name; empty: the first
  bool is_installed = false;   ///< it came with the program, and is looked for there
  std::string hash;            ///< as read; empty: not recorded
  std::uintmax_t bytes = 0;    ///< as read; 0 of folders, and where not recorded
  bool is_missing = false;     ///< it was looked for, and is nowhere
  bool is_opened = false;      ///< it was opened already

  friend bool operator==(const SessionFile& a, const SessionFile& b) {
    return a.file == b.file && a.map == b.map && a.is_installed == b.is_installed;
  }
};

/// What a session adds to a subject.
struct SessionSubject {
  /// Which of the session's files: the subject's, its cortex's, or a fit's that brought it.
  int file = 0;
  std::vector<SessionFile> overlays, regions;
  std::optional<OutlinedRegions> outlined;  ///< absent: the cortex's own regions
  Pins pins;
};

/// What is opened and how it looks: all that a session file holds.
struct SavedSession {
  std::vector<SessionFile> files;  ///< in the order to open them; overlays and regions are not here
  std::vector<std::string> models;                ///< names of the networks, in their order
  ModelGrouping grouping = ModelGrouping::kNone;  ///< in which they stand
  std::vector<SessionSubject> subjects;
  Look look;  ///< but for its selection:

  int shown_subject = -1;   ///< as SessionSubject::file; -1: none
  std::string shown_model;  ///< empty: none, or the known answer
  bool shows_known_answer = false;
  std::string against;  ///< the model of Look::against; empty: none was chosen
  std::optional<CortexVertex> picked;
  int image = 0;

  std::string workspace;           ///< the window's, as it names it
  std::filesystem::path recovers;  ///< of an autosaved one: the session file of the user, or empty
};

/// How a session file records where files are.
enum class SessionPaths {
  kRecorded,  ///< with hashes, as recorded_file.h says: for a file that may move with them
  kWhole      ///< absolute, and no file is read: for autosaving
};

/// A session as its file holds it (core/io/FORMAT.md): JSON in ASCII. Missing files are recorded as
/// they were.
/// @param file  where it will be written
/// @param hash_of  of kRecorded; each file is also remembered for this user (remember_place)
std::string session_text(const SavedSession& session, const std::filesystem::path& file,
                         SessionPaths paths, const HashOfPlace& hash_of = hash_of_place);

/// Whether it is a file of this ending.
bool is_session_file(const std::filesystem::path& file);

/// @throws Error  kNotFound: no such file; kBadFormat: no session, one of a later version, or a
///                field that is not as FORMAT.md says, which the message names
SavedSession read_session(const std::filesystem::path& file);

}  // namespace cortiscope
