#include "app/session/vertex_card.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cortiscope {
namespace {

VertexReader reader_of(const Selectors& all, int row) {
  const Selectors one = {rows_of(all.layer, {row}), rows_of(all.space, {row}),
                         rows_of(all.scale, {row})};
  VertexReader reader;
  reader.layer_weights = one.layer.values;
  reader.layer = 1 + chosen_layers(one)[0];
  reader.expected_layer = expected_layers(one)[0];
  reader.confidence = layer_confidence(one)[0];
  reader.x = one.space.values[0];
  reader.y = one.space.values[1];
  reader.scale = one.scale.values[0];
  return reader;
}

float value_at(const std::vector<float>& values, int row) {
  return values.empty() ? std::numeric_limits<float>::quiet_NaN() : values[std::size_t(row)];
}

VertexBaselines baselines_at(const Baselines& all, const FeatureInfo& features, int row) {
  const auto i = std::size_t(row);
  VertexBaselines found;
  found.fwrf_r2 = all.fwrf.score.r2[i];
  found.pca_ridge_r2 = all.pca_ridge.score.r2[i];
  found.stacked_r2 = all.stacked_ridge.r2[i];
  found.fwrf_layer = all.fwrf.layer[i] + 1;
  found.pca_ridge_layer = all.pca_ridge.layer[i] + 1;
  found.fwrf_position = fwrf_position(all.fwrf_token[i], features.rows, features.columns);
  return found;
}

}  // namespace

std::optional<int> row_of(const Subject& subject, CortexVertex vertex) {
  const std::vector<int>& encoded = subject.vertices[vertex.hemisphere];
  const auto at = std::lower_bound(encoded.begin(), encoded.end(), vertex.vertex);
  if (at == encoded.end() || *at != vertex.vertex) return std::nullopt;
  const auto before = vertex.hemisphere == kRh ? subject.vertices[kLh].size() : 0;
  return int(before) + int(at - encoded.begin());
}

std::vector<std::string> names_at(const std::vector<Region>& regions, int vertex) {
  std::vector<std::string> names;
  for (const Region& region : regions) {
    if (std::binary_search(region.vertices.begin(), region.vertices.end(), vertex)) {
      names.push_back(region.name);
    }
  }
  return names;
}

std::string regions_text(const std::vector<std::string>& regions) {
  std::string text;
  for (const std::string& name : regions) text += (text.empty() ? "" : ", ") + name;
  return text;
}

VertexCard card_of(const MapSource& source, CortexVertex vertex) {
  const Subject& subject = *source.subject;
  VertexCard card;
  card.vertex = vertex;
  card.regions = names_at(regions_of(subject.cortex[vertex.hemisphere]), vertex.vertex);
  card.score_name = source.score_name;
  card.score = card.noise_ceiling = card.evidence = std::numeric_limits<float>::quiet_NaN();
  card.is_tested = source.is_tested() && !source.fit;  // a snapshot was not
  const std::optional<int> row = row_of(subject, vertex);
  if (!row) return card;
  card.is_encoded = true;
  card.noise_ceiling = value_at(subject.noise_ceiling, *row);
  if (source.has_selectors()) {
    card.read = reader_of(source.selectors, *row);
    if (!source.expected_layer.empty()) {
      card.read->layer_weights.clear();
      card.read->expected_layer = value_at(source.expected_layer, *row);
    }
    card.score = value_at(source.score, *row);
    if (card.is_tested) card.evidence = value_at(source.evidence, *row);
    if (source.baselines) {
      card.baselines = baselines_at(*source.baselines, source.features, *row);
    }
  }
  if (subject.truth && source.kind != MapSource::Kind::kTruth) {
    card.truth = reader_of(subject.truth->selectors, *row);
  }
  return card;
}

}  // namespace cortiscope
