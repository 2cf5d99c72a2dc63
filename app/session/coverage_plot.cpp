#include "app/session/coverage_plot.h"

#include <algorithm>

namespace cortiscope {
namespace {

/// The vertices of a stage that count in a fit, as rows.
std::vector<int> rows_of(const ComparedFit& fit, const RoiStage& stage) {
  std::vector<int> rows;
  for (const std::string& area : stage.areas) {
    for (const std::vector<int>& of_side : fit.subject->rows_of_area(area)) {
      for (const int row : of_side) {
        if (fit.has_evidence[std::size_t(row)]) rows.push_back(row);
      }
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());  // areas may overlap
  return rows;
}

FieldPlot::Panel panel_of(const ComparedFit& fit, const RoiStage& stage, CoverageBy by) {
  const std::vector<int> rows = rows_of(fit, stage);
  FieldPlot::Panel panel;
  panel.note = rows.empty()       ? std::string("no evidence")
               : rows.size() == 1 ? std::string("1 vertex")
                                  : std::to_string(rows.size()) + " vertices";
  if (!rows.empty()) panel.values = field_coverage(fit.space, fit.scale, rows, by);
  return panel;
}

}  // namespace

FieldPlot coverage_plot(const ComparisonReport& report, CoverageBy by) {
  FieldPlot plot;
  plot.title = "Coverage of the visual field";
  plot.value_name = std::string("coverage, ") + name_of(by) + " over vertices";
  float high = 0;
  for (const RoiStage& stage : report.options.order.stages) plot.columns.push_back(to_text(stage));
  for (const ComparedFit& fit : report.fits) {
    FieldPlot::Row row;
    row.title = fit.network + " · " + fit.subject->name + (fit.is_tested ? "" : " · not tested");
    for (const RoiStage& stage : report.options.order.stages) {
      row.panels.push_back(panel_of(fit, stage, by));
      for (const float value : row.panels.back().values.values) high = std::max(high, value);
    }
    plot.rows.push_back(std::move(row));
  }
  // A maximum is compared with that of other figures; a mean is small.
  if (by == CoverageBy::kMean && high > 0) plot.high = double(high);
  return plot;
}

}  // namespace cortiscope
