#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/analysis/comparison_report.h"

namespace cortiscope {

/// As `compare --json` prints it. Unknown numbers are null.
nlohmann::ordered_json to_json(const ComparisonReport& report);

/// The same as tables for reading.
std::string text_of(const ComparisonReport& report);

}  // namespace cortiscope
