#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session/map_source.h"
#include "core/analysis/comparison_report.h"
#include "core/data/cortex.h"

namespace cortiscope {

/// What a lesson's texts can tell of the data: a name in braces, such as {slope}.
struct LessonFact {
  const char* name;
  const char* meaning;       ///< for the help
  bool is_compared = false;  ///< it needs a comparison of the subject's fits, which takes seconds
};

const std::vector<LessonFact>& lesson_facts();

/// The names in braces of a text, in their order.
std::vector<std::string> fact_names(const std::string& text);

/// Whether a text has a fact that needs a comparison.
bool needs_comparison(const std::string& text);

/// What the facts are told from.
struct LessonScene {
  std::string subject, model;               ///< as the library names them
  std::shared_ptr<const MapSource> source;  ///< never null
  std::optional<CortexVertex> vertex;
  std::shared_ptr<const ComparisonReport> report;  ///< of the subject's fits; null while unknown
  std::vector<std::string> compared;               ///< the names of its models, in its order
  int right_in_a_row = 0, repeat = 1;
};

/// A text with its facts, as Markdown; those not known now are "…".
std::string filled_text(const std::string& text, const LessonScene& scene);

}  // namespace cortiscope
