#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope evaluate`: scores a fit on its test images, and against a known truth.
void add_evaluate_command(CLI::App& program);

}  // namespace cortiscope
