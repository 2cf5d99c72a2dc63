#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope compare`: how networks line up with the hierarchy of the visual cortex.
void add_compare_command(CLI::App& program);

}  // namespace cortiscope
