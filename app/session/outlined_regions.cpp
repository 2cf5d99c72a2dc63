#include "app/session/outlined_regions.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/data/cortex.h"

namespace cortiscope {
namespace {

using Json = nlohmann::ordered_json;
using Names = std::array<std::vector<std::string>, 2>;

Json stored(const Names& names) {
  Json json;
  for (const Hemisphere h : kHemispheres) json[name_of(h)] = names[h];
  return json;
}

Names names_in(const Json& json) {
  Names names;
  for (const Hemisphere h : kHemispheres) {
    names[h] = json.at(name_of(h)).get<std::vector<std::string>>();
  }
  return names;
}

Json stored(const Region& region) {
  Json json;
  json["name"] = region.name;
  if (region.color) json["color"] = {region.color->r, region.color->g, region.color->b};
  json["vertices"] = region.vertices;
  return json;
}

Json stored(const HemisphereRegions& regions) {
  Json json;
  for (const Hemisphere h : kHemispheres) {
    json[name_of(h)] = Json::array();
    for (const Region& region : regions[h]) json[name_of(h)].push_back(stored(region));
  }
  return json;
}

std::vector<std::string> files_of(const RegionList& list, bool only_shown) {
  std::vector<std::string> files;
  for (const ListedRegion& region : list.all()) {
    if (region.origin != RegionOrigin::kOpened || (only_shown && !region.is_shown)) continue;
    const bool is_new = std::find(files.begin(), files.end(), region.file) == files.end();
    if (is_new) files.push_back(region.file);
  }
  return files;
}

std::optional<Region> region_in(const Json& json) {
  Region region;
  region.name = json.at("name").get<std::string>();
  region.vertices = json.at("vertices").get<std::vector<int>>();
  const std::vector<int>& vertices = region.vertices;
  const bool is_set = !vertices.empty() && vertices.front() >= 0 &&
                      std::is_sorted(vertices.begin(), vertices.end(), std::less_equal<int>());
  if (!is_set) return std::nullopt;
  if (!json.contains("color")) return region;
  const auto color = json.at("color").get<std::vector<std::uint8_t>>();
  if (color.size() != 3) return std::nullopt;
  region.color = Rgb8{color[0], color[1], color[2]};
  return region;
}

std::optional<HemisphereRegions> regions_in(const Json& json) {
  HemisphereRegions regions;
  for (const Hemisphere h : kHemispheres) {
    for (const Json& each : json.at(name_of(h))) {
      const std::optional<Region> region = region_in(each);
      if (!region) return std::nullopt;
      regions[h].push_back(*region);
    }
  }
  return regions;
}

}  // namespace

std::vector<std::string> files_of_shown(const RegionList& list) { return files_of(list, true); }

std::vector<std::string> files_of_opened(const RegionList& list) { return files_of(list, false); }

std::optional<OutlinedRegions> outlined_regions_of(const RegionList& list, HiddenDrawn hidden) {
  OutlinedRegions outlined;
  bool is_usual = true;
  for (const ListedRegion& region : list.all()) {
    const bool is_own = region.origin == RegionOrigin::kCortex;
    const bool is_usual_one = is_own && region.is_shown != is_background(*region.region);
    is_usual = is_usual && is_usual_one;
    if (region.origin == RegionOrigin::kDrawn) {
      const bool is_kept = region.is_shown || hidden == HiddenDrawn::kKept;
      auto& drawn = region.is_shown ? outlined.drawn : outlined.hidden_drawn;
      if (is_kept) drawn[region.hemisphere].push_back(*region.region);
    } else if (!region.is_shown) {
      auto& names = is_own ? outlined.hidden_own : outlined.hidden_opened;
      names[region.hemisphere].push_back(region.region->name);
    }
  }
  return is_usual ? std::nullopt : std::optional(std::move(outlined));
}

RegionsPair drawn_pair(const OutlinedRegions& outlined) {
  RegionsPair pair;
  pair.files = {"a drawn region", "a drawn region"};
  pair.regions = outlined.drawn;
  for (const Hemisphere h : kHemispheres) {
    const auto& hidden = outlined.hidden_drawn[h];
    pair.regions[h].insert(pair.regions[h].end(), hidden.begin(), hidden.end());
  }
  return pair;
}

RegionList outlining(RegionList list, const OutlinedRegions& outlined,
                     const std::vector<RegionsPair>& files) {
  list.remove_opened();
  for (const RegionsPair& file : files) list.add_opened(file);
  const RegionList before = list;
  for (const ListedRegion& region : before.all()) {
    if (region.origin == RegionOrigin::kDrawn) {
      list.show(region.id, false);
      continue;
    }
    const auto& hidden =
        region.origin == RegionOrigin::kCortex ? outlined.hidden_own : outlined.hidden_opened;
    const auto& names = hidden[region.hemisphere];
    list.show(region.id, std::find(names.begin(), names.end(), region.region->name) == names.end());
  }
  const auto add_drawn = [&](Hemisphere h, const Region& drawn, bool is_shown) {
    const auto& all = before.all();
    const auto same = std::find_if(all.begin(), all.end(), [&](const ListedRegion& region) {
      return region.origin == RegionOrigin::kDrawn && region.hemisphere == h &&
             region.region->name == drawn.name && region.region->vertices == drawn.vertices;
    });
    list.show(same != all.end() ? same->id : list.add_drawn_again(h, drawn), is_shown);
  };
  for (const Hemisphere h : kHemispheres) {
    for (const Region& drawn : outlined.drawn[h]) add_drawn(h, drawn, true);
    for (const Region& drawn : outlined.hidden_drawn[h]) add_drawn(h, drawn, false);
  }
  return list;
}

Json to_json(const OutlinedRegions& outlined) {
  Json json;
  json["hidden_own"] = stored(outlined.hidden_own);
  json["hidden_opened"] = stored(outlined.hidden_opened);
  json["drawn"] = stored(outlined.drawn);
  const auto& hidden = outlined.hidden_drawn;
  if (!hidden[kLh].empty() || !hidden[kRh].empty()) json["hidden_drawn"] = stored(hidden);
  return json;
}

std::optional<OutlinedRegions> outlined_regions_in(const Json& json) {
  try {
    OutlinedRegions outlined;
    outlined.hidden_own = names_in(json.at("hidden_own"));
    outlined.hidden_opened = names_in(json.at("hidden_opened"));
    const auto drawn = regions_in(json.at("drawn"));
    if (!drawn) return std::nullopt;
    outlined.drawn = *drawn;
    if (!json.contains("hidden_drawn")) return outlined;
    const auto hidden = regions_in(json.at("hidden_drawn"));
    if (!hidden) return std::nullopt;
    outlined.hidden_drawn = *hidden;
    return outlined;
  } catch (const Json::exception&) {
    return std::nullopt;
  }
}

}  // namespace cortiscope
