#pragma once

#include <nlohmann/json.hpp>

#include "core/analysis/baselines.h"
#include "core/analysis/evaluate.h"

namespace cortiscope {

/// The scores that there are, by the names of `evaluate --json`.
nlohmann::ordered_json to_json(const Evaluation& evaluation);
nlohmann::ordered_json to_json(const Baselines& baselines);

/// The same as lines for reading.
std::string text_of(const nlohmann::ordered_json& scores);

}  // namespace cortiscope
