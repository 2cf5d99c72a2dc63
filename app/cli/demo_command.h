#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope demo`: the built-in subject and networks, fitted and drawn.
void add_demo_command(CLI::App& program);

}  // namespace cortiscope
