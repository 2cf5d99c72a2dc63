#pragma once

#include <filesystem>
#include <optional>

namespace cortiscope {

/// The folder for files that the program can recreate: $XDG_CACHE_HOME/cortiscope, or
/// ~/.cache/cortiscope; created if missing. Nothing if it cannot be written to.
///
/// Source: XDG Base Directory Specification 0.8.
std::optional<std::filesystem::path> cache_folder();

}  // namespace cortiscope
