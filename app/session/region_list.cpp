#include "app/session/region_list.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <utility>

#include "app/session/drawn_colors.h"
#include "core/base/trimmed.h"

namespace cortiscope {

RegionList::RegionList(const std::shared_ptr<const Subject>& subject, int first_id)
    : next_id_(first_id) {
  for (const Hemisphere h : kHemispheres) {
    for (const Region& region : regions_of(subject->cortex[h])) {
      add({0, h, RegionOrigin::kCortex, {}, {subject, &region}, !is_background(region)});
    }
  }
}

void RegionList::add(ListedRegion entry) {
  entry.id = next_id_++;
  all_.push_back(std::move(entry));
}

const ListedRegion* RegionList::find(int id) const {
  const auto found = std::find_if(all_.begin(), all_.end(),
                                  [id](const ListedRegion& entry) { return entry.id == id; });
  return found == all_.end() ? nullptr : &*found;
}

ListedRegion* RegionList::find_mutable(int id) {
  const ListedRegion* found = find(id);
  return found ? &all_[std::size_t(found - all_.data())] : nullptr;
}

HemisphereRegions RegionList::shown(bool all_colors) const {
  std::vector<const ListedRegion*> order;
  for (const ListedRegion& entry : all_) {
    if (entry.is_shown) order.push_back(&entry);
  }
  const auto rank = [](const ListedRegion* entry) {
    const std::size_t size = entry->region->vertices.size();
    return entry->origin == RegionOrigin::kDrawn ? std::numeric_limits<std::size_t>::max() : size;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](const ListedRegion* a, const ListedRegion* b) { return rank(a) > rank(b); });
  HemisphereRegions regions;
  for (const ListedRegion* entry : order) {
    Region region = *entry->region;
    if (!all_colors && entry->origin != RegionOrigin::kDrawn) region.color.reset();
    regions[entry->hemisphere].push_back(std::move(region));
  }
  return regions;
}

/// Two drawn regions of a hemisphere may not share a name, because they would share a file.
std::string RegionList::free_name(Hemisphere hemisphere, const std::string& wanted, int but) const {
  const auto is_taken = [&](const std::string& name) {
    return std::any_of(all_.begin(), all_.end(), [&](const ListedRegion& entry) {
      return entry.origin == RegionOrigin::kDrawn && entry.hemisphere == hemisphere &&
             entry.id != but && entry.region->name == name;
    });
  };
  std::string name = wanted;
  for (int i = 2; is_taken(name); ++i) name = wanted + " " + std::to_string(i);
  return name;
}

int RegionList::add_drawn(Hemisphere hemisphere, std::vector<int> vertices) {
  assert(!vertices.empty());
  const auto is_drawn = [](const ListedRegion& e) { return e.origin == RegionOrigin::kDrawn; };
  const auto count = std::count_if(all_.begin(), all_.end(), is_drawn);
  const auto is_called = [&](const std::string& name) {
    return std::any_of(all_.begin(), all_.end(), [&](const ListedRegion& entry) {
      return is_drawn(entry) && entry.region->name == name;
    });
  };
  auto number = count + 1;
  while (is_called("ROI " + std::to_string(number))) ++number;
  const Rgb8 color = kDrawnColors[std::size_t(number - 1) % kDrawnColors.size()];
  add({0,
       hemisphere,
       RegionOrigin::kDrawn,
       {},
       std::make_shared<const Region>(
           Region{"ROI " + std::to_string(number), std::move(vertices), color}),
       true});
  return all_.back().id;
}

int RegionList::add_drawn_again(Hemisphere hemisphere, const Region& region) {
  const int id = add_drawn(hemisphere, region.vertices);
  rename(id, region.name);
  if (!region.color) return id;
  ListedRegion* entry = find_mutable(id);
  Region colored = *entry->region;
  colored.color = region.color;
  entry->region = std::make_shared<const Region>(std::move(colored));
  return id;
}

void RegionList::add_opened(const RegionsPair& regions) {
  const bool is_label = regions.vertex_counts == std::array<int, 2>{0, 0};
  if (!is_label) take_opened_away();
  show_own(false);
  for (const Hemisphere h : kHemispheres) {
    for (const Region& region : regions.regions[h]) {
      add({0, h, RegionOrigin::kOpened, is_label ? std::string() : regions.name,
           std::make_shared<const Region>(region), !is_background(region),
           text_of(regions.source)});
    }
  }
}

void RegionList::remove_opened() {
  take_opened_away();
  show_own(true);
}

void RegionList::take_opened_away() {
  const auto is_opened = [](const ListedRegion& e) { return e.origin == RegionOrigin::kOpened; };
  all_.erase(std::remove_if(all_.begin(), all_.end(), is_opened), all_.end());
}

void RegionList::show_own(bool are_shown) {
  for (ListedRegion& entry : all_) {
    if (entry.origin != RegionOrigin::kCortex) continue;
    entry.is_shown = are_shown && !is_background(*entry.region);
  }
}

void RegionList::add_drawn_of(const RegionList& other) {
  next_id_ = std::max(next_id_, other.next_id_);
  for (const ListedRegion& entry : other.all_) {
    if (entry.origin == RegionOrigin::kDrawn) all_.push_back(entry);
  }
}

bool RegionList::rename(int id, const std::string& name) {
  ListedRegion* entry = find_mutable(id);
  const std::string wanted = trimmed(name);
  if (!entry || wanted.empty() || wanted == entry->region->name) return false;
  Region renamed = *entry->region;
  renamed.name = free_name(entry->hemisphere, wanted, id);
  entry->region = std::make_shared<const Region>(std::move(renamed));
  return true;
}

void RegionList::remove(int id) {
  const auto is_it = [id](const ListedRegion& entry) { return entry.id == id; };
  all_.erase(std::remove_if(all_.begin(), all_.end(), is_it), all_.end());
}

void RegionList::show(int id, bool is_shown) {
  if (ListedRegion* entry = find_mutable(id)) entry->is_shown = is_shown;
}

std::vector<int> unsaved_regions(const RegionList& list,
                                 const std::map<int, std::shared_ptr<const Region>>& saved) {
  std::vector<int> unsaved;
  for (const ListedRegion& entry : list.all()) {
    if (entry.origin != RegionOrigin::kDrawn) continue;
    const auto last = saved.find(entry.id);
    if (last == saved.end() || last->second != entry.region) unsaved.push_back(entry.id);
  }
  return unsaved;
}

}  // namespace cortiscope
