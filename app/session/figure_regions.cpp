#include "app/session/figure_regions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/open/regions_pair.h"

namespace cortiscope {
namespace {

void remove_named(std::vector<Region>& regions, const std::vector<std::string>& names) {
  const auto is_named = [&](const Region& region) {
    return std::find(names.begin(), names.end(), region.name) != names.end();
  };
  regions.erase(std::remove_if(regions.begin(), regions.end(), is_named), regions.end());
}

void add_regions(Cortex& cortex, const RegionsPair& pair) {
  for (const Hemisphere h : kHemispheres) {
    std::copy(pair.regions[h].begin(), pair.regions[h].end(),
              std::back_inserter(cortex[h].regions));
  }
}

/// Leaves the regions that are outlined where no file's are.
void keep_own_regions(Cortex& cortex, const FigureRequest& request) {
  for (const Hemisphere h : kHemispheres) {
    HemisphereCortex& hemisphere = cortex[h];
    if (request.outlined) {
      hemisphere.regions = regions_of(hemisphere);
      remove_named(hemisphere.regions, request.outlined->hidden_own[h]);
      hemisphere.parcels.clear();
    } else if (!request.regions.empty()) {
      hemisphere.regions.clear();
      hemisphere.parcels.clear();
    }
  }
}

void remove_colors(Cortex& cortex) {
  for (HemisphereCortex& hemisphere : cortex.hemispheres) {
    for (auto* regions : {&hemisphere.regions, &hemisphere.parcels}) {
      for (Region& region : *regions) region.color.reset();
    }
  }
}

}  // namespace

std::shared_ptr<const Cortex> with_regions_of(const FigureRequest& request, Cortex cortex,
                                              Warnings* warnings) {
  keep_own_regions(cortex, request);
  for (const std::string& text : request.regions) {
    const MapChoice choice = split_map_choice(text);
    RegionsPair read =
        fitted_to(read_regions_pair(choice.file, warnings, choice.map), cortex, warnings);
    if (request.outlined) {
      for (const Hemisphere h : kHemispheres) {
        remove_named(read.regions[h], request.outlined->hidden_opened[h]);
      }
    }
    add_regions(cortex, read);
  }
  if (!(request.look ? request.look->shows_region_colors : request.colors_regions)) {
    remove_colors(cortex);
  }
  if (request.outlined) {  // drawn regions keep their colours
    add_regions(cortex, fitted_to(drawn_pair(*request.outlined), cortex, warnings));
  }
  return std::make_shared<const Cortex>(std::move(cortex));
}

}  // namespace cortiscope
