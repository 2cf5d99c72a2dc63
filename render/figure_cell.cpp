#include "render/figure_cell.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "render/flatmap.h"
#include "render/outline.h"
#include "render/region_names.h"
#include "render/surface_view.h"

namespace cortiscope {
namespace {

constexpr float kMarginShare = 0.04F;  // around a cropped flatmap
constexpr double kGapShare = 0.04;     // between the hemispheres, of their width
constexpr float kPatchShare = 0.7F;    // inner vertices of a set that has a border worth drawing
constexpr int kOversampling = 3;
constexpr Rgb8 kLineColor = {20, 20, 20};
constexpr double kLineMm = 0.15;
constexpr double kHaloMm = 0.19;  // more than the line within it

double width_mm_of(const ColoredLine& line) { return line.is_wide ? kWideLine * kLineMm : kLineMm; }

Extent padded(Extent extent, float share) {
  const Eigen::Vector2f margin =
      Eigen::Vector2f::Constant(share * std::max(extent.width(), extent.height()));
  return {extent.low - margin, extent.high + margin};
}

/// What some of a surface's vertices span; all of it where none are named.
Extent focused_extent(const Camera& camera, const Surface& surface, const std::vector<int>& focus) {
  const Extent whole = seen_extent(camera, surface);
  const std::vector<bool> used = used_vertices(surface);
  Extent extent;
  bool is_first = true;
  for (const int v : focus) {
    if (!used[std::size_t(v)]) continue;
    const Eigen::Vector2f place = seen_at(camera, surface.vertices[std::size_t(v)]);
    extent.low = is_first ? place : Eigen::Vector2f(extent.low.cwiseMin(place));
    extent.high = is_first ? place : Eigen::Vector2f(extent.high.cwiseMax(place));
    is_first = false;
  }
  if (is_first) return padded(whole, 0.01F);
  const Extent wanted = padded(extent, kMarginShare), limit = padded(whole, 0.01F);
  return {wanted.low.cwiseMax(limit.low), wanted.high.cwiseMin(limit.high)};
}

/// As high as the higher one, each around its own middle.
void make_equally_high(std::array<SeenCell::Half, 2>& halves) {
  const float height = std::max(halves[kLh].extent.height(), halves[kRh].extent.height());
  for (SeenCell::Half& half : halves) {
    const float middle = (half.extent.low.y() + half.extent.high.y()) / 2;
    if (half.surface.vertices.empty()) continue;
    half.extent.low.y() = middle - height / 2;
    half.extent.high.y() = middle + height / 2;
  }
}

const Surface& form_of(const Cortex& cortex, Hemisphere h, SurfaceKind kind) {
  if (const Surface* found = cortex[h].find(kind)) return *found;
  throw Error(ErrorKind::kNotFound, cortex.name + ": " + name_of(h) + " " + name_of(kind),
              "this cortex has no such surface", "ask for another view");
}

/// Where a point of the surface falls on the page.
Point on_page(const SeenCell::Half& half, const Box& box, const Eigen::Vector3f& point) {
  const double scale = box.height / double(half.extent.height());
  const Eigen::Vector2f seen = seen_at(half.camera, point);
  return {box.x + double(seen.x() - half.extent.low.x()) * scale,
          box.y + double(half.extent.high.y() - seen.y()) * scale};
}

/// Draws the parts of a line that lie in the box.
void add_line(Page& page, const Line& line, const SeenCell::Half& half, const Box& box, Rgb8 color,
              double width_mm) {
  PathItem path;
  path.stroke = color;
  path.stroke_mm = width_mm;
  const auto finish = [&] {
    if (path.points.size() > 1) page.items.push_back(path);
    path.points.clear();
  };
  for (const Eigen::Vector3f& point : line) {
    const Point p = on_page(half, box, point);
    if (box.contains(p)) {
      path.points.push_back(p);
    } else {
      finish();
    }
  }
  finish();
}

/// @param lines  drawn into the picture, so that folds hide them
PictureItem picture_of(const SeenCell::Half& half, const std::vector<Rgb8>& colors,
                       const std::vector<ColoredLine>& lines, const Figure& figure,
                       const Box& box) {
  SurfaceView view;
  view.set_surface(half.surface);
  view.set_colors(colors);
  view.set_shading(figure.view == SurfaceKind::kFlat ? Shading::kFlat : Shading::kGentle);
  view.set_camera(framed(half.camera, half.extent));
  view.set_lines(lines, float(kLineMm / 25.4 * figure.dpi));
  const auto dots = [&](double mm) {
    return std::max(1, int(std::lround(mm / 25.4 * figure.dpi)));
  };
  return {view.draw(dots(box.width), dots(box.height), kOversampling), box};
}

/// What is outlined and named.
std::vector<Region> areas_of(const HemisphereCortex& hemisphere) {
  std::vector<Region> areas = regions_of(hemisphere);
  areas.erase(std::remove_if(areas.begin(), areas.end(), is_background), areas.end());
  return areas;
}

void add_region_names(Page& page, const std::vector<Region>& regions, const SeenCell::Half& half,
                      const Box& box) {
  std::vector<PlacedName> names;
  const std::vector<bool> faces_eye = vertices_facing(half.surface, half.camera.toward_eye);
  for (const Region& region : regions) {
    std::vector<Point> points;
    for (const int v : region.vertices) {
      if (faces_eye[std::size_t(v)]) {
        points.push_back(on_page(half, box, half.surface.vertices[std::size_t(v)]));
      }
    }
    if (2 * points.size() < region.vertices.size()) continue;
    if (const auto name = placed_name(region.name, points, box)) names.push_back(*name);
  }
  add_names(page, names, box);
}

void add_side_name(Page& page, Hemisphere h, const Box& box) {
  TextItem item;
  item.text = name_of(h);
  item.at = {h == kLh ? box.x + 0.3 : box.right() - 0.3, box.bottom() - 0.4};
  item.align = h == kLh ? Align::kLeft : Align::kRight;
  item.size_pt = 6;
  item.color = {90, 90, 90};
  item.halo = Rgb8{255, 255, 255};
  page.items.push_back(item);
}

}  // namespace

double SeenCell::width_mm() const {
  return double(halves[kLh].extent.width() + halves[kRh].extent.width()) + gap_mm;
}

double SeenCell::height_mm() const {
  return double(std::max(halves[kLh].extent.height(), halves[kRh].extent.height()));
}

SeenCell see(const FigureCell& cell, const Figure& figure) {
  SeenCell seen;
  for (const Hemisphere h : kHemispheres) {
    if ((*cell.cortex)[h].vertex_count() == 0) continue;
    SeenCell::Half& half = seen.halves[h];
    if (figure.view == SurfaceKind::kFlat) {
      half.surface = oriented_flatmap(*cell.cortex, h);
      half.extent = focused_extent(half.camera, half.surface, cell.focus[h]);
    } else {
      half.surface = form_of(*cell.cortex, h, figure.view);
      half.camera = camera_from(figure.side, h);
      half.extent = padded(seen_extent(half.camera, half.surface), 0.01F);
    }
  }
  make_equally_high(seen.halves);
  seen.gap_mm = kGapShare * seen.width_mm();
  return seen;
}

void add_cell(Page& page, const FigureCell& cell, const SeenCell& seen, const Figure& figure,
              const Box& box) {
  const double scale = box.height / seen.height_mm();
  double x = box.x;
  for (const Hemisphere h : kHemispheres) {
    const SeenCell::Half& half = seen.halves[h];
    if (half.surface.vertices.empty()) continue;
    // On whole pixels, so that the map is not resampled.
    const double dot = 25.4 / figure.dpi;
    const auto snapped = [&](double mm) { return std::round(mm / dot) * dot; };
    const Box part = {snapped(x), snapped(box.y), snapped(double(half.extent.width()) * scale),
                      snapped(box.height)};
    const bool is_flat = figure.view == SurfaceKind::kFlat;
    const std::vector<Region> regions =
        figure.shows_regions ? areas_of((*cell.cortex)[h]) : std::vector<Region>{};
    const std::vector<ColoredLine> borders = region_borders(regions, half.surface, kLineColor);
    page.items.push_back(picture_of(half, cell.colors[h],
                                    is_flat ? std::vector<ColoredLine>{} : borders, figure, part));
    if (is_flat) {
      const std::vector<int>& focus = cell.focus[h];
      if (!focus.empty() && inner_share(half.surface, focus) > kPatchShare) {
        for (const Line& line : border_lines(half.surface, focus)) {
          add_line(page, line, half, part, {110, 110, 110}, kLineMm);
        }
      }
      for (const ColoredLine& border : borders) {
        add_line(page, border.line, half, part, {255, 255, 255}, width_mm_of(border) + kHaloMm);
      }
      for (const ColoredLine& border : borders) {
        add_line(page, border.line, half, part, border.color, width_mm_of(border));
      }
    }
    add_region_names(page, regions, half, part);
    add_side_name(page, h, part);
    x += double(half.extent.width()) * scale + seen.gap_mm * scale;
  }
}

}  // namespace cortiscope
