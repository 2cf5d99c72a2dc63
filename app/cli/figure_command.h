#pragma once

#include <CLI/CLI.hpp>

namespace cortiscope {

/// `cortiscope figure`: maps on the cortex as PNG, SVG or PDF.
void add_figure_command(CLI::App& program);

}  // namespace cortiscope
