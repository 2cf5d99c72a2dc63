#pragma once

#include "app/cli/command.h"
#include "app/session/demo_study.h"
#include "core/fit/fit.h"

namespace cortiscope {

/// `cortiscope demo`: the built-in subject and networks, fitted and drawn.
void add_demo_command(CLI::App& program);

/// Makes the demonstration again in its folder, fits every network, draws the fits and scores the
/// first. Progress goes to standard error, what was written to standard output.
///
/// @return  false where `stop` asked before all was made
/// @throws Error  as remove_demo, open_demo, fits and figures
bool make_demo(const DemoOptions& demo, const FitOptions& options, const StopToken& stop);

}  // namespace cortiscope
