#pragma once

#include "app/session/session_file.h"
#include "core/open/describe.h"

namespace cortiscope {

/// Describes a session file: what it opens, and what of that is missing or has changed. Reads the
/// files that it opens whole, for their hashes.
/// @throws Error  as read_session
Description describe_session(const std::filesystem::path& file);

}  // namespace cortiscope
