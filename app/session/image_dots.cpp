#include "app/session/image_dots.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "core/color/palette.h"

namespace cortiscope {
namespace {

Selectors selectors_of(const Selectors& all, const std::vector<int>& rows) {
  return {rows_of(all.layer, rows), rows_of(all.space, rows), rows_of(all.scale, rows)};
}

}  // namespace

std::vector<ImageDot> image_dots(const MapSource& source, const std::vector<int>& rows) {
  const Selectors read = selectors_of(source.selectors, rows);
  const std::vector<int> layers = chosen_layers(read);
  const std::vector<float> confidence = layer_confidence(read);
  std::vector<ImageDot> dots(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const float* space = read.space.row(std::int64_t(i));
    dots[i] = {{space[0], space[1]},
               layer_color(layers[i] + 1, source.layer_count(), confidence[i]),
               1 - read.scale.values[i]};
  }
  std::stable_sort(dots.begin(), dots.end(),
                   [](const ImageDot& a, const ImageDot& b) { return a.size > b.size; });
  return dots;
}

ReaderCounts counts_of(const MapSource& source, const HemisphereRegions& regions,
                       const std::vector<int>& rows) {
  ReaderCounts counts;
  counts.layer_shares.assign(std::size_t(source.layer_count()), 0);
  for (const int layer : chosen_layers(selectors_of(source.selectors, rows))) {
    counts.layer_shares[std::size_t(layer)] += 1 / float(rows.size());
  }
  const Subject& subject = *source.subject;
  std::array<std::vector<bool>, 2> is_counted, is_inside;
  for (const Hemisphere h : kHemispheres) {
    is_counted[h].resize(std::size_t(subject.cortex[h].vertex_count()));
    is_inside[h].resize(is_counted[h].size());
  }
  const std::size_t lh = subject.vertices[kLh].size();
  for (const int row : rows) {
    const auto i = std::size_t(row);
    const Hemisphere h = i < lh ? kLh : kRh;
    is_counted[h][std::size_t(subject.vertices[h][h == kLh ? i : i - lh])] = true;
  }
  std::map<std::string, std::array<std::set<int>, 2>>
      of_name;  // a drawn one may have a file's name
  for (const Hemisphere h : kHemispheres) {
    for (const Region& region : regions[h]) {
      if (is_background(region)) continue;
      for (const int vertex : region.vertices) {
        if (!is_counted[h][std::size_t(vertex)]) continue;
        is_inside[h][std::size_t(vertex)] = true;
        of_name[region.name][h].insert(vertex);
      }
    }
  }
  for (const auto& [name, vertices] : of_name) {
    counts.regions.push_back({name, int(vertices[kLh].size() + vertices[kRh].size())});
  }
  std::stable_sort(
      counts.regions.begin(), counts.regions.end(),
      [](const RegionCount& a, const RegionCount& b) { return a.vertices > b.vertices; });
  const auto inside = std::count(is_inside[kLh].begin(), is_inside[kLh].end(), true) +
                      std::count(is_inside[kRh].begin(), is_inside[kRh].end(), true);
  counts.outside = int(rows.size()) - int(inside);
  return counts;
}

}  // namespace cortiscope
