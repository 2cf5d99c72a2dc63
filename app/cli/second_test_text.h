#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "core/analysis/second_test.h"

namespace cortiscope {

/// A second test set as `evaluate --json` names it.
/// @param file  the subject that holds it
nlohmann::ordered_json to_json(const SecondTest& test, const std::string& file);

/// The same for reading: a line, and a table of all vertices and of each ROI.
std::string text_of(const SecondTest& test, const std::string& file);

}  // namespace cortiscope
