#pragma once

#include <filesystem>
#include <optional>

namespace cortiscope {

/// Where the program keeps what it can make again: $XDG_CACHE_HOME/cortiscope, or
/// ~/.cache/cortiscope; made where it is not there. Nothing where there is no such place to write
/// to.
///
/// Source: XDG Base Directory Specification 0.8.
std::optional<std::filesystem::path> cache_folder();

}  // namespace cortiscope
