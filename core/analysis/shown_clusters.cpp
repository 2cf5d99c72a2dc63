#include "core/analysis/shown_clusters.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/analysis/cluster_match.h"
#include "core/color/palette.h"
#include "core/color/space_palette.h"

namespace cortiscope {
namespace {

constexpr int kCategories = 20;
constexpr int kStrong = 10;  // tab20 has ten strong colours, each followed by its pale one

/// The place in tab20 of each cluster's colour.
std::vector<int> places_in_tab20(const Dendrogram& tree, int count) {
  const std::vector<int> from = split_from(tree);
  std::vector<int> places;
  std::vector<bool> is_taken(kCategories, false);
  for (int cluster = 0; cluster < count; ++cluster) {
    int place = 2 * cluster;
    if (cluster >= kStrong) {
      place = places[std::size_t(from[std::size_t(cluster)])] | 1;
      for (int pale = 1; is_taken[std::size_t(place)]; pale += 2) place = pale;
    }
    is_taken[std::size_t(place)] = true;
    places.push_back(place);
  }
  return places;
}

/// The place of each cluster from left to right in the tree, 0..count-1.
std::vector<int> places_in_tree(const Dendrogram& tree, int count) {
  const std::vector<int> group = cut(tree, count);
  std::vector<int> places(std::size_t(count), -1);
  int place = 0;
  for (const int leaf : leaves_in_order(tree)) {
    int& of_its_cluster = places[std::size_t(group[std::size_t(leaf)])];
    if (of_its_cluster < 0) of_its_cluster = place++;
  }
  return places;
}

Rgb8 color_in_circle(int place, int count) {
  const float angle = 2 * float(M_PI) * float(place) / float(count);
  const Rgb8 hue = space_color(std::cos(angle), std::sin(angle));
  return place % 2 == 0 ? hue : times_brightness(hue, 0.68F);
}

}  // namespace

std::vector<Rgb8> cluster_colors(const Dendrogram& tree, int count, bool is_safe) {
  std::vector<Rgb8> colors;
  if (count > kCategories) {
    for (const int place : places_in_tree(tree, count)) {
      colors.push_back(is_safe ? viridis(float(place) / float(count - 1))
                               : color_in_circle(place, count));
    }
  } else if (is_safe) {
    for (int cluster = 0; cluster < count; ++cluster) colors.push_back(safe20(cluster));
  } else {
    for (const int place : places_in_tab20(tree, count)) colors.push_back(tab20(place));
  }
  return colors;
}

ShownClusters shown_clusters(const ClusteredSubject& own, const ClusteredSubject* like, int count,
                             bool is_safe) {
  count = std::clamp(count, 1, own.clusters.most());
  if (like) count = std::min(count, like->clusters.most());
  ShownClusters shown;
  shown.cluster_of = cluster_of_vertices(own.clusters, count);
  shown.colors = cluster_colors((like ? *like : own).clusters.tree, count, is_safe);
  shown.name_of.resize(std::size_t(count));
  std::iota(shown.name_of.begin(), shown.name_of.end(), 0);
  if (!like || like == &own) return shown;
  const std::vector<int> theirs = cluster_of_vertices(like->clusters, count);
  shown.name_of =
      matched_clusters({*like->subject, theirs}, {*own.subject, shown.cluster_of}, count);
  for (int& cluster : shown.cluster_of) {
    if (cluster >= 0) cluster = shown.name_of[std::size_t(cluster)];
  }
  return shown;
}

std::vector<bool> isolated_clusters(const ClusteredSubject& own, const ShownClusters& shown,
                                    const std::optional<IsolatedCluster>& isolated) {
  std::vector<bool> is_shown(std::size_t(shown.count()), true);
  if (!isolated || isolated->cluster >= shown.count()) return is_shown;
  const auto& name_of = shown.name_of;
  const auto group = std::find(name_of.begin(), name_of.end(), isolated->cluster) - name_of.begin();
  const std::vector<bool> kept =
      merged_with(own.clusters.tree, shown.count(), int(group), isolated->merges);
  for (std::size_t i = 0; i < kept.size(); ++i) is_shown[std::size_t(name_of[i])] = kept[i];
  return is_shown;
}

}  // namespace cortiscope
