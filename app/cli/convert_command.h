#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope convert IN OUT`
void add_convert_command(CLI::App& program);

}  // namespace cortiscope
