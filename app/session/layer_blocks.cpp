#include "app/session/layer_blocks.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/session/image_dots.h"
#include "core/color/palette.h"

namespace cortiscope {
namespace {

/// The cell along one side of the image that holds a position in -1..1.
int cell_of(float position) {
  return std::clamp(int((position + 1) / 2 * float(kLookingCells)), 0, kLookingCells - 1);
}

std::vector<LayerBlock> empty_blocks(const MapSource& source) {
  const int count = source.layer_count();
  const std::vector<std::string>& names = source.features.layers;
  std::vector<LayerBlock> blocks(static_cast<std::size_t>(count));
  for (int l = 0; l < count; ++l) {
    LayerBlock& block = blocks[std::size_t(l)];
    block.name = int(names.size()) == count ? names[std::size_t(l)] : std::to_string(l + 1);
    block.color = layer_color(l + 1, count, 1);
    block.looking.assign(std::size_t(kLookingCells) * kLookingCells, 0);
  }
  return blocks;
}

/// Divides each block's vertices by the clusters that the map of channels paints.
void add_clusters(std::vector<LayerBlock>& blocks, const MapSource& source, const Look& look,
                  const std::vector<int>& rows) {
  const ShownClusters shown = shown_clusters(*source.clusters, source.clusters_like.get(),
                                             look.clusters, look.has_safe_colors);
  const std::vector<int> layers = chosen_layers(source.selectors);
  const auto count = std::size_t(shown.count());
  std::vector<int> vertices(blocks.size() * count, 0);  // (L, count)
  std::vector<int> in_any(blocks.size(), 0);
  for (const int row : rows) {
    const int cluster = shown.cluster_of[std::size_t(row)];
    if (cluster < 0) continue;
    const auto l = std::size_t(layers[std::size_t(row)]);
    ++vertices[l * count + std::size_t(cluster)];
    ++in_any[l];
  }
  for (std::size_t l = 0; l < blocks.size(); ++l) {
    for (std::size_t c = 0; c < count; ++c) {
      const int inside = vertices[l * count + c];
      if (inside == 0) continue;
      blocks[l].clusters.push_back({int(c) + 1, shown.colors[c], float(inside) / float(in_any[l])});
    }
  }
}

}  // namespace

bool LayerBlocks::has_clusters() const {
  return std::any_of(blocks.begin(), blocks.end(),
                     [](const LayerBlock& block) { return !block.clusters.empty(); });
}

LayerBlocks layer_blocks(const MapSource& source, const Look& look) {
  LayerBlocks all;
  if (!source.has_selectors()) return all;
  all.blocks = empty_blocks(source);
  const std::vector<int> rows = painted_rows(source, look.shows_all);
  all.vertices = int(rows.size());
  const std::vector<int> layers = chosen_layers(source.selectors);
  std::vector<double> scales(all.blocks.size());  // summed
  for (const int row : rows) {
    const auto l = std::size_t(layers[std::size_t(row)]);
    const float* space = source.selectors.space.row(row);
    LayerBlock& block = all.blocks[l];
    ++block.vertices;
    ++block.looking[std::size_t(cell_of(space[1]) * kLookingCells + cell_of(space[0]))];
    scales[l] += double(source.selectors.scale.values[std::size_t(row)]);
  }
  for (std::size_t l = 0; l < all.blocks.size(); ++l) {
    LayerBlock& block = all.blocks[l];
    const bool is_read = block.vertices > 0;
    block.share = is_read ? float(block.vertices) / float(all.vertices) : 0;
    block.mean_scale =
        is_read ? float(scales[l] / block.vertices) : std::numeric_limits<float>::quiet_NaN();
  }
  if (source.clusters) add_clusters(all.blocks, source, look, rows);
  return all;
}

LayerRibbon layer_ribbon(const MapSource& source, const Look& look,
                         const HemisphereRegions& regions, const ReaderChoice& choice) {
  ImageReaders readers = readers_of(source, look, regions, choice);
  LayerRibbon ribbon;
  ribbon.name = readers.name;
  if (choice.kind == ReaderChoice::Kind::kVertex) {  // which may be one that is not shown
    const std::vector<int> shown = painted_rows(source, look.shows_all);
    const bool is_shown = !readers.rows.empty() &&
                          std::binary_search(shown.begin(), shown.end(), readers.rows.front());
    if (!is_shown) readers.rows.clear();
    ribbon.are_weights = is_shown && source.expected_layer.empty();
    if (ribbon.are_weights) {
      const float* weights = source.selectors.layer.row(readers.rows.front());
      ribbon.shares.assign(weights, weights + source.layer_count());
    }
  }
  ribbon.vertices = int(readers.rows.size());
  if (ribbon.shares.empty()) ribbon.shares = counts_of(source, {}, readers.rows).layer_shares;
  return ribbon;
}

std::string title_of(const LayerRibbon& ribbon) {
  if (ribbon.vertices == 0) return ribbon.name + " · no vertex with evidence";
  if (ribbon.are_weights) return ribbon.name + " · its layer weights";
  if (ribbon.vertices == 1) return ribbon.name + " · the layer that it reads most";
  return ribbon.name + " · " + std::to_string(ribbon.vertices) + " vertices";
}

std::string percent_text(float share) {
  const long percent = std::lround(100 * share);
  return percent == 0 && share > 0 ? "< 1 %" : std::to_string(percent) + " %";
}

std::string clusters_text(const LayerBlock& block) {
  constexpr std::size_t kNamed = 3;
  std::vector<ClusterShare> by_share = block.clusters;
  std::stable_sort(by_share.begin(), by_share.end(),
                   [](const ClusterShare& a, const ClusterShare& b) { return a.share > b.share; });
  std::string text;
  for (std::size_t i = 0; i < std::min(kNamed, by_share.size()); ++i) {
    text += (i                      ? ", "
             : by_share.size() == 1 ? "channel cluster "
                                    : "channel clusters ") +
            std::to_string(by_share[i].cluster) + " (" + percent_text(by_share[i].share) + ")";
  }
  return text;
}

std::optional<std::string> region_at(const HemisphereRegions& regions, CortexVertex vertex) {
  const Region* smallest = nullptr;
  for (const Region& region : regions[vertex.hemisphere]) {
    const bool is_smaller = !smallest || region.vertices.size() < smallest->vertices.size();
    if (is_smaller && !is_background(region) &&
        std::binary_search(region.vertices.begin(), region.vertices.end(), vertex.vertex)) {
      smallest = &region;
    }
  }
  return smallest ? std::optional(smallest->name) : std::nullopt;
}

}  // namespace cortiscope
