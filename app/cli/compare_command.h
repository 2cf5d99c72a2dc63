#pragma once

#include <filesystem>
#include <optional>

#include "app/cli/command.h"
#include "core/analysis/comparison_report.h"
#include "core/analysis/field_coverage.h"
#include "core/io/output_place.h"

namespace cortiscope {

/// Writes plots of a comparison.
struct PlotWriters {
  /// Of expected layer by stage.
  void (*stages)(const ComparisonReport&, const std::filesystem::path&, const Overwriting&);
  /// Of the coverage of the visual field.
  void (*coverage)(const ComparisonReport&, CoverageBy, const std::filesystem::path&,
                   const Overwriting&);
};

/// `cortiscope compare`: how networks line up with the hierarchy of the visual cortex.
///
/// @param writers  of --plot and --coverage; absent: this build cannot draw, and the options say so
void add_compare_command_with(CLI::App& program, std::optional<PlotWriters> writers);

/// Without plots.
void add_compare_command(CLI::App& program);

/// With plots, where the build can draw.
void add_drawing_compare_command(CLI::App& program);

}  // namespace cortiscope
