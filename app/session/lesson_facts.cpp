#include "app/session/lesson_facts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "app/session/lesson_answer.h"
#include "app/session/maps/map_parts.h"
#include "app/session/vertex_card.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

constexpr const char* kUnknown = "…";

/// A name as Markdown shows it, whatever its characters mean there.
std::string escaped(const std::string& name) {
  std::string text;
  for (const char c : name) {
    const bool is_special = std::string("\\`*_{}[]<>()#+-.!|~&").find(c) != std::string::npos;
    text += (is_special ? "\\" : "") + std::string(1, c);
  }
  return text;
}

std::string percent(double share) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.0f %%", 100 * share);
  return std::isfinite(share) ? text.data() : kUnknown;
}

std::string evidence_share(const MapSource& source) {
  if (!source.is_tested()) return "not tested";
  double count = 0;
  for (std::size_t i = 0; i < source.evidence.size(); ++i) {
    count += has_evidence(source.evidence[i], source.score[i]) ? 1 : 0;
  }
  return percent(count / double(source.evidence.size()));
}

std::string slope_of(const FitRow& row) {
  const Estimate& slope = row.common[kBothSides].slope;
  return std::isfinite(slope.value) ? estimate_text(slope) : "unknown";
}

std::string slope_shown(const LessonScene& scene) {
  for (std::size_t i = 0; scene.report && i < scene.compared.size(); ++i) {
    if (scene.compared[i] == scene.model) return slope_of(scene.report->comparison.rows[i]);
  }
  return kUnknown;
}

std::string table_of(const LessonScene& scene) {
  if (!scene.report) return kUnknown;
  std::string text = "| network | slope | R² | vertices with evidence |\n|---|---|---|---|\n";
  for (std::size_t i = 0; i < scene.compared.size(); ++i) {
    const FitRow& row = scene.report->comparison.rows[i];
    text += "| " + escaped(scene.compared[i]) + " | " + slope_of(row) + " | " +
            number_text(row.r2_mean) + " | " + evidence_text(row) + " |\n";
  }
  return text;
}

std::string vertex_fact(const std::string& name, const LessonScene& scene) {
  if (!scene.vertex) return kUnknown;
  const VertexCard card = card_of(*scene.source, *scene.vertex);
  if (name == "vertex") {
    return std::string(name_of(card.vertex.hemisphere)) + " " + std::to_string(card.vertex.vertex);
  }
  if (name == "region") {
    return card.regions.empty() ? "no region" : escaped(regions_text(card.regions));
  }
  const std::optional<LessonAnswer> read = right_guess(*scene.source, *scene.vertex, {});
  if (!read) return kUnknown;
  if (name == "layer") return std::to_string(int(*read->layer));
  if (name == "place") return position_text(read->place->x, read->place->y);
  if (name == "scale") return fixed_text(*read->scale, 2);
  return kUnknown;
}

std::string told(const std::string& name, const LessonScene& scene) {
  if (name == "subject") return escaped(scene.subject);
  if (name == "network") return escaped(scene.model);
  if (name == "layers") return std::to_string(scene.source->layer_count());
  if (name == "r2") return fixed_text(float(scene.source->mean_score()), 3);
  if (name == "evidence") return evidence_share(*scene.source);
  if (name == "images") return std::to_string(scene.source->training_images);
  if (name == "slope") return slope_shown(scene);
  if (name == "table") return table_of(scene);
  if (name == "right") return std::to_string(scene.right_in_a_row);
  if (name == "repeat") return std::to_string(scene.repeat);
  return vertex_fact(name, scene);
}

/// Calls visit with the text before each name in braces and the name; returns what follows them.
template <class Visit>
std::string for_names(const std::string& text, Visit&& visit) {
  std::size_t at = 0;
  while (true) {
    const std::size_t open = text.find('{', at);
    const std::size_t close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return text.substr(at);
    visit(text.substr(at, open - at), text.substr(open + 1, close - open - 1));
    at = close + 1;
  }
}

}  // namespace

const std::vector<LessonFact>& lesson_facts() {
  static const std::vector<LessonFact> kFacts = {
      {"subject", "the subject's name"},
      {"network", "the name of the model that is shown"},
      {"layers", "how many layers it has"},
      {"r2", "its mean brain score"},
      {"evidence", "the share of its vertices with evidence"},
      {"images", "how many images it was trained on"},
      {"slope", "its slope, with a 95 % interval", true},
      {"table", "slope, R² and evidence of every fit of the subject", true},
      {"vertex", "the picked vertex"},
      {"region", "the regions that it lies in"},
      {"layer", "the layer that it reads most: the known one, else that of the fit"},
      {"place", "where it looks in the image, likewise"},
      {"scale", "its scale, likewise"},
      {"right", "right answers in a row"},
      {"repeat", "how many there have to be"}};
  return kFacts;
}

std::vector<std::string> fact_names(const std::string& text) {
  std::vector<std::string> names;
  for_names(text, [&](const std::string&, const std::string& name) { names.push_back(name); });
  return names;
}

bool needs_comparison(const std::string& text) {
  const std::vector<std::string> names = fact_names(text);
  const auto& facts = lesson_facts();
  return std::any_of(facts.begin(), facts.end(), [&](const LessonFact& fact) {
    return fact.is_compared && std::find(names.begin(), names.end(), fact.name) != names.end();
  });
}

std::string filled_text(const std::string& text, const LessonScene& scene) {
  std::string filled;
  const std::string rest = for_names(text, [&](const std::string& before, const std::string& name) {
    filled += before + told(name, scene);
  });
  return filled + rest;
}

}  // namespace cortiscope
