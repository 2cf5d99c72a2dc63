#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope extract`: runs a network over images and writes its features.
void add_extract_command(CLI::App& program);

}  // namespace cortiscope
