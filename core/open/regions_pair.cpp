#include "core/open/regions_pair.h"

#include <algorithm>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/map_choice.h"
#include "core/open/other_cortex.h"
#include "core/open/overlay_pair.h"
#include "core/open/read_any.h"

namespace cortiscope {
namespace {

constexpr const char* kExpected = "a label or parcels (FreeSurfer annotation, GIFTI or CIFTI-2)";

int largest_vertex(const std::vector<Region>& regions) {
  int largest = -1;
  for (const Region& region : regions) {
    if (!region.vertices.empty()) largest = std::max(largest, region.vertices.back());
  }
  return largest;
}

RegionsPair labels_of_cifti(const Cifti& cifti, std::size_t map, const std::string& file) {
  RegionsPair read;
  read.name = name_without_format(file);
  const std::string title = map_title(cifti.map_names, map);
  if (!title.empty()) read.name += " · " + title;
  for (const Hemisphere h : kHemispheres) {
    const Annotation& labels = cifti.labels[map][h];
    read.regions[h] = labels.parcels;
    read.vertex_counts[h] = labels.vertex_count;
    if (read.vertex_counts[h] > 0) read.files[h] = file;
  }
  return read;
}

/// Adds what a file of one hemisphere holds.
void add(const Contents& contents, std::size_t map, Hemisphere h, RegionsPair& pair) {
  const auto* regions = find<RegionsContents>(contents);
  if (!regions) refuse(contents, kExpected);
  pair.files[h] = file_name(contents.path);
  pair.made_on[h] = cortex_named_in(contents);
  if (const auto* label = std::get_if<LabelFile>(&regions->data)) {
    pair.regions[h] = {label->region};
    return;
  }
  Annotation annotation = parcels_in(contents, nullptr, map, WithoutMesh::kPartial);
  pair.regions[h] = std::move(annotation.parcels);
  pair.vertex_counts[h] = is_partial(contents) ? 0 : annotation.vertex_count;
}

}  // namespace

RegionsPair read_regions_pair(const std::filesystem::path& file, Warnings* warnings,
                              const std::string& map) {
  const Contents contents = read_any(file);
  warn(warnings, contents.warnings);
  return regions_pair_of(contents, warnings, map);
}

RegionsPair regions_pair_of(const Contents& contents, Warnings* warnings, const std::string& map) {
  const auto* cifti = find<CiftiContents>(contents);
  const bool has_labels = cifti && cifti->has_labels;
  if (!has_labels && !find<RegionsContents>(contents)) refuse(contents, kExpected);
  const std::vector<std::string> names = map_names_of(contents);
  const std::size_t chosen = chosen_map(names, map, file_name(contents.path));
  const MapChoice source = {contents.path,
                            names.size() > 1 ? std::to_string(chosen + 1) : std::string()};
  if (has_labels) {
    RegionsPair read = labels_of_cifti(cifti->cifti, chosen, file_name(contents.path));
    read.source = source;
    return read;
  }
  const HemispherePair pair = hemisphere_pair(contents.path, contents.hemisphere, warnings);
  RegionsPair read;
  read.name = pair.name;
  read.source = source;
  const std::string title = map_title(names, chosen);
  if (!title.empty()) read.name += " · " + title;
  add(contents, chosen, pair.named, read);
  const Hemisphere other = pair.named == kLh ? kRh : kLh;
  if (pair.files[other].empty()) return read;
  const Contents of_other = read_any(pair.files[other]);
  warn(warnings, of_other.warnings);
  add(of_other, chosen, other, read);
  return read;
}

RegionsPair fitted_to(RegionsPair regions, const Cortex& cortex, Warnings* warnings) {
  const bool has_both = !regions.regions[kLh].empty() && !regions.regions[kRh].empty();
  for (const Hemisphere h : kHemispheres) {
    const int count = cortex[h].vertex_count();
    if (count == 0 && has_both) regions.regions[h].clear();
    if (regions.regions[h].empty()) continue;
    const std::string expected =
        std::to_string(count) + " vertices of " + cortex.name + "'s " + name_of(h);
    if (regions.vertex_counts[h] > 0 && regions.vertex_counts[h] != count) {
      throw Error(
          ErrorKind::kBadShape, regions.files[h],
          "expected the " + expected + ", found " + std::to_string(regions.vertex_counts[h]),
          "are they of another cortex?");
    }
    const int largest = largest_vertex(regions.regions[h]);
    if (largest >= count) {
      throw Error(ErrorKind::kBadShape, regions.files[h],
                  "expected some of the " + expected + ", found vertex " + std::to_string(largest),
                  "are they of another cortex?");
    }
    warn_if_other_name(regions.made_on[h], regions.files[h], cortex.name, warnings);
    if (regions.vertex_counts[h] == 0) continue;  // a label: its vertices may lie anywhere
    warn_if_scattered(regions.regions[h], cortex[h], regions.files[h], cortex.name, warnings);
  }
  return regions;
}

}  // namespace cortiscope
