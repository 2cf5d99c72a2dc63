#pragma once

#include "app/cli/command.h"

namespace cortiscope {

/// `cortiscope fit`: fits FactorTopy to a subject and writes the fit.
void add_fit_command(CLI::App& program);

}  // namespace cortiscope
