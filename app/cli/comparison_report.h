#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/analysis/fit_groups.h"

namespace cortiscope {

/// All that `compare` reports.
struct ComparisonReport {
  std::vector<ComparedFit> fits;
  ComparisonOptions options;
  Comparison comparison;
  std::optional<Grouping> grouping;
  std::vector<FitGroup> groups;  ///< where there is a grouping
};

/// As `compare --json` prints it. Unknown numbers are null.
nlohmann::ordered_json to_json(const ComparisonReport& report);

/// The same as tables for reading.
std::string text_of(const ComparisonReport& report);

/// The tables of `compare --csv`.
std::string csv_of_lines(const ComparisonReport& report);        ///< a row a fit and order
std::string csv_of_rois(const ComparisonReport& report);         ///< a row a fit, ROI and side
std::string csv_of_differences(const ComparisonReport& report);  ///< a row a pair of fits

}  // namespace cortiscope
