#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope simulate`: writes a synthetic subject, images and networks with a known answer.
void add_simulate_command(CLI::App& program);

}  // namespace cortiscope
