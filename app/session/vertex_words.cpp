#include "app/session/vertex_words.h"

#include <algorithm>

#include "app/session/map_table.h"

namespace cortiscope {
namespace {

std::vector<VertexFact> facts_of(const VertexCard& card, const VertexReader& reader) {
  std::vector<VertexFact> facts;
  for (const MapEntry& entry : map_table()) {
    if (entry.fact) facts.push_back(entry.fact(card, reader));
  }
  return facts;
}

}  // namespace

std::vector<VertexFact> facts_of(const VertexCard& card) {
  return card.read ? facts_of(card, *card.read) : std::vector<VertexFact>();
}

std::string known_answer_text(const VertexCard& card) {
  std::string text;
  if (!card.truth) return text;
  for (const VertexFact& fact : facts_of(card, *card.truth)) {
    if (fact.known.empty()) continue;
    text += (text.empty() ? "" : "; ") + fact.known;
  }
  return text;
}

std::string hover_text(const VertexCard& card, const std::string& painted) {
  std::string text = name_of(card.vertex.hemisphere);
  text += " " + std::to_string(card.vertex.vertex);
  if (!card.regions.empty()) text += "  " + regions_text(card.regions);
  const std::vector<VertexFact> facts = facts_of(card);
  const bool is_said = std::any_of(facts.begin(), facts.end(),
                                   [&](const VertexFact& fact) { return fact.brief == painted; });
  if (!painted.empty() && !is_said) text += "  ·  " + painted;
  for (const VertexFact& fact : facts) {
    if (!fact.brief.empty()) text += "  ·  " + fact.brief;
  }
  return text;
}

}  // namespace cortiscope
