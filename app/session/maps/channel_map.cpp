#include <algorithm>

#include "app/session/maps/map_parts.h"
#include "app/session/maps/maps.h"
#include "app/session/vertex_card.h"

namespace cortiscope {
namespace {

/// "V1, V2": the regions that a cluster lies in, by their share; the second only where its share is
/// at least half of the first's.
std::string regions_text(const ClusterFacts& facts) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(2, facts.regions.size()); ++i) {
    if (facts.regions[i].share < facts.regions[0].share / 2) break;
    text += (i ? ", " : "") + facts.regions[i].name;
  }
  return text.empty() ? "no ROI" : text;
}

constexpr Rgb8 kNotShown = {222, 222, 222};  // in a legend

/// What is painted, and the words of each cluster: "3  V1, V2".
struct Named {
  ShownClusters shown;
  std::vector<std::string> names;
  std::vector<bool> is_painted;  ///< each cluster
};

Named named_clusters(const MapInput& input) {
  const MapSource& source = *input.source;
  Named named;
  named.shown = shown_clusters(*source.clusters, source.clusters_like.get(), input.clusters,
                               input.has_safe_colors);
  named.is_painted = isolated_clusters(*source.clusters, named.shown, input.isolated);
  int number = 0;
  for (const ClusterFacts& facts :
       describe_clusters(*source.subject, named.shown.cluster_of, named.shown.count())) {
    named.names.push_back(std::to_string(++number) + "  " + regions_text(facts));
  }
  return named;
}

Legend legend_of(const Named& named) {
  Legend legend;
  legend.kind = Legend::Kind::kNames;
  for (std::size_t c = 0; c < named.names.size(); ++c) {
    const Rgb8 color = named.is_painted[c] ? named.shown.colors[c] : kNotShown;
    legend.names.push_back({color, named.names[c]});
  }
  return legend;
}

}  // namespace

/// Which vertices read the same channels.
Painting paint_channel(const MapInput& input) {
  if (!input.source->clusters) {  // not made yet
    return masked_painting(input, Mask::kCeiling, {}, [](const MapSource& source) {
      return MapColors(std::size_t(source.selectors.vertex_count()));
    });
  }
  const auto named = std::make_shared<const Named>(named_clusters(input));
  const auto colors_of = [named](const MapSource&) {
    MapColors colors;
    for (const int cluster : named->shown.cluster_of) {
      const bool is_painted = cluster >= 0 && named->is_painted[std::size_t(cluster)];
      colors.push_back(is_painted ? std::optional(named->shown.colors[std::size_t(cluster)])
                                  : std::nullopt);
    }
    return colors;
  };
  Painting painting = masked_painting(input, Mask::kEvidence, legend_of(*named), colors_of);
  painting.steps = ColorSteps::kSharp;
  painting.clusters = named->shown.count();
  painting.most_clusters = input.source->clusters->clusters.most();
  if (std::count(named->is_painted.begin(), named->is_painted.end(), false) > 0) {
    painting.is_isolated = named->is_painted;
  }
  painting.value_text = [named, source = input.source](CortexVertex vertex) {
    const std::optional<int> row = row_of(*source->subject, vertex);
    const int cluster = row ? named->shown.cluster_of[std::size_t(*row)] : -1;
    return cluster < 0 ? std::string() : "cluster " + named->names[std::size_t(cluster)];
  };
  return painting;
}

}  // namespace cortiscope
