#include "render/region_names.h"

#include <algorithm>
#include <cmath>

#include "render/page_files.h"

namespace cortiscope {
namespace {

constexpr double kLeastLeader = 0.4;  // heights of a capital letter
constexpr double kLeaderMm = 0.15, kLeaderHaloMm = 0.25;
constexpr Rgb8 kNameColor = {20, 20, 20}, kNameHalo = {255, 255, 255};

/// Smaller on small maps, but never too small to read in print.
double name_size_pt(const Box& box) { return std::clamp(box.width / 5.5, 3.6, 5.0); }

double capital_mm(double size_pt) { return 0.73 * size_pt * kMmAPoint; }

/// The size of a name, in heights of a capital letter.
Box box_around(Point middle, double width, double height) {
  const double beside = 0.3 * height, above = 0.35 * height;
  return {middle.x - width / 2 - beside, middle.y - height / 2 - above, width + 2 * beside,
          height + 2 * above};
}

/// From the edge of a name's box to a position outside it; nothing where that is too near to need a
/// line.
std::optional<Leader> leader_to(Point region, const Box& name, double height) {
  const Point middle = {name.x + name.width / 2, name.y + name.height / 2};
  const double x = region.x - middle.x, y = region.y - middle.y;
  const double share = std::max(2 * std::abs(x) / name.width, 2 * std::abs(y) / name.height);
  if (share <= 1) return std::nullopt;
  const Leader leader = {{middle.x + x / share, middle.y + y / share}, region};
  const double length = (1 - 1 / share) * std::hypot(x, y);
  return length < kLeastLeader * height ? std::nullopt : std::optional(leader);
}

bool is_inside(const Box& inner, const Box& outer) {
  return inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y &&
         inner.bottom() <= outer.bottom();
}

/// The nearest free position on rings around the name's preferred position.
std::optional<Point> free_place(Point wanted, double width, double height,
                                const std::vector<Box>& taken, const Box& box) {
  for (const double heights : {0.0, 0.55, 1.1, 1.65, 2.2, 3.0}) {
    const double ring = heights * height;
    const int count = ring > 0 ? 8 : 1;
    for (int i = 0; i < count; ++i) {
      const double angle = M_PI / 4 * i + M_PI / 2;
      const Point at = {wanted.x + 1.6 * ring * std::cos(angle), wanted.y - ring * std::sin(angle)};
      const Box name = box_around(at, width, height);
      const bool is_free = std::none_of(taken.begin(), taken.end(),
                                        [&](const Box& other) { return other.overlaps(name); });
      if (is_free && is_inside(name, box)) return at;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<NamePlace> name_places(const std::vector<PlacedName>& names, const Box& box,
                                   double height,
                                   const std::function<double(const std::string&)>& width_of) {
  std::vector<Box> taken;
  std::vector<NamePlace> places;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const double width = width_of(names[i].name);
    const std::optional<Point> middle = free_place(names[i].middle, width, height, taken, box);
    if (!middle) continue;
    taken.push_back(box_around(*middle, width, height));
    const Box name = box_around(*middle, width, height);
    places.push_back({i, *middle, leader_to(names[i].middle, name, height)});
  }
  return places;
}

void add_names(Page& page, std::vector<PlacedName> names, const Box& box) {
  std::stable_sort(names.begin(), names.end(),
                   [](const PlacedName& a, const PlacedName& b) { return a.size > b.size; });
  const double size_pt = name_size_pt(box), height = capital_mm(size_pt);
  const auto width_of = [&](const std::string& name) { return text_width_mm(name, size_pt, true); };
  const std::vector<NamePlace> places = name_places(names, box, height, width_of);
  for (const NamePlace& place : places) {
    if (!place.leader) continue;
    PathItem line;
    line.points = {place.leader->from, place.leader->to};
    line.stroke = kNameHalo;
    line.stroke_mm = kLeaderMm + 2 * kLeaderHaloMm;
    page.items.push_back(line);
    line.stroke = kNameColor;
    line.stroke_mm = kLeaderMm;
    page.items.push_back(line);
  }
  for (const NamePlace& place : places) {
    TextItem item;
    item.text = names[place.name].name;
    item.at = {place.middle.x, place.middle.y + height / 2};
    item.size_pt = size_pt;
    item.align = Align::kCenter;
    item.is_bold = true;
    item.color = kNameColor;
    item.halo = kNameHalo;
    page.items.push_back(item);
  }
}

}  // namespace cortiscope
