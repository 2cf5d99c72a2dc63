#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/analysis/fit_groups.h"

namespace cortiscope {

/// All that is reported of a comparison.
struct ComparisonReport {
  std::vector<ComparedFit> fits;
  ComparisonOptions options;
  Comparison comparison;
  std::optional<Grouping> grouping;
  std::vector<FitGroup> groups;  ///< where there is a grouping
};

// As tables of comma-separated text.
std::string csv_of_lines(const ComparisonReport& report);        ///< a row a fit and order
std::string csv_of_rois(const ComparisonReport& report);         ///< a row a fit, ROI and side
std::string csv_of_differences(const ComparisonReport& report);  ///< a row a pair of fits

// As words for reading; "-" where a number is unknown.
std::string number_text(double value, const char* format = "%.2f");
std::string estimate_text(const Estimate& estimate);  ///< "0.72 [0.60, 0.84]"
std::string evidence_text(const FitRow& row);         ///< "83 %", or "not tested"

}  // namespace cortiscope
