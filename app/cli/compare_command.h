#pragma once

#include <filesystem>

#include "app/cli/command.h"
#include "core/analysis/comparison_report.h"
#include "core/io/output_place.h"

namespace cortiscope {

/// Writes the plot of a comparison.
using WritePlot = void (*)(const ComparisonReport&, const std::filesystem::path&,
                           const Overwriting&);

/// `cortiscope compare`: how networks line up with the hierarchy of the visual cortex.
///
/// @param write_plot  of --plot; nullptr: this build cannot draw, and the option says so
void add_compare_command_with(CLI::App& program, WritePlot write_plot);

/// Without a plot.
void add_compare_command(CLI::App& program);

/// With a plot, where the build can draw.
void add_drawing_compare_command(CLI::App& program);

}  // namespace cortiscope
