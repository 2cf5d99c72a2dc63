#pragma once

#include <filesystem>
#include <functional>
#include <vector>

namespace cortiscope {

/// What a command may write over. It never writes over what it reads.
struct Overwriting {
  std::vector<std::filesystem::path> inputs;  ///< files and folders that the command reads
  bool replaces = false;                      ///< whether an existing file may be replaced
  /// Whether this existing file may be replaced without asking; empty: none may.
  std::function<bool(const std::filesystem::path&)> is_replaceable = {};
  const char* what = "";  ///< what an existing file holds, for the message
};

/// Whether two paths name the same file or folder, by whatever links; an empty path names none.
bool is_same_file(const std::filesystem::path& a, const std::filesystem::path& b);

/// Whether a file is there and marked read-only: nobody's permissions allow to write it.
bool is_marked_read_only(const std::filesystem::path& file);

/// Checks, before the work starts, that a file can be written here when it is done, and makes its
/// folder if that is missing.
///
/// @throws Error  kBadValue: no name, one of the inputs or inside an input folder, a folder, a
///                device, or marked read-only; kExists: an existing file that may not be replaced;
///                kNotFound: its folder cannot be made; kInternal: nothing can be written there
void require_output_file(const std::filesystem::path& file, const Overwriting& overwriting = {});

/// The same for a folder that the command fills. An empty folder is as good as a missing one, and
/// so is one with nothing but what a killed program left unfinished.
void require_output_folder(const std::filesystem::path& folder,
                           const Overwriting& overwriting = {});

/// The same for a command that writes either: for the folder that is there, else for a file.
void require_output(const std::filesystem::path& place, const Overwriting& overwriting = {});

}  // namespace cortiscope
