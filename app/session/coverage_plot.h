#pragma once

#include "core/analysis/comparison_report.h"
#include "core/analysis/field_coverage.h"
#include "render/field_plot.h"

namespace cortiscope {

/// How the areas of each stage of the order cover the visual field: a row for each fit, a column
/// for each stage, both hemispheres together. Of a tested fit the vertices with evidence in it.
FieldPlot coverage_plot(const ComparisonReport& report, CoverageBy by);

}  // namespace cortiscope
