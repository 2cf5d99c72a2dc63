#include "render/figure_cell.h"

#include <algorithm>
#include <cmath>

#include "render/headless_window.h"
#include "render/outline.h"
#include "render/region_names.h"

namespace cortiscope {
namespace {

constexpr float kFocusMargin = 0.04F;  // around a cropped flatmap, of its longer side
constexpr float kWholeMargin = 0.01F;  // around a whole cortex
constexpr float kPatchShare = 0.7F;    // inner vertices of a set whose border is drawn
constexpr int kOversampling = 3;
constexpr Rgb8 kLineColor = {20, 20, 20};
constexpr Rgb8 kHaloColor = {255, 255, 255};
constexpr Rgb8 kFocusColor = {110, 110, 110};
constexpr double kLineMm = 0.15;
constexpr double kHaloMm = 0.19;  // more than the line within it
constexpr double kPinMm = 0.9;    // radius of its ring
constexpr double kPinSizePt = 6;
constexpr double kViewLinePixels = 1.2;  // of a CortexView at a pixel ratio of 1

double width_mm_of(const ColoredLine& line) { return line.is_wide ? kWideLine * kLineMm : kLineMm; }

Extent padded(const Extent& extent, float share) {
  const Eigen::Vector2f margin =
      Eigen::Vector2f::Constant(share * std::max(extent.width(), extent.height()));
  return {extent.low - margin, extent.high + margin};
}

int dots(double mm, double dpi) { return std::max(1, int(std::lround(mm / 25.4 * dpi))); }

void add_side_name(Page& page, Hemisphere h, bool is_at_left, const Box& box) {
  TextItem item;
  item.text = name_of(h);
  item.at = {is_at_left ? box.x + 0.3 : box.right() - 0.3, box.bottom() - 0.4};
  item.align = is_at_left ? Align::kLeft : Align::kRight;
  item.size_pt = 6;
  item.color = {90, 90, 90};
  item.halo = kHaloColor;
  page.items.push_back(item);
}

/// Draws the parts of a line that lie in the box.
void add_line(Page& page, const std::vector<Point>& points, const Box& box, Rgb8 color,
              double width_mm) {
  PathItem path;
  path.stroke = color;
  path.stroke_mm = width_mm;
  const auto finish = [&] {
    if (path.points.size() > 1) page.items.push_back(path);
    path.points.clear();
  };
  for (const Point& point : points) {
    if (box.contains(point)) {
      path.points.push_back(point);
    } else {
      finish();
    }
  }
  finish();
}

}  // namespace

SeenCell::SeenCell(const FigureCell& cell, const FigureView& view, HeadlessWindow& window,
                   const std::shared_ptr<SurfacePool>& surfaces)
    : cell_(cell), how_(view), window_(window), view_(std::make_unique<CortexView>(surfaces)) {
  view_->show(cell.cortex, how_.kind, cell.focus);
  if (how_.unfolding) view_->unfold(*how_.unfolding, cell.focus);
  view_->set_camera(how_.camera);
  view_->set_placing(how_.placing);
  view_->set_background(std::nullopt);
  if (how_.aspect) {
    aspect_ = *how_.aspect;
    return;
  }
  const Extent whole = padded(view_->extent_of({}), kWholeMargin);
  shown_ = whole;
  if (view_->is_flat()) {
    const Extent focus = padded(view_->extent_of(cell.focus), kFocusMargin);
    shown_ = {focus.low.cwiseMax(whole.low), focus.high.cwiseMin(whole.high)};
  }
  aspect_ = double(shown_.width()) / double(std::max(shown_.height(), 1e-3F));
}

std::array<std::vector<Region>, 2> SeenCell::areas() const {
  std::array<std::vector<Region>, 2> areas;
  for (const Hemisphere h : kHemispheres) {
    areas[h] = regions_of((*cell_.cortex)[h]);
    areas[h].erase(std::remove_if(areas[h].begin(), areas[h].end(), is_background), areas[h].end());
  }
  return areas;
}

/// Lines of a flatmap are paths on the page: sharp at any size, and editable.
void SeenCell::outline_flatmap(Page& page, const Figure& figure, const Box& box) const {
  const double dot = 25.4 / figure.dpi;
  const auto on_page = [&](Hemisphere h, const Line& line) {
    std::vector<Point> points;
    for (const Eigen::Vector3f& point : line) {
      const Eigen::Vector2d pixel = view_->pixel_of(h, point);
      points.push_back({box.x + pixel.x() * dot, box.y + pixel.y() * dot});
    }
    return points;
  };
  const std::array<std::vector<Region>, 2> regions =
      figure.shows_regions ? areas() : std::array<std::vector<Region>, 2>{};
  for (const Hemisphere h : kHemispheres) {
    const Surface& form = view_->form(h);
    if (form.vertices.empty()) continue;
    const std::vector<int>& focus = cell_.focus[h];
    if (!focus.empty() && inner_share(form, focus) > kPatchShare) {
      for (const Line& line : border_lines(form, focus)) {
        add_line(page, on_page(h, line), box, kFocusColor, kLineMm);
      }
    }
    const std::vector<ColoredLine> borders = region_borders(regions[h], form, kLineColor);
    for (const ColoredLine& border : borders) {
      add_line(page, on_page(h, border.line), box, kHaloColor, width_mm_of(border) + kHaloMm);
    }
    for (const ColoredLine& border : borders) {
      add_line(page, on_page(h, border.line), box, border.color, width_mm_of(border));
    }
  }
}

void SeenCell::add_pins(Page& page, const Box& box, double dot_mm) const {
  constexpr int kSteps = 32;
  for (const FigurePin& pin : cell_.pins) {
    const std::optional<SeenVertex> seen = view_->place_of(pin.vertex);
    if (!seen || seen->is_hidden) continue;
    const Point middle = {box.x + seen->pixel.x() * dot_mm, box.y + seen->pixel.y() * dot_mm};
    if (!box.contains(middle)) continue;
    PathItem ring;
    ring.is_closed = true;
    for (int i = 0; i < kSteps; ++i) {
      const double angle = 2 * std::acos(-1.0) * i / kSteps;
      ring.points.push_back(
          {middle.x + kPinMm * std::cos(angle), middle.y + kPinMm * std::sin(angle)});
    }
    ring.stroke = kHaloColor;
    ring.stroke_mm = 0.8;
    page.items.push_back(ring);
    ring.stroke = pin.color;
    ring.stroke_mm = 0.4;
    page.items.push_back(ring);
    TextItem name;
    name.text = pin.name;
    name.at = {middle.x + 2 * kPinMm, middle.y + 0.3 * kPinSizePt * 25.4 / 72};
    name.size_pt = kPinSizePt;
    name.is_bold = true;
    name.color = kLineColor;
    name.halo = kHaloColor;
    page.items.push_back(name);
  }
}

void SeenCell::add_to(Page& page, const Figure& figure, const Box& box) {
  // On whole pixels, so that the image is not resampled.
  const double dot = 25.4 / figure.dpi;
  const auto snapped = [&](double mm) { return std::round(mm / dot) * dot; };
  const int width = dots(box.width, figure.dpi), height = dots(box.height, figure.dpi);
  const Box part = {snapped(box.x), snapped(box.y), width * dot, height * dot};
  view_->set_size(width, height, kLineMm / 25.4 * figure.dpi / kViewLinePixels);
  view_->set_camera(how_.camera);
  if (!how_.aspect) view_->set_camera(view_->camera_on(shown_));
  view_->set_colors(cell_.colors, cell_.steps);
  view_->set_hatched(cell_.hatched);
  if (figure.shows_regions) {
    view_->set_regions(std::make_shared<const HemisphereRegions>(areas()));
    view_->set_region_lines(true);
  }
  const std::vector<SeenRegion> named = view_->seen_regions();
  if (view_->is_flat()) view_->set_region_lines(false);
  page.items.push_back(PictureItem{view_->draw_in(window_, kOversampling), part});
  if (view_->is_flat()) outline_flatmap(page, figure, part);
  std::vector<PlacedName> names;
  for (const SeenRegion& region : named) {
    names.push_back({region.name,
                     {part.x + region.pixel.x() * dot, part.y + region.pixel.y() * dot},
                     region.size});
  }
  if (figure.names_regions) add_names(page, names, part);
  add_pins(page, part, dot);
  for (const Hemisphere h : kHemispheres) {
    if ((*cell_.cortex)[h].vertex_count() == 0) continue;
    if (!view_->is_together()) {
      add_side_name(page, h, h == kLh, part);
    } else if (view_->side_of(0) == h) {
      add_side_name(page, h, true, part);
    } else if (view_->side_of(width) == h) {
      add_side_name(page, h, false, part);
    }
  }
}

}  // namespace cortiscope
