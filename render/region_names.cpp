#include "render/region_names.h"

#include <algorithm>
#include <cmath>

#include "render/page_files.h"

namespace cortiscope {
namespace {

/// Smaller on small maps, but never too small to read in print.
double name_size_pt(const Box& box) { return std::clamp(box.width / 5.5, 3.6, 5.0); }

double capital_mm(double size_pt) { return 0.73 * size_pt * kMmAPoint; }

double distance(Point a, Point b) { return std::hypot(a.x - b.x, a.y - b.y); }

Box box_around(Point middle, double width, double height) {
  return {middle.x - width / 2 - 0.25, middle.y - height / 2 - 0.35, width + 0.5, height + 0.7};
}

bool is_inside(const Box& inner, const Box& outer) {
  return inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y &&
         inner.bottom() <= outer.bottom();
}

/// The nearest free place on rings around where the name belongs.
std::optional<Point> free_place(Point wanted, double width, double height,
                                const std::vector<Box>& taken, const Box& box) {
  for (const double ring : {0.0, 0.7, 1.4, 2.1, 2.8}) {
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

std::optional<PlacedName> placed_name(const std::string& name, const std::vector<Point>& points,
                                      const Box& box) {
  std::vector<Point> inside;
  for (const Point& p : points) {
    if (box.contains(p)) inside.push_back(p);
  }
  if (inside.empty()) return std::nullopt;
  Point mean;
  for (const Point& p : inside) mean = {mean.x + p.x, mean.y + p.y};
  mean = {mean.x / double(inside.size()), mean.y / double(inside.size())};
  // A bent or split region's mean may lie outside it: take the region's point nearest to it.
  const Point nearest = *std::min_element(inside.begin(), inside.end(), [&](Point a, Point b) {
    return distance(a, mean) < distance(b, mean);
  });
  const bool is_bent = distance(nearest, mean) > 1;
  return PlacedName{name, is_bent ? nearest : mean, inside.size()};
}

void add_names(Page& page, std::vector<PlacedName> names, const Box& box) {
  std::stable_sort(names.begin(), names.end(),
                   [](const PlacedName& a, const PlacedName& b) { return a.size > b.size; });
  const double size_pt = name_size_pt(box), height = capital_mm(size_pt);
  std::vector<Box> taken;
  for (const PlacedName& name : names) {
    const double width = text_width_mm(name.name, size_pt, true);
    const std::optional<Point> middle = free_place(name.middle, width, height, taken, box);
    if (!middle) continue;
    taken.push_back(box_around(*middle, width, height));
    TextItem item;
    item.text = name.name;
    item.at = {middle->x, middle->y + height / 2};
    item.size_pt = size_pt;
    item.align = Align::kCenter;
    item.is_bold = true;
    item.color = {20, 20, 20};
    item.halo = Rgb8{255, 255, 255};
    page.items.push_back(item);
  }
}

}  // namespace cortiscope
