#include "app/session/image_readers.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/session/vertex_card.h"
#include "core/color/map_colors.h"
#include "core/metrics/evidence.h"

namespace cortiscope {
namespace {

std::vector<int> rows_of_region(const Subject& subject, const HemisphereRegions& regions,
                                const std::string& name) {
  std::vector<int> rows;
  for (const Hemisphere h : kHemispheres) {
    for (const Region& region : regions[h]) {
      if (region.name != name) continue;
      for (const int vertex : region.vertices) {
        if (const auto row = row_of(subject, {h, vertex})) rows.push_back(*row);
      }
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

/// The cluster that is shown alone, with those that it has merged with.
std::vector<int> rows_of_cluster(const MapSource& source, const Look& look) {
  const ShownClusters shown =
      shown_clusters(*source.clusters, source.clusters_like.get(), look.clusters);
  const std::vector<bool> is_shown = isolated_clusters(*source.clusters, shown, look.isolated);
  std::vector<int> rows;
  for (std::size_t i = 0; i < shown.cluster_of.size(); ++i) {
    const int cluster = shown.cluster_of[i];
    if (cluster >= 0 && is_shown[std::size_t(cluster)]) rows.push_back(int(i));
  }
  return rows;
}

std::string vertex_name(CortexVertex vertex) {
  return std::string(name_of(vertex.hemisphere)) + " " + std::to_string(vertex.vertex);
}

std::vector<int> common(const std::vector<int>& a, const std::vector<int>& b) {
  std::vector<int> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
  return both;
}

}  // namespace

std::vector<int> painted_rows(const MapSource& source, bool shows_all) {
  const std::vector<float>& ceiling = source.subject->noise_ceiling;
  const bool needs_evidence = source.is_tested() && !shows_all;
  std::vector<int> rows;
  for (int row = 0; row < source.selectors.vertex_count(); ++row) {
    const auto i = std::size_t(row);
    const float* layer = source.selectors.layer.row(row);
    const float* space = source.selectors.space.row(row);
    const bool is_known = std::isfinite(layer[0]) && std::isfinite(space[0] + space[1]) &&
                          std::isfinite(source.selectors.scale.values[i]);
    const bool is_heard = ceiling.empty() || is_above_ceiling(ceiling[i], float(kLeastCeiling));
    const bool is_predicted =
        !needs_evidence || has_evidence(source.evidence[i], source.tested_score()[i]);
    if (is_known && is_heard && is_predicted) rows.push_back(row);
  }
  return rows;
}

std::vector<int> rows_looking_at(const MapSource& source, const std::vector<int>& rows,
                                 const ImagePart& part) {
  const std::vector<float> looking = looking_at(source.selectors, part);
  std::vector<int> some;
  std::copy_if(rows.begin(), rows.end(), std::back_inserter(some),
               [&](int row) { return looking[std::size_t(row)] >= kLeastLooking; });
  return some;
}

std::vector<std::string> region_names(const HemisphereRegions& regions) {
  std::vector<std::string> names;
  for (const Hemisphere h : kHemispheres) {
    for (const Region& region : regions[h]) {
      const bool is_new = std::find(names.begin(), names.end(), region.name) == names.end();
      if (is_new && !is_background(region)) names.push_back(region.name);
    }
  }
  return names;
}

ReaderChoice possible_choice(const ReaderChoice& wanted, const MapSource& source, const Look& look,
                             const HemisphereRegions& regions) {
  using Kind = ReaderChoice::Kind;
  bool is_there = true;
  if (wanted.kind == Kind::kVertex) is_there = look.picked.has_value();
  if (wanted.kind == Kind::kCluster) is_there = look.isolated && source.clusters;
  if (wanted.kind == Kind::kRegion) {
    const std::vector<std::string> names = region_names(regions);
    is_there = std::find(names.begin(), names.end(), wanted.region) != names.end();
  }
  return is_there ? wanted : ReaderChoice{};
}

ImageReaders readers_of(const MapSource& source, const Look& look, const HemisphereRegions& regions,
                        const ReaderChoice& choice) {
  using Kind = ReaderChoice::Kind;
  ImageReaders readers;
  if (choice.kind == Kind::kVertex) {
    readers.name = vertex_name(*look.picked);
    const auto row = row_of(*source.subject, *look.picked);
    if (row && source.has_selectors()) readers.rows = {*row};
    readers.encoded = int(readers.rows.size());
    return readers;
  }
  readers.rows = painted_rows(source, look.shows_all);
  readers.encoded = source.subject->vertex_count();
  readers.name = "the whole cortex";
  if (choice.kind == Kind::kAll) return readers;
  std::vector<int> chosen;
  if (choice.kind == Kind::kRegion) {
    readers.name = choice.region;
    chosen = rows_of_region(*source.subject, regions, choice.region);
  } else {
    readers.name = "cluster " + std::to_string(look.isolated->cluster + 1);
    chosen = rows_of_cluster(source, look);
  }
  readers.encoded = int(chosen.size());
  readers.rows = common(readers.rows, chosen);
  return readers;
}

}  // namespace cortiscope
