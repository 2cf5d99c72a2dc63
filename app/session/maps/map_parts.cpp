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

void mask_without_evidence(MapColors& colors, const VertexTest& tested) {
  for (std::size_t i = 0; i < colors.size(); ++i) {
    if (!has_evidence(tested.evidence[i], tested.score[i])) colors[i].reset();
  }
}

/// Those that are painted, but have no evidence.
HemisphereMarks without_evidence(const MapColors& colors, const Subject& subject,
                                 const VertexTest& tested) {
  HemisphereMarks marks;
  std::size_t row = 0;
  for (const Hemisphere h : kHemispheres) {
    marks[h].resize(std::size_t(subject.cortex[h].vertex_count()));
    for (const int v : subject.vertices[h]) {
      marks[h][std::size_t(v)] =
          colors[row] && !has_evidence(tested.evidence[row], tested.score[row]);
      ++row;
    }
  }
  return marks;
}

/// @param tested         absent where no test says which vertices have evidence
/// @param noise_ceiling  (N) or empty; lives as long as the source
Painting painting_without(const MapInput& input, const std::optional<VertexTest>& tested,
                          const std::vector<float>& noise_ceiling, Legend legend,
                          std::function<MapColors(const MapSource& source)> colors,
                          bool hatches_always = false) {
  Painting painting;
  painting.legend = std::move(legend);
  const float least = float(input.least_ceiling);
  const std::shared_ptr<const MapSource> source = input.source;
  const bool needs_evidence = tested && !input.shows_all;
  if (source->has_selectors() && masks_any(noise_ceiling, least)) {
    painting.mask = mask_text(input.least_ceiling);
  }
  if (needs_evidence) painting.mask += (painting.mask.empty() ? "" : " and ") + evidence_text();
  const auto all_colors = [source, least, &noise_ceiling, colors = std::move(colors)] {
    MapColors shown(std::size_t(source->subject->vertex_count()));
    if (source->has_selectors()) shown = colors(*source);
    mask_below_ceiling(shown, noise_ceiling, least);
    return shown;
  };
  painting.colors = [source, needs_evidence, tested, all_colors](Ground ground) {
    MapColors shown = all_colors();
    if (needs_evidence) mask_without_evidence(shown, *tested);
    return paint(*source->subject, shown, ground);
  };
  if (tested && (input.shows_all || hatches_always)) {
    painting.legend.hatch = "no evidence";
    painting.hatched = [source, tested, all_colors] {
      return without_evidence(all_colors(), *source->subject, *tested);
    };
  }
  painting.value_text = [](CortexVertex) { return std::string(); };
  return painting;
}

}  // namespace

Painting masked_painting(const MapInput& input, Mask mask, Legend legend,
                         std::function<MapColors(const MapSource& source)> colors) {
  const MapSource& source = *input.source;
  const bool is_of_selectors = mask == Mask::kEvidence && source.has_selectors();
  std::optional<VertexTest> tested;
  if (is_of_selectors && source.is_tested())
    tested.emplace(VertexTest{source.evidence, source.tested_score()});
  if (is_of_selectors && !source.is_tested()) legend.note = "not tested";
  return painting_without(input, tested, source.subject->noise_ceiling, std::move(legend),
                          std::move(colors));
}

Painting masked_painting(const MapInput& input, const std::optional<VertexTest>& test,
                         Legend legend, std::function<MapColors(const MapSource& source)> colors) {
  return painting_without(input, test, input.source->subject->noise_ceiling, std::move(legend),
                          std::move(colors));
}

Painting masked_painting(const MapInput& input, const SharedEvidence& evidence,
                         const std::string& fits, Legend legend,
                         std::function<MapColors(const MapSource& source)> colors) {
  if (!evidence.is_of_all) {
    legend.note += evidence.is_tested() ? ", not all tested" : ", not tested";
  }
  std::optional<VertexTest> test;
  if (evidence.is_tested()) test.emplace(VertexTest{evidence.q, evidence.r2});
  // Where nothing differs they are nearly as light as the underlay.
  Painting painting = painting_without(input, test, evidence.noise_ceiling, std::move(legend),
                                       std::move(colors), /*hatches_always=*/true);
  if (test && !input.shows_all) painting.mask += " in " + fits;
  return painting;
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

std::string signed_text(float value, int digits) {
  return (value > 0 ? "+" : "") + fixed_text(value, digits);
}

std::string number_text(float value) {
  if (!std::isfinite(value)) return "–";
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.3g", double(value));
  return text.data();
}

}  // namespace cortiscope
