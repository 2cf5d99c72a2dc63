#include "app/session/maps/map_parts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <utility>

#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

bool masks_any(const std::vector<float>& noise_ceiling, float least) {
  return std::any_of(noise_ceiling.begin(), noise_ceiling.end(),
                     [&](float ceiling) { return !is_above_ceiling(ceiling, least); });
}

std::string mask_text(double least) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "noise ceiling ≥ %g", least);
  return text.data();
}

std::string evidence_text() {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), "evidence q ≤ %g", double(kEvidenceRate));
  return text.data();
}

/// A test of the vertices, which lives as long as the source.
struct Tested {
  const std::vector<float>& evidence;
  const std::vector<float>& score;
};

void mask_without_evidence(MapColors& colors, const Tested& tested) {
  for (std::size_t i = 0; i < colors.size(); ++i) {
    if (!has_evidence(tested.evidence[i], tested.score[i])) colors[i].reset();
  }
}

/// @param tested  absent where nothing is left out for want of evidence
Painting painting_without(const MapInput& input, std::optional<Tested> tested,
                          std::function<MapColors(const MapSource& source)> colors) {
  Painting painting;
  const float least = float(input.least_ceiling);
  const std::shared_ptr<const MapSource> source = input.source;
  if (source->has_selectors() && masks_any(source->subject->noise_ceiling, least)) {
    painting.mask = mask_text(input.least_ceiling);
  }
  if (tested) painting.mask += (painting.mask.empty() ? "" : " and ") + evidence_text();
  painting.colors = [source, least, tested, colors = std::move(colors)](Ground ground) {
    const Subject& subject = *source->subject;
    MapColors shown(std::size_t(subject.vertex_count()));
    if (source->has_selectors()) shown = colors(*source);
    mask_below_ceiling(shown, subject.noise_ceiling, least);
    if (tested) mask_without_evidence(shown, *tested);
    return paint(subject, shown, ground);
  };
  painting.value_text = [](CortexVertex) { return std::string(); };
  return painting;
}

}  // namespace

Painting masked_painting(const MapInput& input, Mask mask,
                         std::function<MapColors(const MapSource& source)> colors) {
  const MapSource& source = *input.source;
  std::optional<Tested> tested;
  if (mask == Mask::kEvidence && !input.shows_all && !source.evidence.empty()) {
    tested.emplace(Tested{source.evidence, source.score});
  }
  return painting_without(input, tested, std::move(colors));
}

Painting masked_painting(const MapInput& input, const BaselineScore& score,
                         std::function<MapColors(const MapSource& source)> colors) {
  std::optional<Tested> tested;
  if (!input.shows_all) tested.emplace(Tested{score.evidence, score.r2});
  return painting_without(input, tested, std::move(colors));
}

std::string position_text(float x, float y) {
  const auto half = [](float value, const char* negative, const char* positive) {
    return std::string(value < 0 ? negative : positive) + " " + fixed_text(std::abs(value), 2);
  };
  return half(x, "left", "right") + ", " + half(y, "up", "down");
}

Legend bar_legend(Rgb8 (*palette)(float), const std::string& low, const std::string& high,
                  const std::string& unit) {
  Legend legend;
  legend.kind = Legend::Kind::kBar;
  legend.color = [palette](float x, float) { return palette(x); };
  legend.low = low;
  legend.high = high;
  legend.caption = unit;
  return legend;
}

std::function<std::string(CortexVertex)> brief_of(const MapInput& input,
                                                  VertexFact (*fact)(const VertexCard&,
                                                                     const VertexReader&)) {
  return [source = input.source, fact](CortexVertex vertex) {
    const VertexCard card = card_of(*source, vertex);
    return card.read ? fact(card, *card.read).brief : std::string();
  };
}

std::string fixed_text(float value, int digits) {
  if (!std::isfinite(value)) return "–";
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, double(value));
  return text.data();
}

std::string number_text(float value) {
  if (!std::isfinite(value)) return "–";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g", double(value));
  return text.data();
}

}  // namespace cortiscope
