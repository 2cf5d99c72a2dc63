#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope info PATH [--json]`
void add_info_command(CLI::App& program);

}  // namespace cortiscope
