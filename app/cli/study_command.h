#pragma once

#include <CLI/CLI.hpp>

namespace cortiscope {

/// `cortiscope study`: makes a subject file of responses, images and a cortex of other programs.
void add_study_command(CLI::App& program);

}  // namespace cortiscope
