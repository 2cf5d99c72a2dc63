#pragma once

#include <filesystem>
#include <optional>

namespace cortiscope {

/// The folder for files that the program can recreate: $XDG_CACHE_HOME/cortiscope, or
/// ~/.cache/cortiscope; created if missing. Nothing if it cannot be written to.
///
/// Source: XDG Base Directory Specification 0.8.
std::optional<std::filesystem::path> cache_folder();

/// The folder for what should outlive the program, but is no file of the user's, such as autosaved
/// sessions: $XDG_STATE_HOME/cortiscope, or ~/.local/state/cortiscope; as cache_folder().
std::optional<std::filesystem::path> state_folder();

}  // namespace cortiscope
