#include "core/open/overlay_pair.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/error.h"
#include "core/io/file_bytes.h"
#include "core/open/hemisphere_pair.h"
#include "core/open/map_choice.h"
#include "core/open/other_cortex.h"
#include "core/open/overlay.h"
#include "core/open/read_any.h"

namespace cortiscope {
namespace {

constexpr float kNone = std::numeric_limits<float>::quiet_NaN();

/// Adds one hemisphere's regions to a map of labels; each name and colour has one index.
void add_labels(const std::vector<Region>& regions, int vertex_count, Hemisphere h,
                OverlayPair& overlay) {
  overlay.values[h].assign(std::size_t(vertex_count), kNone);
  for (const Region& region : regions) {
    const OverlayLabel label{region.name, region.color};
    const auto found = std::find(overlay.labels.begin(), overlay.labels.end(), label);
    const auto index = float(found - overlay.labels.begin());
    if (found == overlay.labels.end()) overlay.labels.push_back(label);
    for (const int vertex : region.vertices) overlay.values[h][std::size_t(vertex)] = index;
  }
}

OverlayPairs maps_of_cifti(const CiftiContents& contents, const std::string& file) {
  const Cifti& cifti = contents.cifti;
  OverlayPairs maps(cifti.map_names.size());
  for (std::size_t k = 0; k < maps.size(); ++k) {
    OverlayPair& overlay = maps[k];
    overlay.name = name_without_format(file);
    overlay.map = map_title(cifti.map_names, k);
    overlay.parcels = cifti.parcels;
    for (const Hemisphere h : kHemispheres) {
      const Array<float>& of_side = cifti.maps[h];
      if (of_side.empty()) continue;
      overlay.files[h] = file;
      if (contents.has_labels) {
        const Annotation& labels = cifti.labels[k][h];
        add_labels(labels.parcels, labels.vertex_count, h, overlay);
      } else {
        const float* row = of_side.row(std::int64_t(k));
        overlay.values[h].assign(row, row + of_side.row_size());
      }
    }
  }
  return maps;
}

/// Adds the maps of a file of one hemisphere. @param maps  (K), as many as it has
void add_maps_of_side(const Contents& contents, Hemisphere h, OverlayPairs& maps) {
  const auto* regions = find<RegionsContents>(contents);
  for (OverlayPair& map : maps) {
    map.files[h] = file_name(contents.path);
    map.made_on[h] = cortex_named_in(contents);
  }
  if (!regions) {
    const Array<float> values = maps_in(contents, nullptr, WithoutMesh::kPartial);
    for (std::size_t k = 0; k < maps.size(); ++k) {
      const float* row = values.row(std::int64_t(k));
      maps[k].values[h].assign(row, row + values.row_size());
      maps[k].is_partial[h] = is_partial(contents);
    }
    return;
  }
  if (const auto* label = std::get_if<LabelFile>(&regions->data)) {
    const std::vector<int>& vertices = label->region.vertices;
    constexpr int kMostVertices = 10000000;  // the finest mesh in use has 164,000
    if (!vertices.empty() && vertices.back() >= kMostVertices) {
      throw Error(ErrorKind::kBadValue, file_name(contents.path),
                  "expected vertices of a mesh of at most " + std::to_string(kMostVertices) +
                      ", found " + std::to_string(vertices.back()),
                  "is it a label of a surface?");
    }
    add_labels({label->region}, vertices.empty() ? 0 : vertices.back() + 1, h, maps[0]);
    maps[0].is_partial[h] = true;
    return;
  }
  for (std::size_t k = 0; k < maps.size(); ++k) {
    const Annotation labels = parcels_in(contents, nullptr, k, WithoutMesh::kPartial);
    add_labels(labels.parcels, labels.vertex_count, h, maps[k]);
    maps[k].is_partial[h] = is_partial(contents);
  }
}

/// Values of a file that does not say its hemisphere.
OverlayPairs undivided_maps(const Contents& contents, const std::vector<std::string>& names) {
  OverlayPairs maps(names.size());
  add_maps_of_side(contents, kLh, maps);
  for (std::size_t k = 0; k < maps.size(); ++k) {
    maps[k].undivided = std::move(maps[k].values[kLh]);
    maps[k].values[kLh].clear();
    maps[k].files[kRh] = maps[k].files[kLh];
    maps[k].name = name_without_format(file_name(contents.path));
    maps[k].map = map_title(names, k);
  }
  return maps;
}

/// Gives each hemisphere its part of values that may be of both.
void divide(std::vector<float> values, const Cortex& cortex, OverlayPair& overlay) {
  const std::string& file = overlay.files[kLh];
  const auto lh = std::size_t(cortex[kLh].vertex_count()),
             rh = std::size_t(cortex[kRh].vertex_count());
  if (values.size() == lh + rh && !overlay.is_partial[kLh]) {
    const auto middle = values.begin() + std::ptrdiff_t(lh);
    overlay.values[kLh].assign(values.begin(), middle);
    overlay.values[kRh].assign(middle, values.end());
    return;
  }
  throw Error(ErrorKind::kBadValue, file,
              "expected a name that says its hemisphere, or the " + std::to_string(lh + rh) +
                  " values of both of " + cortex.name + "'s, found " +
                  std::to_string(values.size()) + " values and no hemisphere",
              "put lh. or rh. before its name, or left or right into it");
}

std::vector<Region> regions_of_labels(const OverlayPair& overlay, Hemisphere h) {
  std::vector<Region> regions(overlay.labels.size());
  for (std::size_t i = 0; i < regions.size(); ++i) regions[i].name = overlay.labels[i].name;
  const std::vector<float>& values = overlay.values[h];
  for (std::size_t v = 0; v < values.size(); ++v) {
    if (values[v] >= 0) regions[std::size_t(values[v])].vertices.push_back(int(v));
  }
  return regions;
}

}  // namespace

bool OverlayPair::has_parcels() const {
  return !labels.empty() || !parcels[kLh].parcels.empty() || !parcels[kRh].parcels.empty();
}

OverlayPairs read_overlay_pairs(const std::filesystem::path& file, Warnings* warnings) {
  const Contents contents = read_any(file);
  warn(warnings, contents.warnings);
  return overlay_pairs_of(contents, warnings);
}

OverlayPair read_overlay_pair(const std::filesystem::path& file, Warnings* warnings,
                              const std::string& map) {
  const Contents contents = read_any(file);
  warn(warnings, contents.warnings);
  OverlayPairs all = overlay_pairs_of(contents, warnings);
  return std::move(all[chosen_map(map_names_of(contents), map, file_name(file))]);
}

std::vector<std::string> map_names_of(const Contents& contents) {
  if (const auto* cifti = find<CiftiContents>(contents)) return cifti->cifti.map_names;
  if (const GiftiHandle gifti = gifti_in(contents)) return gifti_map_names(*gifti);
  const auto* overlay = find<OverlayContents>(contents);
  return std::vector<std::string>(
      overlay ? std::size_t(std::get<Array<float>>(overlay->data).rows()) : 1);
}

namespace {

void require_maps(const Contents& contents) {
  if (find<OverlayContents>(contents) || find<RegionsContents>(contents)) return;
  refuse(contents, "values at vertices (FreeSurfer curv, MGH, GIFTI or NIfTI), or labels");
}

OverlayPairs all_maps_of(const Contents& contents, Warnings* warnings) {
  if (const auto* cifti = find<CiftiContents>(contents)) {
    return maps_of_cifti(*cifti, file_name(contents.path));
  }
  require_maps(contents);
  const std::vector<std::string> names = map_names_of(contents);
  if (!contents.hemisphere && find<OverlayContents>(contents))
    return undivided_maps(contents, names);
  const HemispherePair pair = hemisphere_pair(contents.path, contents.hemisphere, warnings);
  OverlayPairs maps(names.size());
  for (std::size_t k = 0; k < maps.size(); ++k) {
    maps[k].name = pair.name;
    maps[k].map = map_title(names, k);
  }
  for (const Hemisphere h : kHemispheres) {
    if (pair.files[h].empty()) continue;
    if (h == pair.named) {
      add_maps_of_side(contents, h, maps);
      continue;
    }
    const Contents other = read_any(pair.files[h]);
    warn(warnings, other.warnings);
    require_maps(other);
    const std::size_t count = map_names_of(other).size();
    if (count != maps.size()) {
      throw Error(ErrorKind::kBadShape, file_name(other.path),
                  "expected " + std::to_string(maps.size()) + " maps as in " +
                      file_name(contents.path) + ", found " + std::to_string(count),
                  "put it into another folder if the two do not belong together");
    }
    add_maps_of_side(other, h, maps);
  }
  return maps;
}

}  // namespace

OverlayPairs overlay_pairs_of(const Contents& contents, Warnings* warnings) {
  OverlayPairs maps = all_maps_of(contents, warnings);
  for (std::size_t k = 0; k < maps.size(); ++k) {
    maps[k].source = {contents.path, maps.size() > 1 ? std::to_string(k + 1) : std::string()};
  }
  return maps;
}

OverlayPair fitted_to(OverlayPair overlay, const Cortex& cortex, Warnings* warnings) {
  if (!overlay.undivided.empty()) divide(std::move(overlay.undivided), cortex, overlay);
  overlay.undivided.clear();
  const bool has_both = !overlay.values[kLh].empty() && !overlay.values[kRh].empty();
  const int both_count = cortex[kLh].vertex_count() + cortex[kRh].vertex_count();
  for (const Hemisphere h : kHemispheres) {
    const int count = cortex[h].vertex_count();
    std::vector<float>& values = overlay.values[h];
    if (count == 0 && has_both) values.clear();
    if (!has_both && count < both_count && int(values.size()) == both_count) {
      warn(warnings, overlay.files[h] + ": its name says " + name_of(h) + ", but it holds " +
                         std::to_string(both_count) + " values, those of both hemispheres of " +
                         cortex.name + "; the first are taken for lh");
      overlay.files[kLh] = overlay.files[kRh] = overlay.files[h];
      divide(std::exchange(values, {}), cortex, overlay);
      break;
    }
    if (overlay.is_partial[h] && int(values.size()) < count)
      values.resize(std::size_t(count), kNone);
    if (values.empty() || int(values.size()) == count) continue;
    throw Error(ErrorKind::kBadShape, overlay.files[h],
                "expected " + std::to_string(count) + " values, one per vertex of " + cortex.name +
                    "'s " + name_of(h) + ", found " + std::to_string(values.size()),
                "is it of another cortex?");
  }
  for (const Hemisphere h : kHemispheres) {
    if (overlay.values[h].empty()) continue;
    warn_if_other_name(overlay.made_on[h], overlay.files[h], cortex.name, warnings);
    if (overlay.labels.empty() || overlay.is_partial[h]) continue;  // a few may lie anywhere
    warn_if_scattered(regions_of_labels(overlay, h), cortex[h], overlay.files[h], cortex.name,
                      warnings);
  }
  return overlay;
}

}  // namespace cortiscope
