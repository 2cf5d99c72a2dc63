#pragma once

#include <string>
#include <vector>

#include "app/session/vertex_card.h"

namespace cortiscope {

/// The lines of a card: one for each map of the table that has one, in its order. None where
/// nothing is known of what the vertex reads.
std::vector<VertexFact> facts_of(const VertexCard& card);

/// "layer 5; right 0.31, up 0.12; scale 0.40"; empty without a known answer.
std::string known_answer_text(const VertexCard& card);

/// "lh 1234  V1  ·  layer 5  ·  scale 0.40".
/// @param painted  the vertex's value of what is painted, put first unless a line of
///                 the card has it; may be empty
std::string hover_text(const VertexCard& card, const std::string& painted);

}  // namespace cortiscope
