#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/session/map_source.h"

namespace cortiscope {

/// Which layer, receptive field and scale one vertex reads from.
struct VertexReader {
  std::vector<float> layer_weights;  ///< (L), sum to 1; empty of a snapshot, which holds none
  int layer = 1;                     ///< the one that weighs most, counted 1..L
  float expected_layer = 1;          ///< 1..L
  float confidence = 0;              ///< 0 all layers alike .. 1 one layer
  float x = 0, y = 0;                ///< -1..1, x right, y down
  float scale = 0;                   ///< 0 local .. 1 global
};

/// One line of a vertex's card, written by its map.
struct VertexFact {
  std::string label;  ///< "Scale"
  std::string text;   ///< "0.31  local"; empty where nothing is known of it
  std::string brief;  ///< "scale 0.31", shown on hover; may be empty
  std::string known;  ///< the same of a known answer; empty where it has none
};

/// What the baselines give for one vertex.
struct VertexBaselines {
  float fwrf_r2 = 0, pca_ridge_r2 = 0, stacked_r2 = 0;  ///< NaN where unknown
  int fwrf_layer = 0, pca_ridge_layer = 0;              ///< 1..L; 0: unknown
  /// Where the fwRF reads, as VertexReader::x and y; absent for the whole image.
  std::optional<std::pair<float, float>> fwrf_position;
};

/// What the window shows about a vertex.
struct VertexCard {
  CortexVertex vertex;
  std::vector<std::string> regions;          ///< those shown that it lies in
  bool is_encoded = false;                   ///< it has responses
  std::optional<VertexReader> read;          ///< by the source shown; absent where it has none
  std::optional<VertexReader> truth;         ///< the known answer, where the source is not it
  std::optional<VertexBaselines> baselines;  ///< absent where the source has none
  float score = 0;                           ///< NaN where unknown
  float noise_ceiling = 0;                   ///< NaN where unknown
  bool is_tested = false;                    ///< the source has an evidence test
  float evidence = 0;                        ///< its q; NaN where unknown
  std::string score_name;
  std::string overlay;  ///< "thickness 2.31", "aparc V1": of the overlay shown; empty: none is
};

/// @pre the vertex lies in the subject's mesh
VertexCard card_of(const MapSource& source, CortexVertex vertex);

/// The row of a vertex in arrays of the N encoded ones; absent where it has no responses.
std::optional<int> row_of(const Subject& subject, CortexVertex vertex);

/// "V1, V2"; empty outside all of them.
std::string regions_text(const std::vector<std::string>& regions);

/// Which of a hemisphere's regions a vertex lies in.
std::vector<std::string> names_at(const std::vector<Region>& regions, int vertex);

}  // namespace cortiscope
