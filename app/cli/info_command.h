#pragma once

#include <filesystem>
#include <optional>

#include "app/cli/command.h"
#include "core/open/describe.h"

namespace cortiscope {

/// Describes a file that the core of the program does not know; absent for others.
using DescribeMore = std::optional<Description> (*)(const std::filesystem::path& path);

/// `cortiscope info PATH [--json]`
/// @param describe_more  nullptr: of a build without the window's files
void add_info_command_with(CLI::App& program, DescribeMore describe_more);

/// Without sessions.
void add_info_command(CLI::App& program);

/// With sessions, where the build has a window.
void add_whole_info_command(CLI::App& program);

}  // namespace cortiscope
