#pragma once

#include <memory>
#include <optional>

#include "app/session/map_table.h"

namespace cortiscope {

// The maps, one file each: what their entry in the table of maps names.

Painting paint_layer(const MapInput& input);
VertexFact layer_fact(const VertexCard& card, const VertexReader& reader);

Painting paint_space(const MapInput& input);
VertexFact space_fact(const VertexCard& card, const VertexReader& reader);

Painting paint_scale(const MapInput& input);
VertexFact scale_fact(const VertexCard& card, const VertexReader& reader);

Painting paint_score(const MapInput& input);
VertexFact score_fact(const VertexCard& card, const VertexReader& reader);

Painting paint_weight(const MapInput& input);

Painting paint_angle(const MapInput& input);

Painting paint_eccentricity(const MapInput& input);

Painting paint_channel(const MapInput& input);

Painting paint_curvature(const MapInput& input);

Painting paint_fwrf(const MapInput& input);
VertexFact fwrf_fact(const VertexCard& card, const VertexReader& reader);

Painting paint_pca_ridge(const MapInput& input);
VertexFact pca_ridge_fact(const VertexCard& card, const VertexReader& reader);

Painting paint_difference(const MapInput& input);

Painting paint_stability(const MapInput& input);

Painting paint_response(const MapInput& input);

Painting paint_subjects(const MapInput& input);

// What is painted instead of a map.

/// The vertices whose receptive field is in a part of the image.
Painting paint_looking(const MapInput& input, const ImagePart& part);

/// An overlay of the source's mesh: numbers, or labels in their table's colours.
/// @param range  where it was changed
Painting paint_overlay(const std::shared_ptr<const MapSource>& source,
                       const std::shared_ptr<const OverlayPair>& overlay, const OverlayStyle& style,
                       std::optional<ColorRange> range);

/// An overlay's value at a vertex in words: "thickness 2.31", "aparc V1"; "–" where it has none.
std::string value_text(const OverlayPair& overlay, CortexVertex vertex);

}  // namespace cortiscope
